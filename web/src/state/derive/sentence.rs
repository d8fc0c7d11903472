//! A rule in words.

use crate::state::Draft;
use keyless_core::calendar::duration;
use keyless_core::facts;
use keyless_core::rule::{AudienceRule, SubjectPattern};

/// The sentence that says whom a rule lets in, and as whom.
pub fn sentence(draft: &Draft) -> String {
    let setup = &draft.setup;
    let rule = &setup.rule;
    if !draft.has_rule() {
        return "Nobody is let in yet: the rule compares nothing.".to_owned();
    }
    let mut who = vec![match setup.issuer.issuer_url.as_str() {
        "" => "Tokens of the issuer".to_owned(),
        url => format!("Tokens of {url}"),
    }];
    match SubjectPattern::parse(&rule.subject_prefix) {
        Some(pattern) if pattern.is_wildcard_only() => who.push("with any subject".to_owned()),
        Some(SubjectPattern::Exact(text)) => who.push(format!("with the subject {text}")),
        Some(SubjectPattern::Prefix(text)) => who.push(format!("whose subject starts with {text}")),
        None => {}
    }
    for claim in &rule.claims {
        who.push(format!("where {} is {}", claim.name, claim.value));
    }
    if !rule.condition.trim().is_empty() {
        who.push(format!("for which {} holds", rule.condition.trim()));
    }
    who.push(match AudienceRule::parse(&rule.audience) {
        AudienceRule::ServiceDefault => {
            format!("made for the service\u{2019}s default audience, {}", facts::DEFAULT_AUDIENCE.value)
        }
        AudienceRule::Exact(text) => format!("made for the audience {text}"),
    });
    let account = match (setup.account.name.as_str(), rule.service_account_id.as_str()) {
        ("", "") => "the service account",
        ("", id) => id,
        (name, _) => name,
    };
    let lifetime = rule.token_lifetime_seconds.trim().parse().unwrap_or(facts::TOKEN_LIFETIME_DEFAULT.value);
    let lifetime = duration(i64::try_from(lifetime).unwrap_or(i64::MAX));
    let place = match rule.workspace_ids.as_slice() {
        _ if rule.applies_to_all_workspaces => "in every workspace".to_owned(),
        [] => "in one workspace".to_owned(),
        several => format!("in {}", several.join(" and ")),
    };
    format!("{}, become {account} {place} for up to {lifetime}.", who.join(", "))
}
