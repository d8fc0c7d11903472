#![doc = include_str!("issuer_url_form.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::segments;
use crate::providers::{self, detect};
use crate::rule::{Edit, FieldPath};
use crate::token::Claims;
use serde_json::{Map, Value};

pub(super) static LINT: Lint = Lint {
    code: "issuer-url-form",
    summary: "The issuer's address is valid, and not the one that its tokens carry",
    severity: Severity::Error,
    confidence: Confidence::Likely,
    page: include_str!("issuer_url_form.md"),
    run,
};

/// What people copy along with an issuer's address: the ends of addresses that documents are fetched from.
const DOCUMENTS: [&str; 4] =
    ["/.well-known/openid-configuration", "/.well-known/jwks.json", "/.well-known/jwks", "/.well-known"];

/// Addresses of a platform that are no issuer, with the issuer's.
const PLACES: [(&str, &str); 4] = [
    ("https://github.com", "https://token.actions.githubusercontent.com"),
    ("https://api.github.com", "https://token.actions.githubusercontent.com"),
    ("https://buildkite.com", "https://agent.buildkite.com"),
    ("https://www.googleapis.com/oauth2/v3/certs", "https://accounts.google.com"),
];

/// Addresses that are the part which all customers' issuers have in common, with what one's own looks like.
const PARTS: [(&str, &str); 5] = [
    ("https://oidc.circleci.com", "https://oidc.circleci.com/org/ORGANIZATION_ID"),
    ("https://oidc.fly.io", "https://oidc.fly.io/ORGANIZATION"),
    ("https://login.microsoftonline.com/common/v2.0", "https://login.microsoftonline.com/TENANT_ID/v2.0"),
    (
        "https://login.microsoftonline.com/organizations/v2.0",
        "https://login.microsoftonline.com/TENANT_ID/v2.0",
    ),
    ("https://sts.windows.net", "https://sts.windows.net/TENANT_ID/"),
];

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let typed = subject.issuer.issuer_url.as_str();
    let sent = subject.token.and_then(Claims::issuer);
    let part = PARTS.iter().find(|(part, _)| sent.is_none() && plain(typed) == *part);
    if let Some((_, own)) = part {
        let message = format!(
            "{} is what the addresses of all customers begin with: tokens carry `{own}`, and are compared byte for byte",
            segments::shown(typed)
        );
        found.push(Finding::of(&LINT, FieldPath::IssuerUrl, message).in_part(0..typed.len()));
        return;
    }
    let to = match sent {
        _ if typed.is_empty() => return,
        Some(sent) if sent == typed => return,
        Some(sent) if plain(sent) == plain(typed) => sent.to_owned(),
        Some(_) => return,
        None => match known(typed) {
            Some(known) => known,
            None => return,
        },
    };
    let whose = if sent.is_some() { "the token's `iss`" } else { "the address in this platform's tokens" };
    found.push(
        Finding::of(
            &LINT,
            FieldPath::IssuerUrl,
            format!(
                "{} is not {whose}, {}: the two are compared byte for byte, and every exchange is denied",
                segments::shown(typed),
                segments::shown(&to)
            ),
        )
        .in_part(0..typed.len())
        .fixed_by(
            Safety::Review,
            format!("Set {}", segments::shown(&to)),
            vec![Edit::set(FieldPath::IssuerUrl, to)],
        ),
    );
}

/// An address without what is easily got wrong about it.
fn plain(url: &str) -> String {
    let url = url.trim().to_ascii_lowercase();
    let url = DOCUMENTS.iter().find_map(|end| url.trim_end_matches('/').strip_suffix(end)).unwrap_or(&url);
    url.trim_end_matches('/').to_owned()
}

/// The address that was meant, where a platform has one like it and none of just this form.
fn known(typed: &str) -> Option<String> {
    if is_known(typed) {
        return None;
    }
    let bare = plain(typed);
    if let Some((_, issuer)) = PLACES.iter().find(|(place, _)| *place == bare) {
        return Some((*issuer).to_owned());
    }
    let shared = providers::ALL.iter().flat_map(|p| p.issuers).find(|i| i.shared && plain(i.example) == bare);
    if let Some(shape) = shared {
        return Some(shape.example.to_owned());
    }
    let without =
        DOCUMENTS.iter().find_map(|end| typed.trim_end_matches('/').strip_suffix(end)).unwrap_or(typed);
    let stem = without.trim_end_matches('/');
    [stem.to_owned(), format!("{stem}/")].into_iter().find(|url| url != typed && is_known(url))
}

/// Whether a platform has issuers of this form.
fn is_known(url: &str) -> bool {
    if providers::ALL.iter().flat_map(|p| p.issuers).any(|i| i.shared && i.example == url) {
        return true;
    }
    let mut claims = Map::new();
    claims.insert("iss".into(), Value::from(url));
    detect::detect(None, &Claims::new(claims)).slug != "custom-oidc"
}
