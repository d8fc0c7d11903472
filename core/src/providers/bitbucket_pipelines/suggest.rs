//! The issuer, rule and account for a filled form.

use super::entries::{braced, issuer, workspace_and_repository};
use super::fields::is_plain;
use crate::condition::write;
use crate::facts;
use crate::providers::shared::{lifetime, limit_for};
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft, resource_name};

/// Steps of one environment, or of one branch. What is missing has a placeholder that no UUID is like.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let (workspace, repository) = workspace_and_repository(answers);
    let plain = is_plain(answers);
    let repository_uuid = uuid(answers, "repository_uuid", "{REPOSITORY_UUID}");
    let environment_uuid = uuid(answers, "environment_uuid", "{ENVIRONMENT_UUID}");
    let mut rule = RuleDraft {
        // The step's UUID, which comes last, is another one in each run.
        subject_prefix: if plain {
            format!("{repository_uuid}:*")
        } else {
            format!("{repository_uuid}:{environment_uuid}:*")
        },
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_DEFAULT.value.to_string(),
        ..RuleDraft::default()
    };
    if let Some(uuid) = answers.some("workspace_uuid") {
        rule.set_claim("workspaceUuid", Some(braced(uuid)));
    }
    rule.set_claim("repositoryUuid", Some(repository_uuid));
    if !plain {
        rule.set_claim("deploymentEnvironmentUuid", Some(environment_uuid));
    }
    let branch = answers.some("branch").or(plain.then_some("BRANCH")).unwrap_or_default();
    let branch = branch.strip_prefix("refs/heads/").unwrap_or(branch);
    match branch.strip_suffix('*') {
        Some(start) => rule.condition = format!("claims.branchName.startsWith({})", write::text(start)),
        None if branch.is_empty() => {}
        None => rule.set_claim("branchName", Some(branch.to_owned())),
    }

    let what = if plain { branch } else { answers.some("environment").unwrap_or("deployment") };
    let of = format!(
        "Bitbucket Pipelines of {workspace}/{repository}, {}",
        if plain { "branch " } else { "environment " }
    );
    rule.name = resource_name(&["bitbucket", repository, what]);
    rule.description = format!("{of}{what}");
    let account = AccountDraft {
        name: rule.name.clone(),
        description: rule.description.clone(),
        organization_role: "developer".to_owned(),
        ..AccountDraft::default()
    };
    let issuer = IssuerDraft {
        name: resource_name(&["bitbucket", workspace]),
        issuer_url: if workspace.is_empty() { String::new() } else { issuer(workspace) },
        max_jwt_lifetime_seconds: lifetime(answers.get("lifetime")).map(limit_for).unwrap_or_default(),
        ..IssuerDraft::default()
    };
    Suggestion { issuer, rule, account, doubts: doubts(answers) }
}

fn uuid(answers: &Answers, field: &str, placeholder: &str) -> String {
    answers.some(field).map_or_else(|| placeholder.to_owned(), braced)
}

fn doubts(answers: &Answers) -> Vec<String> {
    let lacks = |field: &str| answers.some(field).is_none();
    let plain = is_plain(answers);
    let table = [
        (
            plain,
            "Without an environment only the branch's name counts: a pull request from a branch of that name matches as well, so \
             restrict who may push there.",
        ),
        (
            !plain && lacks("branch"),
            "Any branch that the environment admits may use it: restrict the environment, or name a branch.",
        ),
        (
            lacks("workspace_uuid"),
            "Without its UUID the workspace is known by the slug in the issuer alone, which can pass to somebody else.",
        ),
        (
            lacks("lifetime"),
            "How long a token lives is not documented: compare exp and iat of one with an hour.",
        ),
    ];
    table.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.to_owned()).collect()
}
