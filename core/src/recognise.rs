//! What was pasted at the front door.
//!
//! Everything is looked at where it stands: nothing is asked first. Claude keys come before all else, so that they are
//! masked whatever surrounds them.

use crate::providers::detect::{Detection, detect};
use crate::rule::{self, AdminObjects};
use crate::secret::{self, FoundCredential, IdentityToken};
use crate::setup::{OpenProblem, Setup};
use crate::surroundings::{self, Format};
use crate::token::{self, DecodedToken, KeySet, KeySetProblem, ReadError, SCAN_LIMIT};
use serde_json::Value;

/// A thing that was recognised.
#[derive(Debug, Clone)]
pub enum Recognised {
    /// A Claude key or access token: to be refused.
    Credential(FoundCredential),
    /// An identity token, or its claims.
    Token {
        /// What it says.
        token: Box<DecodedToken>,
        /// Which platform it comes from.
        detection: Detection,
    },
    /// Something that starts like a token and cannot be read.
    BrokenToken(ReadError),
    /// Public keys.
    Keys(KeySet),
    /// Keys that are refused: private ones, or none at all.
    BrokenKeys(KeySetProblem),
    /// An OpenID discovery document.
    Discovery {
        /// The issuer that it names.
        issuer: Option<String>,
        /// Where its keys are.
        jwks_uri: Option<String>,
    },
    /// Issuers, rules or service accounts.
    Resources(AdminObjects),
    /// A saved setup.
    Setup(Box<Setup>),
    /// A saved setup that cannot be opened.
    BrokenSetup(OpenProblem),
    /// An answer of the token exchange.
    ExchangeError(&'static ErrorMeaning),
    /// What surrounds a workload: settings that decide which credential wins.
    Surroundings {
        /// What it was taken for.
        format: Format,
        /// How many settings were found.
        findings: usize,
    },
    /// Nothing known.
    Unknown,
}

/// What an error of the exchange means.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorMeaning {
    /// A text by which it is known.
    pub sign: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What to do next.
    pub next: &'static str,
}

/// Errors of the exchange, the most telling first. Forms: `facts/` of the reference page, read 2026-11-21
/// ([`crate::facts::WIF_REFERENCE`]).
pub static ERRORS: &[ErrorMeaning] = &[
    ErrorMeaning {
        sign: "match_subject_prefix",
        meaning: "The token's sub is not what the rule's subject_prefix asks for.",
        next: "Paste the token and the rule: the checks show where the two part.",
    },
    ErrorMeaning {
        sign: "workspace_id_required",
        meaning: "The rule enables more than one workspace, and the exchange named none.",
        next: "Set ANTHROPIC_WORKSPACE_ID, or send workspace_id in the exchange.",
    },
    ErrorMeaning {
        sign: "jti_reused",
        meaning: "The same identity token was exchanged twice; with check_jti on, a token is good for one exchange.",
        next: "Ask the platform for a fresh token at each exchange, or let processes share one cached access token.",
    },
    ErrorMeaning {
        sign: "invalid_grant",
        meaning: "This is how the exchange said no before August 2026; it is now a 401.",
        next: "Update the SDK, then paste the token and the rule to see which check fails.",
    },
    ErrorMeaning {
        sign: "Authentication failed",
        meaning: "The exchange was denied. The answer is the same for every reason; the reason stands in the Console, under \
                  Settings, Workload identity, in the history.",
        next: "Paste the token and the rule: every check is run, in the service's order.",
    },
    ErrorMeaning {
        sign: "authentication_error",
        meaning: "The exchange was denied, or an expired or wrong credential was sent to the API.",
        next: "Paste the token and the rule: every check is run, in the service's order.",
    },
];

/// How many credentials of one paste are told: whoever pastes more has a list, and knows it.
pub const CREDENTIALS_TOLD: usize = 100;

/// Recognises what was pasted; several things where there are several. Never empty.
pub fn recognise(pasted: &IdentityToken) -> Vec<Recognised> {
    let text = pasted.expose();
    let mut all: Vec<Recognised> = token::credentials_in(pasted)
        .into_iter()
        .take(CREDENTIALS_TOLD)
        .map(Recognised::Credential)
        .collect();
    let thing = thing(pasted, text);
    let beside = matches!(thing, None | Some(Recognised::Token { .. } | Recognised::BrokenToken(_)));
    all.extend(thing);
    if let Some(around) = surroundings(text).filter(|_| beside) {
        // What reads as settings and starts somewhere like a token is no token.
        all.retain(|thing| !matches!(thing, Recognised::BrokenToken(_)));
        all.push(around);
    }
    if all.is_empty() {
        all.push(Recognised::Unknown);
    }
    all
}

fn thing(pasted: &IdentityToken, text: &str) -> Option<Recognised> {
    let trimmed = text.trim();
    let json = trimmed.starts_with(['{', '[']) && text.len() <= SCAN_LIMIT;
    let value = if json { serde_json::from_str::<Value>(trimmed).ok() } else { None };
    if let Some(found) = value.and_then(|value| document(trimmed, &value)) {
        return Some(found);
    }
    match token::read(pasted, None) {
        Ok(token) if is_about_someone(&token) => {
            let detection = detect(token.header.as_ref(), &token.claims);
            Some(Recognised::Token { token: Box::new(token), detection })
        }
        Ok(_) | Err(ReadError::Empty | ReadError::Credential { .. }) => None,
        Err(_) if known_error(text).is_some() => known_error(text).map(Recognised::ExchangeError),
        Err(ReadError::Parts { .. } | ReadError::NotJson { .. }) if !trimmed.starts_with("ey") => None,
        Err(error) => Some(Recognised::BrokenToken(error)),
    }
}

/// A text of a known format. Of a loose one, which much else resembles, only if some setting stands in it.
fn surroundings(text: &str) -> Option<Recognised> {
    let format = Format::of("-", text);
    let loose = matches!(
        format,
        Format::Json
            | Format::Yaml
            | Format::Toml
            | Format::Source(_)
            | Format::Shell
            | Format::Dotenv
            | Format::Properties
            | Format::Unknown
    );
    let read = || surroundings::read_as("-", text, format).map_or(0, |reading| reading.findings.len());
    let findings = if text.len() <= SCAN_LIMIT && format != Format::Unknown { read() } else { 0 };
    (findings > 0 || !loose).then_some(Recognised::Surroundings { format, findings })
}

/// Any JSON object reads as claims; one without a single registered claim is something else.
fn is_about_someone(token: &DecodedToken) -> bool {
    token.header.is_some() || ["iss", "sub"].iter().any(|name| token.claims.get(name).is_some())
}

fn document(text: &str, value: &Value) -> Option<Recognised> {
    let has = |name: &str| value.get(name).is_some();
    if has("keyless_setup") {
        return Some(match Setup::from_json(text) {
            Ok(setup) => Recognised::Setup(Box::new(setup)),
            Err(problem) => Recognised::BrokenSetup(problem),
        });
    }
    if has("jwks_uri") && !has("name") {
        let member = |name: &str| value.get(name).and_then(Value::as_str).map(secret::scrub);
        return Some(Recognised::Discovery { issuer: member("issuer"), jwks_uri: member("jwks_uri") });
    }
    let first_is_a_key = value.as_array().and_then(|a| a.first()).is_some_and(|k| k.get("kty").is_some());
    if has("keys") || has("kty") || first_is_a_key {
        return Some(match KeySet::from_value(value.clone()) {
            Ok(keys) => Recognised::Keys(keys),
            Err(problem) => Recognised::BrokenKeys(problem),
        });
    }
    if value.get("error").is_some() {
        return known_error(text).map(Recognised::ExchangeError);
    }
    if has("iss") || has("sub") {
        return None;
    }
    rule::read(text)
        .ok()
        .filter(|o| !(o.issuers.is_empty() && o.rules.is_empty() && o.accounts.is_empty()))
        .map(Recognised::Resources)
}

fn known_error(text: &str) -> Option<&'static ErrorMeaning> {
    let head = text.get(..SCAN_LIMIT).unwrap_or(text);
    ERRORS.iter().find(|e| head.contains(e.sign))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        recognise(&IdentityToken::new(text.to_owned()))
            .iter()
            .map(|thing| match thing {
                Recognised::Credential(_) => "credential",
                Recognised::Token { .. } => "token",
                Recognised::BrokenToken(_) => "broken token",
                Recognised::Keys(_) => "keys",
                Recognised::BrokenKeys(_) => "broken keys",
                Recognised::Discovery { .. } => "discovery",
                Recognised::Resources(_) => "resources",
                Recognised::Setup(_) => "setup",
                Recognised::BrokenSetup(_) => "broken setup",
                Recognised::ExchangeError(_) => "exchange error",
                Recognised::Surroundings { .. } => "surroundings",
                Recognised::Unknown => "unknown",
            })
            .collect()
    }

    #[test]
    fn what_is_pasted_is_named() {
        let table: [(&str, &[&str], &str); 27] = [
            ("", &["unknown"], "nothing"),
            ("hello", &["unknown"], "prose"),
            ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.eA", &["token"], "a token"),
            ("{\"iss\":\"https://i\",\"sub\":\"s\"}", &["token"], "claims"),
            ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIi", &["broken token"], "a cut token"),
            ("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}", &["keys"], "a JWKS"),
            ("{\"keys\":[{\"kty\":\"RSA\",\"d\":\"AQAB\"}]}", &["broken keys"], "a private key"),
            (
                "{\"issuer\":\"https://i\",\"jwks_uri\":\"https://i/k\"}",
                &["discovery"],
                "a discovery document",
            ),
            ("{\"keyless_setup\":1}", &["setup"], "a saved setup"),
            ("{\"keyless_setup\":99}", &["broken setup"], "a setup of a later release"),
            (
                "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"Authentication failed\"}}",
                &["exchange error"],
                "the opaque 401",
            ),
            (
                "anthropic.WorkloadIdentityError: 401 Authentication failed",
                &["exchange error"],
                "an SDK's message",
            ),
            ("sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAA", &["credential"], "a key"),
            (
                "export ANTHROPIC_API_KEY=sk-ant-api03-AAAAAAAAAAAA",
                &["credential", "surroundings"],
                "a key with its variable",
            ),
            ("curl -H 'x-api-key: sk-ant-api03-AAAAAAAAAAAAAAAAAAAA'", &["credential"], "a key in a command"),
            ("ANTHROPIC_PROFILE=work\nANTHROPIC_API_KEY=\n", &["surroundings"], "a .env file"),
            ("PATH=/bin\nHOME=/root\nSHLVL=1\n", &["surroundings"], "output of env without a setting"),
            ("FROM alpine\nRUN true\n", &["surroundings"], "a Dockerfile without a setting"),
            ("[Service]\nEnvironment=ANTHROPIC_PROFILE=work\n", &["surroundings"], "a unit"),
            ("EDITOR=vi\nPAGER=less\n", &["unknown"], "names and values that decide nothing"),
            ("if you read this, call me", &["unknown"], "prose that starts like a script"),
            (
                "{\"version\":\"1.0\",\"authentication\":{\"type\":\"oidc_federation\",\"federation_rule_id\":\"fdrl_01A\"}}",
                &["surroundings"],
                "a profile",
            ),
            ("{\"env\":{\"ANTHROPIC_API_KEY\":\"\"}}", &["surroundings"], "Claude Code's settings"),
            (
                "export ANTHROPIC_IDENTITY_TOKEN=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.eA",
                &["token", "surroundings"],
                "an identity token with its variable",
            ),
            (
                "export ANTHROPIC_IDENTITY_TOKEN=eyJhbGciOiJSUzI1NiJ9.eyJzdWIi",
                &["surroundings"],
                "a cut one with its variable",
            ),
            (
                "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.eA",
                &["token"],
                "a token in a header",
            ),
            ("{\"a\":1}", &["unknown"], "JSON of another kind"),
        ];
        for (text, expected, why) in table {
            assert_eq!(names(text), expected, "{why}");
        }
    }
}
