//! Looking at one rung of a client's ladder.

use super::client::Client;
use super::credential::Credential;
use super::deliver::{Body, Delivery, Stop};
use super::fault::Fault;
use super::header::Statics;
use super::profile::{Active, Profile};
use super::rules::{ActiveFault, Arguments, EmptyProfile, EmptyStatic, EnvNeeds, NamedFault, Rules};
use super::surroundings::{Argument, Surroundings};
use super::tier::{Detail, Source, Tier};
use super::token::TokenAt;
use super::warning::Warning;

/// A client in some surroundings, with the rungs that are taken away.
#[derive(Clone, Copy)]
pub(super) struct Eye<'a> {
    pub(super) client: &'static Client,
    pub(super) rules: &'static Rules,
    pub(super) s: &'a Surroundings,
    pub(super) without: Option<Tier>,
}

/// What a rung holds.
#[derive(Clone, Debug)]
pub(super) enum Look<'a> {
    /// Nothing.
    Absent(String),
    /// Something that is not used.
    Passed(String, Option<Fault>),
    /// A credential.
    Delivers(Box<Found<'a>>),
    /// An error; with the profile, where one was loaded.
    Fails(Fault, Box<Found<'a>>),
}

/// A credential, before headers and addresses are known.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub(super) tier: Tier,
    pub(super) source: Source,
    pub(super) detail: Detail,
    pub(super) saw: String,
    pub(super) statics: Statics,
    pub(super) delivery: Option<Delivery>,
    pub(super) profile: Option<Profile<'a>>,
    pub(super) config: bool,
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Found<'a> {
    pub(super) fn new(tier: Tier, source: Source, detail: Detail, saw: String) -> Self {
        Self {
            tier,
            source,
            detail,
            saw,
            statics: Statics::default(),
            delivery: None,
            profile: None,
            config: false,
            warnings: Vec::new(),
        }
    }

    fn fails(self, fault: Fault) -> Look<'a> {
        let source = Source::Error;
        Look::Fails(fault, Box::new(Found { source, detail: Detail::Fault(fault), ..self }))
    }
}

impl<'a> Eye<'a> {
    /// A variable's text, trimmed where the client does so; unset and empty told apart.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let value = self.s.plain(name)?;
        Some(if self.rules.trims { value.trim().to_owned() } else { value.to_owned() })
    }

    /// A variable's text with something in it.
    pub(super) fn filled(&self, name: &str) -> Option<String> {
        self.text(name).filter(|value| !value.is_empty())
    }

    /// A key or token of the environment that the client takes for set.
    pub(super) fn static_variable(&self, name: &str) -> Option<Credential> {
        let value = self.s.secret(name)?;
        let value = if self.rules.trims { value.trimmed() } else { value.clone() };
        let counts = !value.is_empty() || self.rules.empty_static == EmptyStatic::Wins;
        counts.then_some(value)
    }

    /// Looks at one rung.
    pub(super) fn look(&self, tier: Tier) -> Look<'a> {
        if self.without == Some(tier) {
            return Look::Absent("Taken away.".to_owned());
        }
        match tier {
            Tier::Constructor => self.look_at_arguments(),
            Tier::ApiKey | Tier::AuthToken => self.look_at_static(tier),
            Tier::Profile => self.look_at_named(),
            Tier::ActiveProfile => self.look_at_active(),
            Tier::FederationEnv => self.look_at_federation(),
            Tier::FederationRest => self.look_at_rest(),
            Tier::LastArgument => self.look_at_last_argument(),
            Tier::Gateway | Tier::CloudProvider | Tier::ApiKeyHelper | Tier::OauthToken | Tier::Login => {
                self.look_at_claude_code(tier)
            }
            Tier::None => Look::Absent(String::new()),
        }
    }

    fn look_at_named(&self) -> Look<'a> {
        if self.is_bare() {
            return Look::Passed("Bare mode reads no profile.".to_owned(), None);
        }
        let Some((name, flag)) = self.named() else {
            return Look::Absent("ANTHROPIC_PROFILE is not set.".to_owned());
        };
        let detail = Detail::Fault(Fault::ProfileNameEmpty);
        let tier = if flag { Tier::Constructor } else { Tier::Profile };
        let saw = format!("{} names profile “{name}”.", if flag { "--profile" } else { "ANTHROPIC_PROFILE" });
        let found = Found::new(tier, Source::Profile, detail, saw);
        if name.is_empty() {
            return match self.rules.empty_profile {
                EmptyProfile::Fails => found.fails(Fault::ProfileNameEmpty),
                EmptyProfile::Unset => {
                    Look::Absent("ANTHROPIC_PROFILE is empty, which counts as unset.".to_owned())
                }
                EmptyProfile::HidesActive => Look::Passed(
                    "ANTHROPIC_PROFILE is empty: no profile is used, the active one included.".to_owned(),
                    None,
                ),
                EmptyProfile::BreaksActive => Look::Passed(
                    "ANTHROPIC_PROFILE is empty, and breaks the active profile.".to_owned(),
                    None,
                ),
            };
        }
        match self.load(&name) {
            Ok(profile) => self.look_into(profile, found),
            Err(fault) => {
                let thrown = matches!(fault, Fault::ProfileNameInvalid | Fault::BaseUrlNotHttps);
                match self.rules.named_fault {
                    NamedFault::Fails => found.fails(fault),
                    NamedFault::FailsIfThrown if thrown => found.fails(fault),
                    NamedFault::FailsIfThrown | NamedFault::Skipped => Look::Passed(found.saw, Some(fault)),
                }
            }
        }
    }

    fn look_at_active(&self) -> Look<'a> {
        if self.is_bare() {
            return Look::Passed("Bare mode reads no profile.".to_owned(), None);
        }
        let found = |saw| Found::new(Tier::ActiveProfile, Source::ActiveProfile, Detail::StoredToken, saw);
        let (name, chosen) = match self.active() {
            Active::None(why) => return Look::Absent(why.to_owned()),
            Active::Unreadable => {
                return found("active_config cannot be read.".to_owned()).fails(Fault::PointerUnreadable);
            }
            Active::Named(name, chosen) => (name, chosen),
        };
        let found = found(format!("The active profile is “{name}”."));
        let fault = match self.load(&name) {
            Ok(profile) => {
                if self.rules.login_outranks_stored && self.s.claude_code.login && profile.is_stored_login() {
                    return Look::Passed("A sign-in by /login outranks a stored login.".to_owned(), None);
                }
                return self.look_into(profile, found);
            }
            Err(fault) => fault,
        };
        let fails = match self.rules.active_fault {
            ActiveFault::FailsIfChosen => chosen,
            ActiveFault::FailsIfThere => fault != Fault::ProfileNotFound,
            ActiveFault::Listed | ActiveFault::Skipped => false,
            ActiveFault::SkippedButName => {
                fault == Fault::ProfileNameInvalid
                    && self.s.file(&format!("{}/configs/{name}.json", self.directory())).is_some()
            }
            ActiveFault::FailsIfThrown => {
                matches!(fault, Fault::ProfileNameInvalid | Fault::BaseUrlNotHttps)
                    && self.filled("ANTHROPIC_CONFIG_DIR").is_some()
            }
        };
        match fault {
            _ if fails => found.fails(fault),
            Fault::ProfileNotFound => Look::Absent(format!("There is no profile “{name}”.")),
            _ => Look::Passed(found.saw, Some(fault)),
        }
    }

    /// Asks a loaded profile.
    pub(super) fn look_into(&self, profile: Profile<'a>, mut found: Found<'a>) -> Look<'a> {
        let delivery = self.deliver(&profile, &mut found.warnings);
        found.profile = Some(profile);
        match delivery {
            Ok(delivery) => {
                found.detail = match delivery {
                    Delivery::Stored(_) => Detail::StoredToken,
                    Delivery::Exchange(_) => Detail::Exchange,
                    Delivery::Refresh(_) => Detail::Refresh,
                };
                found.delivery = Some(delivery);
                Look::Delivers(Box::new(found))
            }
            Err(Stop::Fault(fault)) => found.fails(fault),
            Err(Stop::Skip(fault)) => Look::Passed(found.saw, Some(fault)),
        }
    }

    fn look_at_federation(&self) -> Look<'a> {
        if self.is_bare() {
            return Look::Passed("Bare mode reads no federation variables.".to_owned(), None);
        }
        let (rule, organization) = self.ids();
        let at = self.env_token();
        let missing = self.missing();
        let any = rule.is_some()
            || organization.is_some()
            || at.is_some()
            || self.filled("ANTHROPIC_SERVICE_ACCOUNT_ID").is_some();
        let found = |saw: &str| {
            Found::new(Tier::FederationEnv, Source::FederationEnv, Detail::Exchange, saw.to_owned())
        };
        let complete = match self.rules.env_needs {
            EnvNeeds::All | EnvNeeds::AllOrFail | EnvNeeds::Any => {
                rule.is_some() && organization.is_some() && at.is_some()
            }
            EnvNeeds::RuleAndToken => rule.is_some() && at.is_some(),
            EnvNeeds::RuleAndOrganization => rule.is_some() && organization.is_some(),
        };
        if !any {
            return Look::Absent("No federation variable is set.".to_owned());
        }
        if !complete {
            let saw = format!("Federation variables are incomplete: {} missing.", missing.join(", "));
            return if self.rules.env_needs == EnvNeeds::Any {
                found(&saw).fails(Fault::FederationIncomplete)
            } else {
                Look::Passed(saw, Some(Fault::FederationIncomplete))
            };
        }
        let mut found = found("The federation variables are complete.");
        let both = self.filled("ANTHROPIC_IDENTITY_TOKEN_FILE").is_some() && self.env_literal().is_some();
        if self.rules.env_needs == EnvNeeds::Any && both {
            return found.fails(Fault::IdentityTokenGivenTwice);
        }
        let Some(at) = at else { return found.fails(Fault::IdentityTokenNotConfigured) };
        match self.env_body(rule, organization, &at) {
            Ok(body) => {
                found.delivery = Some(Delivery::Exchange(body));
                Look::Delivers(Box::new(found))
            }
            Err(fault) => found.fails(fault),
        }
    }

    fn env_body(
        &self,
        rule: Option<String>,
        organization: Option<String>,
        at: &TokenAt<'_>,
    ) -> Result<Body, Fault> {
        let account = "ANTHROPIC_SERVICE_ACCOUNT_ID";
        let service_account =
            if self.rules.sends_empty_account { self.text(account) } else { self.filled(account) };
        let workspace = self.filled("ANTHROPIC_WORKSPACE_ID").filter(|_| !self.rules.workspace_by_header);
        Ok(Body {
            token: at.place(),
            assertion: self.assertion(at)?,
            rule: rule.unwrap_or_default(),
            organization,
            service_account,
            workspace,
        })
    }

    /// Rule and organization of the environment.
    fn ids(&self) -> (Option<String>, Option<String>) {
        let id = |name| if self.rules.empty_id_counts { self.text(name) } else { self.filled(name) };
        (id("ANTHROPIC_FEDERATION_RULE_ID"), id("ANTHROPIC_ORGANIZATION_ID"))
    }

    /// The federation variables that are missing.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let (rule, organization) = self.ids();
        let mut missing = Vec::new();
        if rule.is_none() {
            missing.push("ANTHROPIC_FEDERATION_RULE_ID");
        }
        if organization.is_none() {
            missing.push("ANTHROPIC_ORGANIZATION_ID");
        }
        if self.env_token().is_none() {
            missing.extend(["ANTHROPIC_IDENTITY_TOKEN_FILE", "ANTHROPIC_IDENTITY_TOKEN"]);
        }
        missing
    }

    /// Whether rule, organization or token of the environment are there.
    pub(super) fn has_federation(&self) -> bool {
        let (rule, organization) = self.ids();
        rule.is_some() || organization.is_some() || self.env_token().is_some()
    }

    fn look_at_rest(&self) -> Look<'a> {
        match self.ids() {
            (Some(_), Some(_)) if self.env_token().is_none() && self.without != Some(Tier::FederationEnv) => {
                let saw = "Rule and organization are set, the identity token is not.".to_owned();
                let detail = Detail::Fault(Fault::IdentityTokenNotConfigured);
                Found::new(Tier::FederationEnv, Source::FederationEnv, detail, saw)
                    .fails(Fault::IdentityTokenNotConfigured)
            }
            _ => Look::Absent("Nothing is left over.".to_owned()),
        }
    }

    fn look_at_last_argument(&self) -> Look<'a> {
        let arguments = &self.s.arguments;
        let found =
            |source, saw: &str| Found::new(Tier::Constructor, source, Detail::Constructor, saw.to_owned());
        let (loaded, found) = match (&arguments.profile, &arguments.config) {
            (Argument::Given(name), _) => {
                (self.load(name.as_str()), found(Source::Profile, "The code names a profile."))
            }
            (_, Argument::Given(document)) => {
                (self.load_config(document), found(Source::Config, "The code gives a config."))
            }
            _ => return Look::Absent("The code gives neither profile nor config.".to_owned()),
        };
        match loaded {
            Ok(profile) => self.look_into(profile, found),
            Err(fault) => found.fails(fault),
        }
    }

    /// Whether Claude Code runs in bare mode.
    pub(super) fn is_bare(&self) -> bool {
        self.rules.login_outranks_stored
            && (self.s.claude_code.bare || self.filled("CLAUDE_CODE_SIMPLE").is_some_and(|v| v == "1"))
    }

    /// Whether arguments are flags of a command.
    pub(super) fn takes_flags(&self) -> bool {
        self.rules.arguments == Arguments::Flags
    }
}
