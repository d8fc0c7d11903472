//! The issuer, rule and account for a filled form.

use super::super::ci::{Draft, branch, tag, words};
use super::{ISSUER, fields};
use crate::condition::write;
use crate::facts;
use crate::providers::{Answers, Suggestion};
use crate::rule::IssuerDraft;

/// What makes builds whose commit is on the branch that they name.
pub(super) const SOURCES: [&str; 2] = ["webhook", "schedule"];

/// Suggests. What is not entered has its placeholder, which no token has.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let mut doubts = Vec::new();
    let by_id = answers.get("subject") == "pipeline_id";
    let reference = reference(answers);
    let subject = if by_id { pipeline_id(answers) } else { compound(answers, &reference) };
    let mut draft = Draft::new(subject, facts::TOKEN_LIFETIME_SUGGESTED.value);
    // Every organization shares the issuer, and slugs pass on: the ids are asked for, so that the rule can insist on them.
    draft.pin("organization_id", answers.some("organization_id").unwrap_or(fields::ORGANIZATION_ID));
    draft.pin("pipeline_id", &pipeline_id(answers));
    if answers.some("organization_id").is_none() || answers.some("pipeline_id").is_none() {
        doubts.push(
            "The rule insists on the ids of organization and pipeline. A token without them is one whose job did not ask with \
             --claim organization_id,pipeline_id: ask so, and enter both."
                .to_owned(),
        );
    }
    draft.pin_answer("cluster_id", answers, "cluster_id");
    draft.pin_answer("queue_id", answers, "queue_id");
    draft.pin_answer("step_key", answers, "step");
    let (claim, name) = if answers.get("scenario") == "tag" {
        ("build_tag", "refs/tags/")
    } else {
        ("build_branch", "refs/heads/")
    };
    draft.pin(claim, reference.strip_prefix(name).unwrap_or(&reference));
    // A tag can have the branch's name, and build_branch is the tag's then; only the long subject tells them apart.
    if by_id && claim == "build_branch" {
        draft.clause(format!("!({})", write::presence(&["build_tag"])));
    }
    if let runner @ ("buildkite-hosted" | "self-hosted") = answers.get("runner") {
        draft.pin("runner_environment", runner);
    }
    let entered = words(answers.get("sources"));
    draft.one_of("build_source", if entered.is_empty() { &SOURCES } else { &entered });
    if entered.iter().any(|source| !SOURCES.contains(source)) {
        doubts.push("Builds by ui, api and trigger_job name commit and branch apart: whoever may make them chooses what runs.".to_owned());
    }
    doubts.push(
        "Check by hand that builds of forks are off or have a prefix: otherwise a fork's main builds as main, and no claim tells it."
            .to_owned(),
    );
    let word = if answers.get("scenario") == "tag" { tag(answers) } else { branch(answers) };
    let (rule, account) = match (answers.some("organization"), answers.some("pipeline")) {
        (Some(organization), Some(pipeline)) => {
            let what = format!("Buildkite pipeline {organization}/{pipeline}");
            let what = if word.is_empty() { what } else { format!("{what}, {word}") };
            draft.finish(&[&format!("{organization}-{pipeline}"), word], what)
        }
        _ => draft.finish(&["buildkite"], "A Buildkite pipeline".to_owned()),
    };
    let issuer =
        IssuerDraft { name: "buildkite".to_owned(), issuer_url: ISSUER.to_owned(), ..IssuerDraft::default() };
    Suggestion { issuer, rule, account, doubts }
}

fn pipeline_id(answers: &Answers) -> String {
    answers.some("pipeline_id").unwrap_or(fields::PIPELINE_ID).to_owned()
}

/// The subject up to the commit. The colon before `commit` keeps branches with longer names out.
fn compound(answers: &Answers, reference: &str) -> String {
    let organization = answers.some("organization").unwrap_or(fields::ORGANIZATION);
    let pipeline = answers.some("pipeline").unwrap_or(fields::PIPELINE);
    let head = format!("organization:{organization}:pipeline:{pipeline}:ref:{reference}");
    if reference.ends_with('*') { head } else { format!("{head}:commit:*") }
}

/// The whole ref, with `*` at its end where any continuation is meant.
fn reference(answers: &Answers) -> String {
    let or = |name: &str, placeholder: &str| {
        if name.is_empty() { placeholder.to_owned() } else { name.to_owned() }
    };
    if answers.get("scenario") == "tag" {
        format!("refs/tags/{}", or(tag(answers), fields::TAG))
    } else {
        format!("refs/heads/{}", or(branch(answers), fields::BRANCH))
    }
}
