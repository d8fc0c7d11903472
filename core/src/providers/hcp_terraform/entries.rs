//! What a text or a token says about the form.

use super::{EUROPEAN_ISSUER, SHARED_ISSUER};
use crate::providers::Answers;
use crate::providers::shared::host;
use crate::token::Claims;

type Filled = Vec<(&'static str, String)>;

/// Whether a text is an id of Terraform's with this beginning.
pub(super) fn is_id(head: &str, text: &str) -> bool {
    text.strip_prefix(head).is_some_and(|id| id.len() == 16 && id.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a text can be the name of an organization or a workspace.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Ids, subjects and addresses of workspaces, whichever field they were pasted into.
pub(super) fn spread(field: &str, text: &str) -> Filled {
    let text = text.trim();
    for (head, field) in [("org-", "tfe_organization_id"), ("ws-", "tfe_workspace_id")] {
        if is_id(head, text) {
            return vec![(field, text.to_owned())];
        }
    }
    if let Some(named) = Named::parse(text) {
        let mut filled = named.filled();
        if let Some(phase @ ("plan" | "apply")) = named.phase {
            filled.push(("phase", phase.to_owned()));
        }
        return filled;
    }
    let mut filled = Vec::new();
    let Some(path) =
        text.strip_prefix("https://").and_then(|rest| rest.split_once('/')).map(|(_, path)| path)
    else {
        let known = matches!(text, SHARED_ISSUER | EUROPEAN_ISSUER);
        let own = field == "tfe_host" && text.starts_with("https://");
        return if known || own { installation(text) } else { filled };
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    match segments.as_slice() {
        ["app", organization, "workspaces", workspace, ..]
        | ["api", "v2", "organizations", organization, "workspaces", workspace, ..]
            if is_name(organization) && is_name(workspace) =>
        {
            filled.push(("organization", (*organization).to_owned()));
            filled.push(("workspace", (*workspace).to_owned()));
        }
        ["app" | "api", .., id] if is_id("ws-", id) => filled.push(("tfe_workspace_id", (*id).to_owned())),
        ["app", organization, ..] if is_name(organization) => {
            filled.push(("organization", (*organization).to_owned()));
        }
        _ if field == "tfe_host" => {}
        _ => return filled,
    }
    filled.extend(installation(text));
    filled
}

fn installation(address: &str) -> Filled {
    let (choice, own) = match host(address) {
        "app.terraform.io" => ("hcp", None),
        "app.eu.terraform.io" => ("hcp-eu", None),
        other => ("enterprise", Some(other)),
    };
    let mut filled = vec![("installation", choice.to_owned())];
    filled.extend(own.map(|host| ("tfe_host", host.to_owned())));
    filled
}

/// A subject, or `terraform_full_workspace`, taken apart.
struct Named<'a> {
    organization: &'a str,
    project: &'a str,
    workspace: &'a str,
    phase: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let segments: Vec<&str> = text.split(':').collect();
        match *segments.as_slice() {
            ["organization", organization, "project", project, "workspace", workspace] => {
                Some(Self { organization, project, workspace, phase: None })
            }
            [
                "organization",
                organization,
                "project",
                project,
                "workspace",
                workspace,
                "run_phase",
                phase,
            ] => Some(Self { organization, project, workspace, phase: Some(phase) }),
            _ => None,
        }
    }

    fn filled(&self) -> Filled {
        [("organization", self.organization), ("project", self.project), ("workspace", self.workspace)]
            .map(|(field, name)| (field, name.to_owned()))
            .to_vec()
    }
}

/// Everything that a token says. Names are taken from the subject, whose spelling the rule has to meet; from a subject of
/// another form none are, so that the ids alone admit it.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    if let Some(issuer) = claims.issuer().filter(|iss| iss.starts_with("https://")) {
        for (field, value) in installation(issuer) {
            answers.set(field, &value);
        }
    }
    for (field, claim) in
        [("tfe_organization_id", "terraform_organization_id"), ("tfe_workspace_id", "terraform_workspace_id")]
    {
        if let Some(id) = claims.text(claim) {
            answers.set(field, id);
        }
    }
    let named = claims.subject().and_then(Named::parse);
    for (field, name) in named.as_ref().map(Named::filled).unwrap_or_default() {
        answers.set(field, &name);
    }
    let phase = claims.text("terraform_run_phase").or(named.and_then(|n| n.phase));
    if let Some(phase @ ("plan" | "apply")) = phase {
        answers.set("phase", phase);
    }
    if let Some(lifetime) = claims.lifetime().filter(|s| *s > 0) {
        answers.set("lifetime", &lifetime.to_string());
    }
    answers
}
