//! The issuer, rule and account for a filled form.

use super::fields::Installation;
use super::{EUROPEAN_ISSUER, SHARED_ISSUER};
use crate::facts;
use crate::providers::shared::{host, lifetime, limit_for};
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, JwksDraft, KeySourceKind, RuleDraft, resource_name};

/// Timeouts of a plan and an apply where nobody set others, in seconds. Not confirmed by the documentation.
const USUAL_PLAN: u64 = 7200;
const USUAL_APPLY: u64 = 86_400;

/// One workspace and phase. Names alone never pin it where an id is known; what is missing has a placeholder that no
/// organization can have, since ids begin with org- and ws-.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let named = [answers.get("organization"), answers.get("workspace")];
    let name = resource_name(&["terraform", named[0], named[1], phase(answers)]);
    let of =
        format!("Terraform runs of workspace {}/{}", or(named[0], "ORGANIZATION"), or(named[1], "WORKSPACE"));
    let mut rule = RuleDraft {
        name: name.clone(),
        description: format!(
            "{of}, phase {}. A phase has one token that is good for one exchange, so that the access token lives an hour.",
            phase(answers)
        ),
        subject_prefix: subject(answers),
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_DEFAULT.value.to_string(),
        ..RuleDraft::default()
    };
    pin(&mut rule, answers, "organization");
    pin(&mut rule, answers, "workspace");
    if phase(answers) == "both" {
        "claims.terraform_run_phase in [\"plan\", \"apply\"]".clone_into(&mut rule.condition);
    } else {
        rule.set_claim("terraform_run_phase", Some(phase(answers).to_owned()));
    }
    let account = AccountDraft {
        name,
        description: of,
        organization_role: "developer".to_owned(),
        ..AccountDraft::default()
    };
    Suggestion { issuer: issuer(answers), rule, account, doubts: doubts(answers) }
}

fn or<'a>(text: &'a str, placeholder: &'a str) -> &'a str {
    if text.is_empty() { placeholder } else { text }
}

fn phase(answers: &Answers) -> &'static str {
    match answers.get("phase") {
        "plan" => "plan",
        "both" => "both",
        _ => "apply",
    }
}

/// The exact subject where every name is known. With a workspace's id, a name that is missing leaves the subject out.
fn subject(answers: &Answers) -> String {
    let [organization, project, workspace] = ["organization", "project", "workspace"].map(|f| answers.get(f));
    let whole = [organization, project, workspace].iter().all(|name| !name.is_empty());
    if !whole && answers.some("tfe_workspace_id").is_some() {
        return String::new();
    }
    let phase = if phase(answers) == "both" { "*" } else { phase(answers) };
    format!(
        "organization:{}:project:{}:workspace:{}:run_phase:{phase}",
        or(organization, "ORGANIZATION"),
        or(project, "PROJECT"),
        or(workspace, "WORKSPACE")
    )
}

/// Pins a thing by its id; by its name, where that alone is known.
fn pin(rule: &mut RuleDraft, answers: &Answers, what: &str) {
    let id = answers.some(&format!("tfe_{what}_id"));
    match (id, answers.some(what)) {
        (None, Some(name)) => rule.set_claim(&format!("terraform_{what}_name"), Some(name.to_owned())),
        (id, _) => {
            let placeholder = || format!("TFE_{}_ID", what.to_uppercase());
            rule.set_claim(&format!("terraform_{what}_id"), Some(id.map_or_else(placeholder, str::to_owned)));
        }
    }
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let own = host(answers.get("tfe_host"));
    let (url, name) = match Installation::of(answers) {
        Installation::Hcp => (SHARED_ISSUER.to_owned(), "hcp-terraform".to_owned()),
        Installation::HcpEurope => (EUROPEAN_ISSUER.to_owned(), "hcp-terraform-eu".to_owned()),
        Installation::Enterprise if own.is_empty() => (String::new(), "terraform-enterprise".to_owned()),
        Installation::Enterprise => (format!("https://{own}"), resource_name(&["terraform-enterprise", own])),
    };
    let inline = Installation::of(answers) == Installation::Enterprise && answers.some("jwks").is_some();
    let jwks = if inline {
        JwksDraft {
            kind: KeySourceKind::Inline,
            keys: answers.get("jwks").to_owned(),
            ..JwksDraft::default()
        }
    } else {
        JwksDraft::default()
    };
    IssuerDraft {
        name,
        issuer_url: url,
        jwks,
        max_jwt_lifetime_seconds: longest(answers),
        ..IssuerDraft::default()
    }
}

/// The issuer's limit for the phase.
fn longest(answers: &Answers) -> String {
    let usual = if phase(answers) == "plan" { USUAL_PLAN } else { USUAL_APPLY };
    limit_for(lifetime(answers.get("lifetime")).unwrap_or(usual))
}

fn doubts(answers: &Answers) -> Vec<String> {
    let lacks = |field: &str| answers.some(field).is_none();
    let table = [
        (
            lacks("tfe_workspace_id") || lacks("tfe_organization_id"),
            "Without both ids the rule goes by names, and a name can pass to somebody else.",
        ),
        (
            !lacks("tfe_workspace_id") && ["organization", "project", "workspace"].iter().any(|f| lacks(f)),
            "A name is missing, so that the ids pin the workspace and the subject is not compared. The rule then outlives renames.",
        ),
        (
            lacks("lifetime"),
            "How long a token lives is a guess: the timeout of a phase differs, so compare exp and iat of one.",
        ),
        (
            Installation::of(answers) == Installation::HcpEurope,
            "The European issuer is known from one public source: compare it with iss of a token.",
        ),
        (
            phase(answers) != "apply",
            "Plans run what a pull request brings, with this identity: switch speculative plans off, or see who may open one.",
        ),
    ];
    table.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.to_owned()).collect()
}
