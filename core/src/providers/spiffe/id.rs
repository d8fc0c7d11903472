//! SPIFFE IDs.

/// A SPIFFE ID of a workload, taken apart.
///
/// Source: the SPIFFE ID standard, sections 2.1 to 2.4
/// (<https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md>, read 2026-11-22).
pub(super) struct SpiffeId<'a> {
    pub(super) trust_domain: &'a str,
    /// Without the slash at its front.
    pub(super) path: &'a str,
}

/// Longest SPIFFE ID, and longest trust domain, in bytes.
const LONGEST: usize = 2048;
const LONGEST_DOMAIN: usize = 255;

impl<'a> SpiffeId<'a> {
    /// Reads one.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what to do.
    pub(super) fn parse(text: &'a str) -> Result<Self, &'static str> {
        let Some(rest) = text.strip_prefix("spiffe://") else {
            return Err("A SPIFFE ID begins with spiffe://. Copy it from the registration entry.");
        };
        let (trust_domain, path) = rest.split_once('/').unwrap_or((rest, ""));
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c);
        if trust_domain.is_empty() || trust_domain.len() > LONGEST_DOMAIN || !trust_domain.chars().all(fits) {
            return Err("A trust domain has lower-case letters, digits and .-_ alone, and no port.");
        }
        if path.is_empty() {
            return Err("This names a trust domain alone: a workload has a path below it.");
        }
        if path.contains('*') {
            return Err(
                "Name one workload, and make a rule for each: with * every workload below that path gets in.",
            );
        }
        let segment = |s: &str| {
            !matches!(s, "" | "." | "..") && s.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        };
        if !path.split('/').all(segment) || text.len() > LONGEST {
            return Err(
                "A path has letters, digits and .-_ between single slashes, and no slash at its end.",
            );
        }
        Ok(Self { trust_domain, path })
    }

    /// Whether it is SPIRE's own: an agent's or a server's.
    pub(super) fn is_spires_own(&self) -> bool {
        self.path == "spire" || self.path.starts_with("spire/")
    }

    /// Namespace and service account, where the path names them as spire-controller-manager does.
    pub(super) fn pod(&self) -> Option<(&'a str, &'a str)> {
        match *self.path.split('/').collect::<Vec<_>>().as_slice() {
            ["ns", namespace, "sa", account] => Some((namespace, account)),
            _ => None,
        }
    }
}
