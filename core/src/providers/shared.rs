//! How several providers read hosts, ids, lifetimes and keys.

use crate::facts;
use crate::token::{KeySet, KeySetProblem};

/// What a pasted text fills, where that is more than the field that it was pasted into.
pub(super) fn beyond(
    field: &str,
    text: &str,
    found: Vec<(&'static str, String)>,
) -> Vec<(&'static str, String)> {
    match found.as_slice() {
        [(only, value)] if *only == field && value == text => Vec::new(),
        _ => found,
    }
}

/// The host of an address; a host alone stays as it is.
pub(super) fn host(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether a text has the form of a UUID, in lower case.
pub(super) fn is_uuid(text: &str) -> bool {
    let hexadecimal = |group: &str| group.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
    text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.split('-').all(hexadecimal)
}

/// A lifetime of identity tokens that an issuer can take, in seconds.
pub(super) fn lifetime(text: &str) -> Option<u64> {
    text.trim().parse().ok().filter(|s| facts::MAX_JWT_LIFETIME_RANGE.value.contains(s))
}

/// What is wrong with an entry that is no such lifetime.
pub(super) fn check_lifetime(text: &str) -> Option<&'static str> {
    lifetime(text).is_none().then_some("Enter seconds, from 1 to 176400, the longest that Claude takes.")
}

/// The smallest round `max_jwt_lifetime_seconds` that takes tokens of this lifetime; empty where the service's default does.
pub(super) fn limit_for(lifetime: u64) -> String {
    const STEP: u64 = 600;
    if lifetime <= facts::MAX_JWT_LIFETIME_DEFAULT.value {
        return String::new();
    }
    lifetime.div_ceil(STEP).saturating_mul(STEP).min(*facts::MAX_JWT_LIFETIME_RANGE.value.end()).to_string()
}

/// What is wrong with pasted keys.
pub(super) fn keys_problem(text: &str) -> Option<&'static str> {
    Some(match KeySet::parse(text) {
        Ok(_) => return None,
        Err(KeySetProblem::Private(_)) => {
            "One of these keys is private or symmetric. It was refused: treat it as leaked, and replace it at the issuer."
        }
        Err(KeySetProblem::Discovery { .. }) => {
            "This is the discovery document. Paste what the address under jwks_uri in it answers."
        }
        Err(_) => {
            "This is no key set. Paste the whole JSON that the address under jwks_uri answers: it has the member keys."
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::condition::{Condition, Evaluation};
    use crate::providers::{self, Answers};
    use crate::rule::SubjectPattern;
    use crate::token::Claims;

    #[test]
    fn a_uuid_is_told_from_what_looks_like_one() {
        let table = [
            ("a0b1c2d3-9999-4888-8777-666655554444", true, "a UUID"),
            ("A0B1C2D3-9999-4888-8777-666655554444", false, "compared exactly, and written in lower case"),
            ("a0b1c2d3-9999-4888-8777", false, "too few groups"),
            ("é0b1c2d3-9999-4888-8777-66665555444", false, "no digits of another script"),
        ];
        for (text, expected, why) in table {
            assert_eq!(is_uuid(text), expected, "{why}");
        }
    }

    #[test]
    fn a_host_is_taken_out_of_an_address() {
        let table = [
            ("tfe.acme.example", "tfe.acme.example", "a host alone"),
            ("https://tfe.acme.example/app/acme?x", "tfe.acme.example", "a page"),
            ("", "", "nothing"),
        ];
        for (text, expected, why) in table {
            assert_eq!(host(text), expected, "{why}");
        }
    }

    #[test]
    fn a_limit_is_round_and_takes_the_token() {
        let table = [
            (300, "", "the default takes it"),
            (3600, "", "the default itself"),
            (3601, "4200", "the next step"),
            (86_400, "86400", "a day is round"),
        ];
        for (lifetime, expected, why) in table {
            assert_eq!(limit_for(lifetime), expected, "{why}");
        }
        assert_eq!((lifetime(" 7200 "), lifetime("0"), lifetime("1e3")), (Some(7200), None, None));
    }

    const HOSTILE: [&str; 12] = [
        "*",
        "\"",
        "'; rm -rf ~ #",
        "$(id)",
        "\0\u{7f}\n\r\t",
        "{{workspace}}",
        "⟦workspace⟧",
        ":::",
        "https://",
        "spiffe://",
        "🦀\u{202e}",
        "\" || true || \"",
    ];

    #[test]
    fn hostile_entries_open_no_rule_and_break_no_name() {
        for slug in ["hcp-terraform", "bitbucket-pipelines", "spiffe", "okta"] {
            let provider = providers::find(slug).unwrap();
            for (field, text) in provider.fields.iter().flat_map(|f| HOSTILE.map(|text| (f, text))) {
                let place = format!("{slug}.{} {text:?}", field.id);
                let mut answers = Answers::default();
                for other in provider.fields {
                    answers.set(other.id, other.example);
                }
                for (id, value) in (provider.spread)(field.id, text) {
                    answers.set(id, &value);
                }
                answers.set(field.id, text);
                let _ = (field.check)(text);
                let _ = provider.fields.iter().filter(|f| (f.asked)(&answers)).count();
                let made = (provider.suggest)(&answers);
                let opens = |subject: &str| subject.strip_suffix('*').is_some_and(|fixed| fixed.len() < 6);
                assert!(!opens(&made.rule.subject_prefix), "{place}: {}", made.rule.subject_prefix);
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                for name in [&made.issuer.name, &made.rule.name, &made.account.name] {
                    assert!(!name.is_empty() && name.chars().all(plain), "{place}: {name}");
                }
                if !made.rule.condition.is_empty() {
                    let condition = Condition::compile(&made.rule.condition).unwrap();
                    let of_nobody = condition.evaluate(&serde_json::Map::new());
                    assert_ne!(of_nobody, Evaluation::True, "{place}: {}", made.rule.condition);
                }
                assert!(made.doubts.iter().all(|d| d.ends_with('.')), "{place}: a doubt is a sentence");
            }
        }
    }

    #[test]
    fn recorded_samples_are_admitted_by_the_rules_made_from_them() {
        let text = include_str!("../../../tests/vectors/sample-claims.json");
        let all: Vec<serde_json::Value> = serde_json::from_str(text).unwrap();
        let mut admitted = 0;
        for sample in &all {
            let slug = sample["expected_detection"].as_str().unwrap();
            let Some(provider) = providers::find_by_detection(slug) else { continue };
            let claims = Claims::new(sample["claims"].as_object().unwrap().clone());
            let ours = ["hcp-terraform", "bitbucket-pipelines", "spiffe", "okta"].contains(&provider.slug);
            let meant = claims.audiences().contains(&facts::DEFAULT_AUDIENCE.value);
            if !ours || !meant || claims.issuer().is_none() || claims.get("uid").is_some() {
                continue;
            }
            let made = (provider.suggest)(&(provider.answers_from)(&claims));
            let why = sample["variant"].as_str().unwrap();
            assert_eq!(Some(made.issuer.issuer_url.as_str()), claims.issuer(), "{why}");
            let admits = |pattern: SubjectPattern| claims.subject().is_some_and(|sub| pattern.admits(sub));
            assert!(SubjectPattern::parse(&made.rule.subject_prefix).is_none_or(admits), "{why}");
            assert!(made.rule.claims.iter().all(|c| claims.text(&c.name) == Some(&c.value)), "{why}");
            if !made.rule.condition.is_empty() {
                let condition = Condition::compile(&made.rule.condition).unwrap();
                assert_eq!(condition.evaluate(claims.as_map()), Evaluation::True, "{why}");
            }
            let longest = made.issuer.max_jwt_lifetime_seconds.parse().unwrap_or(3600);
            assert!(claims.lifetime().unwrap() <= longest, "{why}");
            admitted += 1;
        }
        assert_eq!(admitted, 8, "three of Terraform, one of Bitbucket, two each of SPIFFE and Okta");
    }
}
