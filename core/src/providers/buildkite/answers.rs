//! What pasted texts and tokens say about the form.

use super::super::ci::spread_ref;
use super::super::shared::is_uuid;
use super::suggest::SOURCES;
use crate::providers::Answers;
use crate::token::Claims;

/// The answers that an address at Buildkite, or a whole subject, holds.
pub(super) fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    if let Some(named) = spread_ref(text) {
        return named;
    }
    if text.starts_with("organization:") {
        return from_subject(text);
    }
    let Some(path) = ["https://buildkite.com/", "https://api.buildkite.com/v2/"]
        .iter()
        .find_map(|at| text.strip_prefix(at))
    else {
        return Vec::new();
    };
    let parts: Vec<&str> = path.split(['/', '?', '#']).filter(|p| !p.is_empty()).collect();
    let found: Vec<(&'static str, &str)> = match parts.as_slice() {
        ["organizations", organization, "clusters", cluster, "queues", queue, ..] => {
            vec![("organization", organization), ("cluster_id", cluster), ("queue_id", queue)]
        }
        ["organizations", organization, "clusters", cluster, ..] => {
            vec![("organization", organization), ("cluster_id", cluster)]
        }
        ["organizations", organization, "pipelines", pipeline, ..] => {
            vec![("organization", organization), ("pipeline", pipeline)]
        }
        ["organizations", organization, ..] | [organization] => vec![("organization", organization)],
        [organization, pipeline, ..] => vec![("organization", organization), ("pipeline", pipeline)],
        [] => Vec::new(),
    };
    let fits = |field: &str, value: &str| !field.ends_with("_id") || is_uuid(value);
    found.into_iter().filter(|(f, v)| fits(f, v)).map(|(f, v)| (f, v.to_owned())).collect()
}

fn from_subject(subject: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = subject.split(':').collect();
    let ["organization", organization, "pipeline", pipeline, rest @ ..] = parts.as_slice() else {
        return Vec::new();
    };
    let mut all = vec![("organization", (*organization).to_owned()), ("pipeline", (*pipeline).to_owned())];
    if let ["ref", reference, rest @ ..] = rest {
        all.extend(spread_ref(reference).unwrap_or_default());
        if let ["commit", _, "step", step] = rest
            && !step.is_empty()
            && !step.contains('*')
        {
            all.push(("step", (*step).to_owned()));
        }
    }
    all
}

/// Everything that the token knows and that lasts: neither commit nor build.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let sub = claims.subject().unwrap_or_default();
    for (field, value) in from_subject(sub) {
        // The claim is the surer word on the step: the subject of a step without a key is not documented.
        if field != "step" {
            answers.set(field, &value);
        }
    }
    let tag = claims.text("build_tag");
    let fields = [
        ("organization", claims.text("organization_slug")),
        ("pipeline", claims.text("pipeline_slug")),
        ("organization_id", claims.text("organization_id")),
        ("pipeline_id", claims.text("pipeline_id")),
        ("cluster_id", claims.text("cluster_id")),
        ("queue_id", claims.text("queue_id")),
        ("step", claims.text("step_key")),
        ("scenario", Some(if tag.is_some() { "tag" } else { "branch" })),
        ("tag", tag),
        ("branch", claims.text("build_branch").filter(|_| tag.is_none())),
        (
            "runner",
            claims.text("runner_environment").filter(|r| matches!(*r, "buildkite-hosted" | "self-hosted")),
        ),
        ("sources", claims.text("build_source").filter(|source| !SOURCES.contains(source))),
        ("subject", claims.text("pipeline_id").filter(|id| *id == sub).map(|_| "pipeline_id")),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            answers.set(field, value);
        }
    }
    answers
}
