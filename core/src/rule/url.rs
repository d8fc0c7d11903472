//! Addresses that the service dials.
//!
//! Split by hand along RFC 3986: the crate that could do it (`url`) carries the tables of international domain names, which
//! weigh more than the rest of this module's users, and mends what the service would refuse.

use crate::facts;
use std::fmt;

/// An address that the service would dial: https, port 443, a public DNS host name
/// ([`facts::WIF_REFERENCE`], read 2026-11-21). Whether the name resolves, and to public addresses, cannot be known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialledUrl {
    text: String,
    host: String,
}

/// Why the service would not dial an address. Holds nothing of it but single labels of its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UrlProblem {
    /// Nothing was given.
    Empty,
    /// Blanks or line breaks stand before or after it.
    Blanks,
    /// It has a character that no URL has.
    Character {
        /// The character's place, from 1.
        at: usize,
    },
    /// It does not start with a scheme and `//`.
    NotAUrl,
    /// Its scheme is not https.
    Scheme,
    /// It has a user name or password.
    UserInfo,
    /// It names no host.
    NoHost,
    /// Its host is an IP address, in whatever spelling.
    IpLiteral,
    /// A part of its host is no label of a DNS host name.
    Label {
        /// The label's place in the host, from 1.
        place: usize,
    },
    /// Its host is longer than DNS allows.
    LongHost,
    /// Its host is a single label, which no public DNS answers.
    SingleLabel,
    /// Its host belongs to a private network.
    PrivateDomain {
        /// The end of the host that says so.
        suffix: &'static str,
    },
    /// Its port is neither left out nor 443.
    Port,
    /// It has a part after `#`.
    Fragment,
    /// It has a part after `?`, behind which no path can be put.
    Query,
}

/// What an address is made of (RFC 3986, section 3).
struct Parts<'a> {
    scheme: &'a str,
    user: Option<&'a str>,
    host: &'a str,
    port: Option<&'a str>,
    query: bool,
    fragment: bool,
}

impl DialledUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// Says which of the service's URL rules it breaks.
    pub fn parse(text: &str) -> Result<Self, UrlProblem> {
        Self::read(text, true)
    }

    /// Reads an address under which `/.well-known/openid-configuration` is looked for: it has no query (OpenID Connect
    /// Discovery 1.0, section 4; the service's own word on that is not published).
    ///
    /// # Errors
    /// As [`DialledUrl::parse`], and for a query.
    pub fn parse_base(text: &str) -> Result<Self, UrlProblem> {
        Self::read(text, false)
    }

    fn read(text: &str, may_have_query: bool) -> Result<Self, UrlProblem> {
        if text.trim().is_empty() {
            return Err(UrlProblem::Empty);
        }
        if text.trim() != text {
            return Err(UrlProblem::Blanks);
        }
        if let Some(at) = text.chars().position(|c| !is_url_character(c)) {
            return Err(UrlProblem::Character { at: at + 1 });
        }
        let parts = split(text).ok_or(UrlProblem::NotAUrl)?;
        if !parts.scheme.eq_ignore_ascii_case("https") {
            return Err(UrlProblem::Scheme);
        }
        if parts.user.is_some() {
            return Err(UrlProblem::UserInfo);
        }
        check_host(parts.host)?;
        if parts.port.is_some_and(|port| port != facts::DIALLED_PORT.value.to_string()) {
            return Err(UrlProblem::Port);
        }
        if parts.fragment {
            return Err(UrlProblem::Fragment);
        }
        if parts.query && !may_have_query {
            return Err(UrlProblem::Query);
        }
        Ok(Self { text: text.to_owned(), host: parts.host.to_ascii_lowercase() })
    }

    /// The address, byte for byte as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its host name, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Where the discovery document is looked for when this is an issuer's address or its `discovery_base`.
    pub fn discovery_document(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.text.trim_end_matches('/'))
    }
}

impl fmt::Display for DialledUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Unreserved, reserved or the percent sign (RFC 3986, section 2).
fn is_url_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

fn split(text: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    let mut characters = scheme.chars();
    let named = characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !named {
        return None;
    }
    let (before_fragment, fragment) = match rest.split_once('#') {
        Some((before, _)) => (before, true),
        None => (rest, false),
    };
    let query = before_fragment.contains('?');
    let authority = before_fragment.split(['/', '?']).next().unwrap_or_default();
    let (user, host_and_port) = match authority.rsplit_once('@') {
        Some((user, rest)) => (Some(user), rest),
        None => (None, authority),
    };
    // The colons of an IPv6 address stand between brackets.
    let after_bracket = host_and_port.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match host_and_port.get(after_bracket..).and_then(|rest| rest.find(':')) {
        Some(at) => {
            let (host, port) = host_and_port.split_at_checked(after_bracket + at)?;
            (host, port.strip_prefix(':'))
        }
        None => (host_and_port, None),
    };
    Some(Parts { scheme, user, host, port, query, fragment })
}

fn check_host(host: &str) -> Result<(), UrlProblem> {
    // One dot at the end only says that the name is complete.
    let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    if name.is_empty() {
        return Err(UrlProblem::NoHost);
    }
    if name.starts_with('[') || ends_in_a_number(&name) {
        return Err(UrlProblem::IpLiteral);
    }
    if let Some(index) = name.split('.').position(|label| !is_label(label)) {
        return Err(UrlProblem::Label { place: index + 1 });
    }
    if name.len() > 253 {
        return Err(UrlProblem::LongHost);
    }
    let private = facts::PRIVATE_DOMAINS
        .value
        .into_iter()
        .find(|suffix| name.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    match private {
        Some(suffix) => Err(UrlProblem::PrivateDomain { suffix }),
        None if !name.contains('.') => Err(UrlProblem::SingleLabel),
        None => Ok(()),
    }
}

/// Whether clients read a host as an IPv4 address: its last label is a decimal, octal or hexadecimal number, as in
/// `127.1`, `0x7f000001` and `2130706433`. No top-level domain is a number.
fn ends_in_a_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    match last.strip_prefix("0x") {
        Some(digits) => digits.bytes().all(|b| b.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()),
    }
}

/// Letters, digits and hyphens, at most 63, no hyphen at either end (RFC 1123, section 2.1).
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("An address is needed, such as https://issuer.example.com."),
            Self::Blanks => f.write_str("Remove the blanks before or after the address."),
            Self::Character { at } => write!(
                f,
                "Character {at} cannot stand in a URL. Write it percent-encoded; a host name with other letters is written \
                 as xn--."
            ),
            Self::NotAUrl => f.write_str("This is no URL. Write it whole, starting with https://."),
            Self::Scheme => f.write_str("The service dials https only. Start the address with https://."),
            Self::UserInfo => f.write_str(
                "The address has a user name or password before @. Take them out; the service sends none.",
            ),
            Self::NoHost => f.write_str("The address names no host. Write one after https://."),
            Self::IpLiteral => f.write_str(
                "The host is an IP address. The service dials public DNS host names only; where there is none, give the \
                 issuer its keys inline.",
            ),
            Self::Label { place } => write!(
                f,
                "Part {place} of the host is none of a DNS host name: 1 to 63 letters, digits and hyphens, no hyphen first \
                 or last."
            ),
            Self::LongHost => f.write_str("The host is longer than the 253 characters of a DNS name."),
            Self::SingleLabel => f.write_str(
                "The host has no dot, so that no public DNS answers for it, and the service dials public hosts only. Write \
                 its full name, or give the issuer its keys inline.",
            ),
            Self::PrivateDomain { suffix } => write!(
                f,
                "Hosts under {suffix} answer in a private network only, and the service dials public hosts only. Give the \
                 issuer its keys inline instead."
            ),
            Self::Port => write!(
                f,
                "The service dials port {} only. Leave the port out; an issuer on another port gets its keys inline.",
                facts::DIALLED_PORT.value
            ),
            Self::Fragment => f.write_str("Take out the part from # on; it is never sent."),
            Self::Query => f.write_str(
                "Take out the part from ? on: the path of the discovery document is put behind this address (OpenID Connect \
                 Discovery 1.0, section 4).",
            ),
        }
    }
}

impl std::error::Error for UrlProblem {}

#[cfg(test)]
mod tests;
