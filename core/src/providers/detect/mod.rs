//! Which platform a token comes from.
//!
//! Platforms are asked in the order of [`platforms::PLATFORMS`], by the shape of the claims first, since most issuers can
//! live on any host. The first that says yes names the token; what the others recognise becomes a warning.

mod audience;
mod cloud;
mod continuous;
mod hosted;
mod kubernetes;
mod patterns;
mod platforms;

#[cfg(test)]
mod tests;

use crate::token::{Claims, Header};
use patterns::Pattern;
use platforms::{PLATFORMS, Platform};
use serde_json::{Map, Value};

/// A platform recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// Detection slug, such as `kubernetes-eks`.
    pub slug: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What kind of token it is, in words, such as `branch main`.
    pub variant: String,
    /// What gave it away.
    pub clue: String,
    /// What is odd about it.
    pub warnings: Vec<String>,
}

/// Recognises the platform of a token: one of [`platforms::PLATFORMS`], then what providers recognise themselves; the last
/// resort is `custom-oidc`. The header is looked at for warnings alone.
pub fn detect(header: Option<&Header>, claims: &Claims) -> Detection {
    let token = Token::new(header, claims);
    let by_shape = |p: &&Platform| (p.shape)(&token).is_some() || (p.issuer_decides && token.is_from(p));
    let found = PLATFORMS.iter().find(by_shape).or_else(|| PLATFORMS.iter().find(|p| token.is_from(p)));
    let Some(platform) = found else {
        let own = super::ALL.iter().find_map(|p| Some((p, (p.recognise)(claims)?, p.issuers.first()?)));
        if let Some((provider, clue, issuer)) = own {
            return Detection {
                slug: issuer.detection,
                name: provider.name,
                variant: String::new(),
                clue: clue.to_owned(),
                warnings: token.general_warnings(),
            };
        }
        return Detection {
            slug: "custom-oidc",
            name: "Custom OIDC",
            variant: String::new(),
            clue: "claims and an issuer that no platform known to Keyless has".to_owned(),
            warnings: token.general_warnings(),
        };
    };
    let slug = (platform.slug)(&token);
    let mut warnings = Vec::new();
    let variant = (platform.variant)(&token, &mut warnings);
    warnings.extend(audience::warning(&token));
    warnings.extend(token.contradictions(platform));
    warnings.extend(token.general_warnings());
    Detection { slug, name: platforms::name(slug), variant, clue: token.clue(platform), warnings }
}

/// What the platforms look at.
struct Token<'a> {
    header: Option<&'a Header>,
    claims: &'a Claims,
    issuer: &'a str,
    subject: &'a str,
    patterns: Vec<&'static Pattern>,
}

impl<'a> Token<'a> {
    fn new(header: Option<&'a Header>, claims: &'a Claims) -> Self {
        let issuer = claims.issuer().unwrap_or_default();
        Self {
            header,
            claims,
            issuer,
            subject: claims.subject().unwrap_or_default(),
            patterns: patterns::matching(issuer),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.claims.get(name).is_some()
    }

    fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    /// A claim that is a text and not empty.
    fn text(&self, name: &str) -> Option<&'a str> {
        self.claims.text(name).filter(|t| !t.is_empty())
    }

    fn object(&self, name: &str) -> Option<&'a Map<String, Value>> {
        self.claims.get(name).and_then(Value::as_object)
    }

    fn alg(&self) -> &str {
        self.header.and_then(Header::alg).unwrap_or_default()
    }

    /// Whether the issuer has this pattern.
    fn issuer_is(&self, pattern: &str) -> bool {
        self.patterns.iter().any(|p| p.name == pattern)
    }

    fn own_pattern(&self, platform: &Platform) -> Option<&'static Pattern> {
        self.patterns.iter().copied().find(|p| platform.issuers.contains(&p.name))
    }

    fn is_from(&self, platform: &Platform) -> bool {
        self.own_pattern(platform).is_some()
    }

    fn clue(&self, platform: &Platform) -> String {
        let issuer = self.own_pattern(platform).map(|p| format!("iss is {}", p.whose));
        match ((platform.shape)(self), issuer) {
            (Some(shape), Some(issuer)) => format!("{shape}; {issuer}"),
            (Some(shape), None) => shape.to_owned(),
            (None, issuer) => issuer.unwrap_or_default(),
        }
    }

    /// What other platforms recognise, and an issuer that is none of the platform's own.
    fn contradictions(&self, winner: &Platform) -> Vec<String> {
        let mut found = Vec::new();
        for other in PLATFORMS.iter().filter(|p| p.name != winner.name) {
            if let Some(pattern) = self.own_pattern(other) {
                found.push(format!(
                    "iss is {}, but the rest of the token is {}'s: find out where it was made before you trust it.",
                    pattern.whose, winner.name
                ));
            } else if let Some(shape) = (other.shape)(self) {
                found.push(format!(
                    "It also looks like a token of {} ({shape}): find out where it was made before you trust it.",
                    other.name
                ));
            }
        }
        if found.is_empty() && !winner.anywhere && !self.issuer.is_empty() && !self.is_from(winner) {
            found.push(format!(
                "Its claims are {}'s, but iss is none of its issuers: find out where it was made before you trust it.",
                winner.name
            ));
        } else if found.is_empty()
            && (winner.shape)(self).is_none()
            && !winner.issuer_decides
            && let Some(pattern) = self.own_pattern(winner)
        {
            found.push(format!(
                "iss is {}, but claims that its tokens carry are missing: it may be made for another purpose.",
                pattern.whose
            ));
        }
        found
    }

    fn general_warnings(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.issuer.is_empty() {
            found.push("It has no iss, so that no issuer in Claude can match it.".to_owned());
        } else if self.issuer == "accounts.google.com" {
            found.push(
                "iss is an old spelling of Google's issuer, without https://: Claude compares byte for byte and would not \
                 take it."
                    .to_owned(),
            );
        }
        found
    }
}

/// A text from a token as it may stand in a sentence: short, and on one line.
fn clip(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String =
        text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
