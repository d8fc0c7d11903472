//! What a token that nobody knows says about the form, and what the form stands for.

use super::super::oidc::{self, Identity};
use super::super::shared;
use super::super::{Answers, Suggestion};
use super::{claim_lines, fields, stable};
use crate::condition::write;
use crate::facts;
use crate::token::Claims;
use serde_json::Value;

/// The exact issuer, subject and audience, and those claims that look as if they last. What could not be told goes into
/// the field of notes, since a suggestion is made from answers alone.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    oidc::answer_issuer(claims, &mut answers);
    let sorted = stable::sort(claims);
    let mut notes = Vec::new();
    match claims.subject().filter(|sub| !sub.trim().is_empty()) {
        Some(subject) => answers.set("subject", subject),
        None => notes.push("It has no subject (sub), and the service takes no such token.".to_owned()),
    }
    let audiences = claims.audiences();
    let own = facts::DEFAULT_AUDIENCE.value;
    if let Some(first) = audiences.first().filter(|_| !audiences.contains(&own)) {
        answers.set("audience", first);
        notes.push(
            "The token was made for somebody else: whoever receives such tokens there could use them here. Ask for one with the \
             audience https://api.anthropic.com, and empty the field, if the issuer lets you."
                .to_owned(),
        );
    }
    if claims.token_id().is_none() {
        notes.push(
            "It has no jti: single use cannot be enforced, and a copy is good until it ends.".to_owned(),
        );
    }
    match claims.lifetime() {
        None => notes.push("It lacks iat or exp, and the service takes no such token.".to_owned()),
        Some(seconds) if seconds > 176_400 => {
            notes.push(
                "It lives longer than the 49 hours that the service takes: have it made shorter.".to_owned(),
            );
        }
        Some(_) => {}
    }
    if ["email", "preferred_username", "given_name", "auth_time"]
        .iter()
        .any(|name| claims.get(name).is_some())
    {
        notes.push("It may be a person's: look whether people sign in where it was made.".to_owned());
    }
    let lines: Vec<String> = sorted.stable.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if !lines.is_empty() {
        answers.set("claims", &lines.join("\n"));
    }
    notes.extend(sorted.notes);
    if !notes.is_empty() {
        answers.set("noted", &notes.join("\n"));
    }
    answers
}

/// Claims as JSON, pasted into any field, fill the form as a token does; a discovery document fills the issuer.
pub(super) fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let Ok(Value::Object(map)) = serde_json::from_str::<Value>(text.trim()) else { return Vec::new() };
    let found = match (map.get("issuer").and_then(Value::as_str), map.contains_key("jwks_uri")) {
        (Some(issuer), true) => {
            let mut answers = Answers::from([("issuer_url", issuer)]);
            if !oidc::is_dialled(issuer) {
                answers.set("keys", oidc::PASTED);
            }
            answers
        }
        _ if map.contains_key("iss") && map.contains_key("sub") => answers_from(&Claims::new(map)),
        _ => return Vec::new(),
    };
    fields::FIELDS.iter().filter_map(|f| Some((f.id, found.some(f.id)?.to_owned()))).collect()
}

/// One subject of one issuer for one audience, with the claims of the form.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let issuer_url = answers.get("issuer_url");
    let subject = answers.some("subject").filter(|s| !s.trim_end_matches('*').is_empty());
    let claims: Vec<(&str, &str)> = claim_lines(answers.get("claims")).flatten().collect();
    let prefix = answers.get("subject_kind") == "prefix";
    let compared = match subject {
        None => fields::SUBJECT.to_owned(),
        Some(subject) if prefix && !subject.ends_with('*') => format!("{subject}*"),
        Some(subject) => subject.to_owned(),
    };
    // The service reads a star at the end as any continuation: a subject that has one itself needs the whole comparison too.
    let whole = subject.filter(|s| !prefix && s.ends_with('*'));
    let whole = whole.map(|subject| format!("{} == {}", write::claim("sub"), write::text(subject)));
    let condition = match (whole, answers.some("condition")) {
        // A comment would swallow a bracket behind it.
        (Some(whole), Some(typed)) => format!("{whole} && ({typed}\n)"),
        (whole, typed) => whole.or(typed.map(str::to_owned)).unwrap_or_default(),
    };
    let mut made = Identity {
        platform: "oidc",
        issuer: shared::host(issuer_url),
        issuer_url: issuer_url.to_owned(),
        workload: vec![subject.unwrap_or("workload")],
        what: format!("{} of {}", compared, if issuer_url.is_empty() { "an issuer" } else { issuer_url }),
        subject: compared,
        audience: answers.get("audience"),
        claims,
        condition,
        lifetime: facts::TOKEN_LIFETIME_SUGGESTED.value,
    }
    .suggestion(answers);
    made.doubts = doubts(answers, issuer_url);
    made
}

fn doubts(answers: &Answers, issuer_url: &str) -> Vec<String> {
    let mut doubts = vec![
        "Who else can get a token for this audience from this issuer could not be told: ask those who run it.".to_owned(),
    ];
    if !stable::is_random(answers.get("subject")) {
        doubts.push(
            "Whether the subject can pass to somebody else, after a deletion or a rename, could not be told: compare an id as \
             well where tokens have one."
                .to_owned(),
        );
    }
    if stable::is_email(answers.get("subject")) {
        doubts.push(
            "The subject is an e-mail address: it may be a person's, and can pass to somebody else."
                .to_owned(),
        );
    }
    if answers.get("subject_kind") == "prefix" {
        doubts.push(
            "A beginning admits every longer subject: make sure that it ends with a whole part.".to_owned(),
        );
    }
    if answers.get("keys") != oidc::PASTED && !issuer_url.is_empty() && !oidc::is_dialled(issuer_url) {
        doubts.push("Claude cannot fetch keys from this issuer: choose to paste them.".to_owned());
    }
    if answers.get("keys") == oidc::PASTED {
        doubts.push("Pasted keys are never renewed: put the next key into the issuer record before the issuer changes it.".to_owned());
    }
    doubts.extend(answers.get("noted").lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned));
    doubts
}
