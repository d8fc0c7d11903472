//! The one type that holds a pasted token.
//!
//! An [`IdentityToken`] lives for one call: made where the paste arrives, borrowed by [`crate::token::read`], wiped when
//! dropped. It cannot be printed, compared, copied or serialised, and only this crate can look inside. What a browser or
//! an operating system keeps of the text that it handed over is beyond us.

use std::fmt;
use zeroize::Zeroizing;

/// A token as it was pasted, signature included.
pub struct IdentityToken(Zeroizing<String>);

impl IdentityToken {
    /// Takes the text over; it is wiped when the value is dropped.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Length in bytes, which is all that is told of a token.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was pasted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for IdentityToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityToken({} bytes)", self.len())
    }
}

include!("secret/never_leaves.rs");
pub(crate) use never_leaves;

never_leaves!(IdentityToken: serde::Serialize);
never_leaves!(IdentityToken: std::fmt::Display);
never_leaves!(IdentityToken: Clone);

/// A key or token of Claude's own, recognised by its prefix. It is refused and never shown whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialKind {
    /// A static API key, `sk-ant-api03-…`.
    ApiKey,
    /// An Admin API key, `sk-ant-admin01-…`.
    AdminKey,
    /// A compliance key, `sk-ant-api01-…`.
    ComplianceKey,
    /// An access token that an exchange or a login gave out, `sk-ant-oat01-…`.
    AccessToken,
    /// Anything else that starts with `sk-ant-`.
    Other,
}

impl CredentialKind {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "a static API key",
            Self::AdminKey => "an Admin API key",
            Self::ComplianceKey => "a compliance API key",
            Self::AccessToken => "a Claude access token",
            Self::Other => "a Claude credential",
        }
    }

    /// What to do about having pasted it.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::AccessToken => {
                "It is what an exchange gives out, not the identity token that goes in. It was masked and is not kept. \
                 It ends by itself; if it was in a shared place, archive the rule or the login that it came from."
            }
            _ => {
                "It was masked and is not kept. Treat it as leaked if it was ever in a shared place: make the replacement \
                 work first, then disable and delete the key in the Console under API keys."
            }
        }
    }
}

/// A credential found in a text: what it is, where it stands, and how it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCredential {
    /// What it is.
    pub kind: CredentialKind,
    /// Where it stands in the text, in bytes.
    pub range: std::ops::Range<usize>,
    /// Its first characters, and its last four where it is long enough to keep the rest unknown.
    pub masked: String,
    /// Whether a mask stands there already: it tells that there was a credential, and no more.
    pub is_mask: bool,
}

/// Finds every `sk-ant-…` in a text. A whole mask, twelve characters, `…` and four, counts as what it masks, so that a text
/// whose keys were masked reads as it did before.
pub fn find_credentials(text: &str) -> Vec<FoundCredential> {
    heads(text)
        .filter(|at| {
            let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
            !before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        })
        .map(|at| {
            let rest = text.get(at..).unwrap_or_default();
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
                .unwrap_or(rest.len());
            let whole = whole_mask(rest, end);
            let is_mask = whole.is_some();
            let word = rest.get(..whole.unwrap_or(end)).unwrap_or_default();
            let kind = match word {
                w if w.starts_with("sk-ant-api03") => CredentialKind::ApiKey,
                w if w.starts_with("sk-ant-api01") => CredentialKind::ComplianceKey,
                w if w.starts_with("sk-ant-admin") => CredentialKind::AdminKey,
                w if w.starts_with("sk-ant-oat01") => CredentialKind::AccessToken,
                _ => CredentialKind::Other,
            };
            let masked = if is_mask { word.to_owned() } else { mask(word) };
            FoundCredential { kind, range: at..at + word.len(), masked, is_mask }
        })
        .collect()
}

/// How many bytes a whole mask takes that begins with the first `head` bytes of a text, if it is one.
fn whole_mask(text: &str, head: usize) -> Option<usize> {
    let tail = text.get(head..)?.strip_prefix('…')?;
    let end = tail.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(tail.len());
    (head == MASK_HEAD && end == MASK_TAIL).then(|| head + '…'.len_utf8() + end)
}

/// The text with every `sk-ant-…` masked; none where there is nothing to mask.
pub fn masked(text: &str) -> Option<String> {
    let found = find_credentials(text);
    let mut out = String::new();
    let mut from = 0;
    for found in found.into_iter().filter(|found| !is_masked(text, found)) {
        out.push_str(text.get(from..found.range.start).unwrap_or_default());
        out.push_str(&found.masked);
        from = found.range.end;
    }
    if from == 0 {
        return None;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Some(out)
}

/// What every credential of Claude's own begins with.
const HEAD: &[u8] = b"sk-ant-";

/// Where `sk-ant-` stands in a text.
///
/// A text's every value is searched by itself, and most are short and hold none: this needs no preparation, and of such a text
/// it looks at one byte in seven.
fn heads(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        // How far on the next place may be, by the last of the bytes that it would have here.
        while let Some(last) = bytes.get(from + HEAD.len() - 1) {
            let here = from;
            from += match last {
                b's' => 6,
                b'k' => 5,
                b'a' => 3,
                b'n' => 2,
                b't' => 1,
                b'-' if bytes.get(here..).is_some_and(|rest| rest.starts_with(HEAD)) => {
                    from += HEAD.len();
                    return Some(here);
                }
                b'-' => 4,
                _ => HEAD.len(),
            };
        }
        None
    })
}

/// Whether `sk-ant-` stands anywhere in a text.
pub(crate) fn holds_credential(text: &str) -> bool {
    heads(text).next().is_some()
}

/// Takes every credential out of a text that will be kept: `sk-ant-…` keeps its mask, whole tokens go. Text without any
/// comes back as it was, and so does a text that was scrubbed before.
pub fn scrub(text: &str) -> String {
    let out = masked(text).unwrap_or_else(|| text.to_owned());
    match crate::token::scrub_tokens(&out) {
        std::borrow::Cow::Borrowed(_) => out,
        std::borrow::Cow::Owned(scrubbed) => scrubbed,
    }
}

/// Whether what looks like a credential is a mask or the beginning of one, and so tells nothing more.
pub(crate) fn is_masked(text: &str, found: &FoundCredential) -> bool {
    let begins = || text.get(found.range.end..).is_some_and(|rest| rest.starts_with('…'));
    found.is_mask || (found.range.len() <= MASK_HEAD && begins())
}

/// How much of the beginning a mask shows, in characters.
const MASK_HEAD: usize = 12;
/// How much of the end a mask shows, in characters.
const MASK_TAIL: usize = 4;

/// Shows at most the first 12 and the last 4 characters, and the last only of a long text.
fn mask(word: &str) -> String {
    // A credential found by `find_credentials` is ASCII throughout, so that every byte is a character's edge.
    let head = word.get(..MASK_HEAD).unwrap_or("sk-ant-");
    let tail = word.len().checked_sub(MASK_TAIL).filter(|_| word.len() >= 32).and_then(|at| word.get(at..));
    [head, "…", tail.unwrap_or_default()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_tells_the_length_alone() {
        assert_eq!(format!("{:?}", IdentityToken::new("eyJ.a.b".into())), "IdentityToken(7 bytes)");
    }

    #[test]
    fn a_mask_stays_as_it_is() {
        for text in ["a sk-ant-api03…wXyZ b", "sk-ant-oat01…", "sk-ant-…"] {
            assert_eq!(scrub(text), text);
        }
        assert_eq!(scrub("sk-ant-oat01-longer…"), "sk-ant-oat01……", "more than a mask shows");
    }

    #[test]
    fn a_whole_mask_counts_as_what_it_masks() {
        let table = [
            ("sk-ant-api03…wXyZ", Some(CredentialKind::ApiKey), "a key"),
            ("sk-ant-admin…wXyZ", Some(CredentialKind::AdminKey), "an admin key"),
            ("sk-ant-oat01…-_-9,", Some(CredentialKind::AccessToken), "signs in its end"),
            ("sk-ant-api03…wXyZ5", None, "more than a mask shows"),
            ("sk-ant-api03…", None, "no end, as people write about keys"),
            ("sk-ant-api03-…wXyZ", None, "more than a mask shows"),
            ("sk-ant-…wXyZ", None, "less than a mask shows"),
        ];
        for (text, kind, why) in table {
            let found = find_credentials(text).remove(0);
            assert_eq!(found.is_mask.then_some(found.kind), kind, "{why}");
            if found.is_mask {
                assert_eq!(
                    (found.masked.as_str(), masked(text)),
                    (text.trim_end_matches(','), None),
                    "{why}"
                );
            }
        }
    }

    #[test]
    fn a_head_is_found_wherever_it_stands() {
        for before in [
            "",
            "s",
            "sk",
            "sk-",
            "sk-a",
            "sk-an",
            "sk-ant",
            "-",
            "--",
            "sk-ant-",
            "sk-sk-an",
            "é",
            "xyz sk_ant-",
        ] {
            for after in ["", "x", "-", "é", "sk-ant-"] {
                let text = format!("{before}sk-ant-{after}");
                let expected: Vec<usize> = text.match_indices("sk-ant-").map(|(at, _)| at).collect();
                assert_eq!(heads(&text).collect::<Vec<_>>(), expected, "{text}");
            }
        }
        assert_eq!(heads("sk-ant sk_ant- k-ant-").count(), 0);
    }

    #[test]
    fn credentials_are_found_and_masked() {
        let key = format!("sk-ant-api03-{}wXyZ", "q".repeat(60));
        let text = format!("export ANTHROPIC_API_KEY='{key}' # sk-ant-oat01-short, not task-ant-x");
        let found = find_credentials(&text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].kind, CredentialKind::ApiKey);
        assert_eq!(found[0].masked, "sk-ant-api03…wXyZ");
        assert_eq!(&text[found[0].range.clone()], key);
        assert_eq!(found[1].kind, CredentialKind::AccessToken);
        assert_eq!(found[1].masked, "sk-ant-oat01…", "a short one keeps its end to itself");
    }
}
