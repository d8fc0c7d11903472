#![doc = include_str!("claim_never_sent.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::Condition;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::providers::{Group, Provider};
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "claim-never-sent",
    summary: "The rule compares a claim that the platform does not send",
    severity: Severity::Error,
    confidence: Confidence::Likely,
    page: include_str!("claim_never_sent.md"),
    run,
};

/// Claims that any issuer may send (RFC 7519, section 4.1; OpenID Connect Core, section 2; RFC 9068, section 2.2).
const REGISTERED: [&str; 12] =
    ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "azp", "nonce", "client_id", "scope", "auth_time"];
/// Beginnings of claims that a customer names: GitHub's custom properties of repositories
/// (<https://docs.github.com/en/actions/reference/security/oidc>, read 2026-11-21).
const CUSTOM: [&str; 1] = ["repo_property_"];
/// How many letters may be wrong in a name that is taken for another.
const SLIPS: usize = 2;

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(provider) = platform(subject) else { return };
    // Who runs an identity provider decides what its tokens say.
    if provider.claims.len() < 3 || provider.tiles.iter().any(|tile| tile.group == Group::Issuers) {
        return;
    }
    let condition = subject.condition();
    let equalities = condition.into_iter().flat_map(Condition::equalities);
    let listed = subject
        .rule
        .claims
        .iter()
        .map(|c| (FieldPath::Claim(c.name.clone()), c.name.clone(), Some(c.value.clone())));
    let read = equalities.filter_map(|e| Some((FieldPath::Condition, e.path.into_iter().next()?, None)));
    for (field, name, value) in listed.chain(read).filter(|(_, name, _)| !name.is_empty()) {
        if is_sent(subject, provider, &name) {
            continue;
        }
        let meant = meant(provider, &name);
        let mut message = format!(
            "{} sends no claim {}, so that no token ever matches",
            provider.name,
            segments::shown(&name)
        );
        if let Some(meant) = meant {
            message += &format!("; it calls this `{meant}`");
        }
        let mut finding = Finding::of(&LINT, field.clone(), message);
        // Where a token is at hand, or a slip is plain, there is no doubt.
        if subject.token.is_none() && meant.is_none() {
            finding = finding.only(Severity::Warning);
        }
        if let Some(value) = value {
            let mut edits = vec![Edit::clear(field)];
            edits.extend(meant.map(|meant| Edit::set(FieldPath::Claim(meant.to_owned()), value)));
            let title = meant.map_or("Take it out".to_owned(), |meant| format!("Compare `{meant}`"));
            finding = finding.fixed_by(Safety::Review, title, edits);
        }
        found.push(finding);
    }
}

fn is_sent(subject: &Subject<'_>, provider: &Provider, name: &str) -> bool {
    let in_token = subject.token.is_some_and(|token| token.get(name).is_some());
    // A dotted path into a map is another finding's.
    let in_map = name
        .match_indices('.')
        .any(|(at, _)| name.get(..at).is_some_and(|map| provider.claim(map).is_some()));
    // One whose name has dots, written without quotes, too.
    let start = format!("{name}.");
    let split = provider.claims.iter().any(|claim| claim.name.starts_with(&start));
    in_token
        || split
        || in_map
        || provider.claim(name).is_some()
        || REGISTERED.contains(&name)
        || CUSTOM.iter().any(|start| name.starts_with(start))
        || provider.specimen.claims.contains(&format!("\"{name}\""))
        || provider.specimen.claims.contains(&format!("\"{name}?\""))
}

/// The claim that was probably meant: the same but for case, separators and a slip or two.
fn meant(provider: &Provider, name: &str) -> Option<&'static str> {
    let bare = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let wanted = bare(name);
    let names = || provider.claims.iter().map(|claim| claim.name);
    let same = names().find(|known| bare(known) == wanted);
    let tail = || names().find(|known| bare(known).ends_with(&wanted) && wanted.len() > SLIPS * 3);
    let near = || names().find(|known| is_near(&bare(known), &wanted) && wanted.len() > SLIPS * 3);
    same.or_else(near).or_else(tail)
}

/// Whether texts differ in a piece of few letters alone.
fn is_near(one: &str, other: &str) -> bool {
    let start = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.bytes().skip(start).rev().collect::<Vec<u8>>();
    let (one, other) = (rest(one), rest(other));
    let end = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    one.len().max(other.len()) - end <= SLIPS
}
