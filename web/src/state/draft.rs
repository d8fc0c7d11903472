//! A setup together with the JSON that is being typed for it.

use keyless_core::setup::Setup;

/// Which draft an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// The token bench, which is not saved.
    Bench,
    /// The workload of the plan.
    Plan,
}

/// What stands in a JSON box while it is being typed there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub problems: Vec<String>,
}

/// A setup that can be edited as a form and as JSON: two views of one thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// The setup.
    pub setup: Setup,
    /// The rule's JSON as typed; none once the form was edited, whose JSON is shown then.
    pub rule_json: Option<Typed>,
    /// The issuer's JSON as typed.
    pub issuer_json: Option<Typed>,
}

impl Draft {
    /// A draft of a setup.
    pub fn of(setup: Setup) -> Self {
        Self { setup, ..Self::default() }
    }

    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        self.setup == Setup::default()
    }

    /// What the workload is called: as the person named it, or else as its service account is.
    pub fn workload_name(&self) -> &str {
        let names = [&self.setup.workload.name, &self.setup.account.name];
        names.into_iter().find(|name| !name.trim().is_empty()).map_or("New workload", String::as_str)
    }

    /// Whether there is a rule to judge by.
    pub fn has_rule(&self) -> bool {
        let rule = &self.setup.rule;
        !(rule.subject_prefix.is_empty()
            && rule.audience.is_empty()
            && rule.claims.is_empty()
            && rule.condition.is_empty()
            && rule.name.is_empty())
    }

    /// Whether there is an issuer to judge by.
    pub fn has_issuer(&self) -> bool {
        !self.setup.issuer.issuer_url.is_empty()
    }
}
