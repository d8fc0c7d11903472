//! The pages of the findings: their parts, the setups in them, and the documents made from them.

use keyless_core::lint::{self, Finding, Lint, Subject};
use keyless_core::providers;
use keyless_core::rule::{Edit, FieldPath, IssuerDraft, RuleDraft};
use keyless_core::setup::Setup;
use keyless_core::token::Claims;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Parts that every page has, in this order.
pub const PARTS: [&str; 5] = ["What it does", "Why it matters", "Example", "Better", "Sources"];

/// The folder that holds the findings and their pages.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/lint/findings"))
}

/// A setup from a page, or made by a test.
pub struct Case {
    /// What was entered.
    pub setup: Setup,
    /// The token beside it.
    pub token: Option<Claims>,
    /// Codes of other findings that it has too (`also:` behind the fence).
    pub also: Vec<String>,
    /// Whether the service refuses it besides (`refused` behind the fence).
    pub refused: bool,
}

impl Case {
    /// Reads `{"provider", "issuer", "rule", "service_account", "token"}`, each optional.
    ///
    /// # Panics
    /// When the text is no such object: the page is wrong then.
    pub fn read(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e} in\n{text}"));
        let mut setup = Setup::default();
        if let Some(slug) = value.get("provider").and_then(Value::as_str) {
            assert!(providers::find(slug).is_some(), "no provider is called {slug}");
            slug.clone_into(&mut setup.workload.provider);
        }
        // Nothing follows a suggestion: the page shows all that there is.
        setup.replace_issuer(&IssuerDraft::default());
        setup.replace_rule(&RuleDraft::default());
        read_members("issuer", &value["issuer"], &mut setup);
        read_members("rule", &value["rule"], &mut setup);
        read_members("service_account", &value["service_account"], &mut setup);
        let token =
            value.get("token").map(|t| Claims::new(t.as_object().expect("a token is an object").clone()));
        Self { setup, token, also: Vec::new(), refused: false }
    }

    /// What the checks find.
    pub fn findings(&self) -> Vec<Finding> {
        lint::run(&Subject::of(&self.setup, self.token.as_ref()))
    }

    /// The codes of what the checks find, each once.
    pub fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.findings().iter().map(|f| f.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// Enters every member of a create body as it would be typed. Members that are not known fail the test.
fn read_members(path: &str, value: &Value, setup: &mut Setup) {
    let Value::Object(members) = value else { return };
    for (name, value) in members {
        let path = format!("{path}.{name}");
        let field = match path.as_str() {
            "rule.match" | "rule.target" | "issuer.jwks" => {
                read_members(&path, value, setup);
                continue;
            }
            "rule.match.claims" => {
                for (name, value) in value.as_object().expect("claims are an object") {
                    let value = value.as_str().expect("claims are texts");
                    setup.edit(&Edit::set(FieldPath::Claim(name.clone()), value));
                }
                continue;
            }
            "rule.target.type" | "service_account.name" => continue,
            "rule.workspace_ids" => {
                let ids = value.as_array().expect("workspaces are a list");
                setup.rule.workspace_ids =
                    ids.iter().map(|id| id.as_str().expect("ids are texts").to_owned()).collect();
                continue;
            }
            "rule.applies_to_all_workspaces" => FieldPath::AllWorkspaces,
            "issuer.check_jti" => FieldPath::CheckJti,
            "service_account.organization_role" => FieldPath::OrganizationRole,
            "issuer.name" => FieldPath::IssuerName,
            "issuer.issuer_url" => FieldPath::IssuerUrl,
            "issuer.jwks.type" => FieldPath::JwksType,
            "issuer.max_jwt_lifetime_seconds" => FieldPath::MaxJwtLifetime,
            "rule.name" => FieldPath::RuleName,
            "rule.issuer_id" => FieldPath::RuleIssuerId,
            "rule.match.subject_prefix" => FieldPath::SubjectPrefix,
            "rule.match.audience" => FieldPath::Audience,
            "rule.match.condition" => FieldPath::Condition,
            "rule.target.service_account_id" => FieldPath::Target,
            "rule.oauth_scope" => FieldPath::Scope,
            "rule.workspace_id" => FieldPath::Workspace,
            "rule.token_lifetime_seconds" => FieldPath::TokenLifetime,
            _ => panic!("{path} is no member that pages use"),
        };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        setup.edit(&Edit::set(field, text));
    }
}

/// The parts of a page, by their headings.
pub fn parts(page: &str) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    let mut current: Option<(String, String)> = None;
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            parts.extend(current.replace((heading.to_owned(), String::new())));
        } else if let Some((_, body)) = &mut current {
            body.push_str(line);
            body.push('\n');
        }
    }
    parts.extend(current);
    parts
}

/// The setups in a part of a page: blocks fenced as `json setup`, with the codes of other findings behind `also:`, and
/// `refused` where the service would not take the rule.
///
/// # Panics
/// When a block is no setup, or another word stands behind its fence.
pub fn cases(part: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut lines = part.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```json setup") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        let mut case = Case::read(&body.join("\n"));
        for word in info.split_whitespace() {
            match word.split_once(':') {
                Some(("also", codes)) => case.also = codes.split(',').map(str::to_owned).collect(),
                None if word == "refused" => case.refused = true,
                _ => panic!("{word} is no word that stands behind a fence"),
            }
        }
        cases.push(case);
    }
    cases
}

/// The setups that must have a finding, and those that must not.
pub fn examples(lint: &Lint) -> (Vec<Case>, Vec<Case>) {
    let parts = parts(lint.page);
    (cases(&parts["Example"]), cases(&parts["Better"]))
}

/// The document of one finding, as `docs/findings` has it.
///
/// # Panics
/// When the page does not start with the finding's code.
pub fn document(lint: &Lint) -> String {
    let title = format!("# {}\n", lint.code);
    let body = lint.page.strip_prefix(&title).expect("a page starts with its code");
    format!(
        "<!-- Made from core/src/lint/findings/{}.md: edit it there. -->\n\n{title}\n{}. At worst: {}; {}.\n{body}",
        file_stem(lint.code),
        lint.summary,
        lint.severity.as_str(),
        lint.confidence.as_str(),
    )
}

/// The index of all findings.
pub fn index() -> String {
    let mut text = String::from(
        "<!-- Made from the registry of findings, core/src/lint/findings/mod.rs: edit it there. -->\n\n# Findings\n\n\
         What Keyless says about rules that the service takes all the same. Every page has setups that tests run.\n\n\
         A certain finding follows from what service and platform document; a likely one hangs on what only the rule's author knows.\n\n\
         | Finding | At worst | How sure | What it is |\n| --- | --- | --- | --- |\n",
    );
    for lint in lint::ALL {
        let row = format!(
            "| [`{0}`]({0}.md) | {1} | {2} | {3} |\n",
            lint.code,
            lint.severity.as_str(),
            lint.confidence.as_str(),
            lint.summary.replace('|', "\\|")
        );
        text.push_str(&row);
    }
    text
}

/// The name of a finding's files, without their ending.
pub fn file_stem(code: &str) -> String {
    code.replace('-', "_")
}
