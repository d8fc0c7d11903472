//! Which claims of a token that nobody knows can stand in a rule.

use crate::order::Order;
use crate::token::Claims;
use serde_json::Value;

/// What became of a token's claims.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sorted {
    /// Those that a rule can compare, ids before names.
    pub(super) stable: Vec<(String, String)>,
    /// What became of the others, in sentences.
    pub(super) notes: Vec<String>,
}

/// Why a claim takes no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Run,
    Time,
    Person,
    Protocol,
    Random,
    Length,
    Named,
}

impl Reason {
    const ALL: [Self; 7] =
        [Self::Run, Self::Time, Self::Person, Self::Protocol, Self::Random, Self::Length, Self::Named];

    const fn because(self) -> &'static str {
        match self {
            Self::Run => "what has such a name usually differs from run to run",
            Self::Time => "times differ from token to token",
            Self::Person => "names and addresses of people can pass to somebody else",
            Self::Protocol => "it says how the token was asked for, not by whom",
            Self::Random => "the value looks random and the name does not say what it identifies",
            Self::Length => "it is empty, too long or not on one line",
            Self::Named => "a name can change hands, and the id of the same thing is compared",
        }
    }
}

/// Claims of every token, which are judged elsewhere or mean nothing for a rule.
const REGISTERED: [&str; 7] = ["iss", "sub", "aud", "exp", "iat", "nbf", "jti"];

/// Words for what lives no longer than a run, a connection or a release.
const RUN: [&str; 36] = [
    "run",
    "build",
    "job",
    "step",
    "task",
    "stage",
    "pipeline",
    "deployment",
    "release",
    "version",
    "session",
    "sid",
    "nonce",
    "uti",
    "jti",
    "commit",
    "sha",
    "revision",
    "checksum",
    "digest",
    "hash",
    "attempt",
    "number",
    "counter",
    "sequence",
    "request",
    "trace",
    "span",
    "execution",
    "invocation",
    "instance",
    "machine",
    "pod",
    "host",
    "ip",
    "address",
];

/// Words for times.
const TIME: [&str; 7] = ["time", "timestamp", "date", "at", "expires", "expiry", "until"];

/// Words for people, where the whole claim is named so.
const PERSON: [&str; 14] = [
    "email",
    "mail",
    "upn",
    "name",
    "given_name",
    "family_name",
    "nickname",
    "preferred_username",
    "username",
    "user",
    "login",
    "actor",
    "phone_number",
    "picture",
];

/// Claims that say how a token was asked for.
const PROTOCOL: [&str; 10] =
    ["typ", "token_use", "acr", "amr", "scope", "scp", "gty", "ver", "cnf", "locale"];

/// Ends of names of ids.
const ID: [&str; 6] = ["id", "uuid", "guid", "oid", "tid", "azp"];

/// Ends of names of what an id stands for.
const NAMED: [&str; 6] = ["name", "slug", "path", "login", "key", "title"];

/// Longest text that a rule is proposed with.
const LONGEST: usize = 200;

/// Sorts a token's claims.
pub(super) fn sort(claims: &Claims) -> Sorted {
    let mut sorted = Sorted::default();
    let mut left_out: Vec<(Reason, &str)> = Vec::new();
    let mut texts: Vec<(&str, &str)> = Vec::new();
    for (name, value) in claims.as_map().iter().filter(|(name, _)| !REGISTERED.contains(&name.as_str())) {
        match value {
            Value::String(text) if Some(text.as_str()) == claims.subject() => {}
            Value::String(text) => match reason(name, text) {
                Some(reason) => left_out.push((reason, name)),
                None => texts.push((name, text)),
            },
            Value::Null => {}
            other => sorted.notes.push(not_a_text(name, other)),
        }
    }
    let ids: Vec<Vec<String>> = texts.iter().filter_map(|(name, _)| stem(name)).collect();
    texts.retain(|(name, _)| {
        let named = !is_id(name) && ids.iter().any(|stem| names_the_same(name, stem));
        if named {
            left_out.push((Reason::Named, name));
        }
        !named
    });
    texts.order_by_key(|(name, _)| !is_id(name));
    sorted.stable = texts.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    for reason in Reason::ALL {
        let names: Vec<String> =
            left_out.iter().filter(|(r, _)| *r == reason).map(|(_, name)| shown(name)).collect();
        if !names.is_empty() {
            sorted.notes.push(format!("Left out: {}, since {}.", names.join(", "), reason.because()));
        }
    }
    sorted
}

/// A claim's name as it may stand in a sentence of one line.
fn shown(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(LONGEST).collect()
}

fn not_a_text(name: &str, value: &Value) -> String {
    let kind = match value {
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
        Value::Number(_) => "a number",
        _ => "true or false",
    };
    format!("{} is {kind}: only a condition can compare it, the rule's claims cannot.", shown(name))
}

fn reason(name: &str, text: &str) -> Option<Reason> {
    let words = words(name);
    let last = words.last().map_or("", String::as_str);
    let lower = name.to_ascii_lowercase();
    // One line of the form is one claim, and the first equals sign ends its name.
    let odd = |t: &str| t.trim() != t || t.is_empty() || t.contains(char::is_control);
    if odd(text) || odd(name) || name.contains('=') || text.chars().count() > LONGEST {
        Some(Reason::Length)
    } else if PROTOCOL.contains(&lower.as_str()) {
        Some(Reason::Protocol)
    } else if PERSON.contains(&lower.as_str()) || is_email(text) {
        Some(Reason::Person)
    } else if TIME.contains(&last) || is_date(text) {
        Some(Reason::Time)
    } else if is_of_a_run(&words, text) {
        Some(Reason::Run)
    } else if is_random(text) && !ID.contains(&last) && lower != "client" {
        Some(Reason::Random)
    } else {
        None
    }
}

/// `run_id` and `session` are a run's; `job_workflow_ref` only has such a word in its name.
fn is_of_a_run(words: &[String], text: &str) -> bool {
    let is_word = |word: &String| RUN.contains(&word.as_str());
    words.last().is_some_and(is_word) || (words.iter().any(is_word) && (is_random(text) || ends_in_id(words)))
}

fn ends_in_id(words: &[String]) -> bool {
    words.last().is_some_and(|last| ID.contains(&last.as_str()) || last == "url")
}

fn is_id(name: &str) -> bool {
    ends_in_id(&words(name))
}

/// What an id is of: `tenant` of `tenant_id`.
fn stem(name: &str) -> Option<Vec<String>> {
    let words = words(name);
    if !ends_in_id(&words) {
        return None;
    }
    words.split_last().map(|(_, stem)| stem.to_vec()).filter(|stem| !stem.is_empty())
}

/// Whether a claim is the name of what an id of this stem stands for.
fn names_the_same(name: &str, stem: &[String]) -> bool {
    let words = words(name);
    match words.split_last() {
        Some((last, rest)) if NAMED.contains(&last.as_str()) && rest == stem => true,
        _ => words == stem,
    }
}

/// The words of a name in any of the usual spellings: `runId`, `run_id`, `https://acme.example/run-id`.
fn words(name: &str) -> Vec<String> {
    let own = name.trim_end_matches('/').rsplit('/').next().unwrap_or(name);
    let mut words: Vec<String> = Vec::new();
    let mut after_lower = false;
    let mut open = false;
    for c in own.chars() {
        if !c.is_alphanumeric() {
            open = false;
        } else if open && !(after_lower && c.is_uppercase()) {
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        } else {
            words.push(c.to_lowercase().collect());
            open = true;
        }
        after_lower = c.is_lowercase() || c.is_numeric();
    }
    words
}

/// Whether a text looks like an e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !text.contains(['/', ':', ' ']))
}

/// The beginning of an RFC 3339 date.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let digits = |part: Option<&str>, least: usize| {
        part.is_some_and(|p| p.len() >= least && p.bytes().take(least).all(|b| b.is_ascii_digit()))
    };
    let four = text.find('-') == Some(4);
    four && digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2)
}

/// A UUID, a long row of hexadecimal digits, or a long word of mixed letters and digits.
pub(super) fn is_random(text: &str) -> bool {
    let bare: Vec<char> = text.chars().filter(|c| *c != '-').collect();
    let all = |test: fn(&char) -> bool| bare.iter().all(test);
    let has = |test: fn(&char) -> bool| bare.iter().any(test);
    let hex = bare.len() >= 16 && all(char::is_ascii_hexdigit) && has(char::is_ascii_digit);
    let changes = bare
        .iter()
        .zip(bare.iter().skip(1))
        .filter(|(a, b)| a.is_ascii_digit() != b.is_ascii_digit())
        .count();
    let mixed = bare.len() >= 20 && all(|c| c.is_ascii_alphanumeric() || *c == '_') && changes >= 4;
    hex || mixed
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use serde_json::json;

    const UUID: &str = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6";

    fn sorted(value: Value) -> Sorted {
        let Value::Object(map) = value else { panic!("claims are an object") };
        sort(&Claims::new(map))
    }

    #[test]
    fn only_what_lasts_is_proposed() {
        let table = [
            ("tenant", "acme", true, "a name that nothing speaks against"),
            ("tenant_id", UUID, true, "an id may be random"),
            ("client_id", "0oa1b2c3d4e5f6g7h8i9", true, "an opaque id"),
            ("https://acme.example/team", "payments", true, "a name with a namespace"),
            ("job_workflow_ref", "acme/.github/x.yml@main", true, "a word of a run alone says nothing"),
            ("tenant", UUID, false, "a random value under a name that may be anything"),
            ("run_id", "1234", false, "a run"),
            ("runId", "1234", false, "another spelling"),
            ("ci_job", UUID, false, "a job"),
            ("build_number", "57", false, "a build"),
            ("session", "abc", false, "a session"),
            ("sid", "abc", false, "a session"),
            ("nonce", "abc", false, "made for one token"),
            ("git_commit", "0a1b2c3d4e5f60718293", false, "a commit"),
            ("sha", "0a1b2c3", false, "a commit"),
            ("ref_digest", "x", false, "a digest"),
            ("created_at", "x", false, "a time"),
            ("since", "2026-11-22T04:00:00Z", false, "a time under any name"),
            ("email", "a@acme.example", false, "an e-mail address"),
            ("owner", "a@acme.example", false, "an e-mail address under any name"),
            ("name", "Ada", false, "a person"),
            ("scope", "read", false, "how it was asked for"),
            ("note", " x", false, "blanks around it"),
            ("note", "", false, "nothing"),
            ("a=b", "x", false, "the form cannot hold it"),
            ("note", "a\nb", false, "two lines"),
        ];
        for (name, value, stable, why) in table {
            let found = sorted(json!({ name: value }));
            assert_eq!(!found.stable.is_empty(), stable, "{name}: {why}");
            assert_eq!(found.notes.is_empty(), stable, "{name} is told of: {why}");
        }
    }

    #[test]
    fn ids_come_first_and_their_names_stay_out() {
        let found = sorted(json!({
            "team": "payments", "project": "api", "project_id": "p-1", "project_name": "API", "tenant_id": UUID,
            "iss": "https://i.example", "exp": 1, "sub": "s", "alias": "s", "groups": ["a"], "level": 3, "gone": null,
        }));
        let names: Vec<&str> = found.stable.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["project_id", "tenant_id", "team"], "alias says the same as the subject");
        let notes = found.notes.join("\n");
        assert!(notes.contains("groups is a list") && notes.contains("level is a number"), "{notes}");
        assert!(
            notes.contains("project, project_name") || notes.contains("project_name, project"),
            "{notes}"
        );
        assert!(!notes.contains("exp") && !notes.contains("gone"), "{notes}");
    }
}
