//! The issuer, rule and account for a filled form.

use super::super::ci::{Draft, branch, tag};
use super::claims::{CONTEXTS, DEFINITION, ORIGIN, PROJECT, REF, SSH};
use super::{ISSUER, answers::origin, fields};
use crate::condition::write;
use crate::facts;
use crate::providers::{Answers, Suggestion};
use crate::rule::{IssuerDraft, resource_name};

/// Suggests. What is not entered has its placeholder, which no token has.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let organization = answers.some("organization_id").unwrap_or(fields::ORGANIZATION_ID);
    let project = answers.some("project_id").unwrap_or(fields::PROJECT_ID);
    let mut doubts = Vec::new();
    // Whoever starts a pipeline is the user, and the second form goes on after it.
    let subject = format!("org/{organization}/project/{project}/user/*");
    let mut draft = Draft::new(subject, facts::TOKEN_LIFETIME_SUGGESTED.value);
    draft.pin(PROJECT, project);
    let typed = answers.get("origin");
    let repository = origin(typed).unwrap_or_else(|| fields::ORIGIN.to_owned());
    let word = if answers.get("scenario") == "webhook" {
        if answers.some("pipeline_definition_id").is_none() {
            doubts.push(
                "A pipeline that a custom webhook started names no repository: without its definition's id every other one of the \
                 project gets in."
                    .to_owned(),
            );
        }
        // Pipelines that a push or a fork's pull request started name repository and ref, this kind never does.
        for claim in [ORIGIN, REF] {
            draft.clause(format!("!({})", write::presence(&[claim])));
        }
        "webhook"
    } else {
        draft.pin(ORIGIN, &repository);
        match answers.get("scenario") {
            "tag" => pin_ref(&mut draft, "refs/tags/", tag(answers), fields::TAG),
            _ => pin_ref(&mut draft, "refs/heads/", branch(answers), fields::BRANCH),
        }
    };
    draft.pin_answer(DEFINITION, answers, "pipeline_definition_id");
    if let Some(context) = answers.some("context_id") {
        draft.clause(format!("{} in {}", write::text(context), write::claim(CONTEXTS)));
    } else {
        doubts.push(
            "Without a context everybody who can push to the ref gets in by changing the configuration; a restricted context leaves that \
             to its group."
                .to_owned(),
        );
    }
    draft.clause(format!("{} == false", write::claim(SSH)));
    let (rule, account) = match origin(typed) {
        Some(repository) => {
            let name = repository.split_once('/').map_or("", |(_, path)| path).to_owned();
            draft.finish(&[&name, word], format!("CircleCI pipelines of {repository}, {word}"))
        }
        None => draft.finish(&["circleci", word], "A CircleCI project's pipelines".to_owned()),
    };
    Suggestion { issuer: issuer(answers), rule, account, doubts }
}

/// Compares the ref; gives back its name.
fn pin_ref<'a>(draft: &mut Draft, head: &str, name: &'a str, placeholder: &str) -> &'a str {
    draft.pin(REF, &format!("{head}{}", if name.is_empty() { placeholder } else { name }));
    name
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let organization = answers.get("organization_id");
    let url = match (answers.some("server_issuer"), organization) {
        (Some(server), _) => server.to_owned(),
        (None, "") => String::new(),
        (None, id) => format!("{ISSUER}{id}"),
    };
    IssuerDraft {
        name: resource_name(&["circleci", organization]),
        issuer_url: url,
        ..IssuerDraft::default()
    }
}
