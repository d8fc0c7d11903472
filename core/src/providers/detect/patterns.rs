//! What the issuers of platforms look like.

use regex_lite::Regex;
use std::sync::{LazyLock, OnceLock};

/// The form of an issuer.
#[derive(Debug)]
pub(super) struct Pattern {
    /// What it is called in [`super::platforms::PLATFORMS`].
    pub(super) name: &'static str,
    /// Anchored at both ends.
    pub(super) regex: &'static str,
    /// Whose issuer it is, to follow "iss is".
    pub(super) whose: &'static str,
}

const fn pattern(name: &'static str, regex: &'static str, whose: &'static str) -> Pattern {
    Pattern { name, regex, whose }
}

/// Read on 2026-11-21 from the platforms' documentation; hosts of sovereign clouds are missing where none documents them.
pub(super) const PATTERNS: &[Pattern] = &[
    pattern(
        "github",
        r"^https://token\.actions\.githubusercontent\.com(/[A-Za-z0-9][A-Za-z0-9-]*)?$",
        "GitHub's issuer",
    ),
    pattern(
        "github-ghecom",
        r"^https://token\.actions\.[a-z0-9-]+\.ghe\.com(/[A-Za-z0-9-]+)?$",
        "an issuer of GHE.com",
    ),
    pattern("github-ghes", r"^https://[^/]+/_services/token$", "a GitHub Enterprise Server's issuer"),
    pattern("gitlab-com", r"^https://gitlab\.com$", "GitLab's issuer"),
    pattern("buildkite", r"^https://agent\.buildkite\.com$", "Buildkite's issuer"),
    pattern("hcp-terraform", r"^https://app(\.eu)?\.terraform\.io$", "HCP Terraform's issuer"),
    pattern(
        "circleci",
        r"^https://oidc\.circleci\.com/org/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        "an organization's issuer at CircleCI",
    ),
    pattern(
        "bitbucket",
        r"^https://api\.bitbucket\.org/2\.0/workspaces/[^/]+/pipelines-config/identity/oidc$",
        "a workspace's issuer at Bitbucket",
    ),
    pattern(
        "aws-sts",
        r"^https://[0-9a-z-]+\.tokens\.sts\.global\.api\.aws$",
        "an AWS account's issuer at STS",
    ),
    pattern(
        "eks",
        r"^https://(oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?|oidc-eks\.[a-z0-9-]+\.api\.(aws|amazonwebservices\.(com\.cn|eu)))/id/[0-9A-F]{32}$",
        "an EKS cluster's issuer",
    ),
    pattern("google", r"^https://accounts\.google\.com$", "Google's issuer"),
    pattern(
        "gke",
        r"^https://container\.googleapis\.com/v1/projects/[a-z0-9.:-]+/(locations|zones)/[a-z0-9-]+/clusters/[a-z0-9-]+$",
        "a GKE cluster's issuer",
    ),
    pattern(
        "entra-v2",
        r"^https://login\.microsoftonline\.(com|us)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/v2\.0$",
        "a tenant's issuer at Entra, version 2",
    ),
    pattern(
        "entra-v1",
        r"^https://sts\.windows\.net/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/$",
        "a tenant's issuer at Entra, version 1",
    ),
    pattern(
        "aks",
        r"^https://[a-z0-9]+\.oic\.prod-aks\.azure\.com/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/$",
        "an AKS cluster's issuer",
    ),
    pattern(
        "k8s-in-cluster",
        r"^https://kubernetes\.default\.svc(\.[a-z0-9.-]+)?$",
        "the issuer that many Kubernetes clusters share by default",
    ),
    pattern(
        "okta",
        r"^https://[A-Za-z0-9.-]+\.(okta|oktapreview|okta-emea)\.com/oauth2/[A-Za-z0-9]+$",
        "an authorization server at Okta",
    ),
    pattern(
        "okta-custom",
        r"^https://[^/]+/oauth2/(default|aus[A-Za-z0-9]+)$",
        "of the form of an Okta authorization server's",
    ),
    pattern("keycloak", r"^https://[^/]+(/auth)?/realms/[^/]+$", "of the form of a Keycloak realm's"),
    pattern("auth0", r"^https://[a-z0-9-]+(\.[a-z0-9-]+)?\.auth0\.com/$", "a tenant's issuer at Auth0"),
    pattern("vercel", r"^https://oidc\.vercel\.com(/[a-z0-9-]+)?$", "Vercel's issuer"),
    pattern("fly", r"^https://oidc\.fly\.io/[a-z0-9-]+$", "an organization's issuer at Fly.io"),
    pattern("vault", r"^https://[^/]+/v1(/[^/]+)*/identity/oidc(/.*)?$", "of the form of a Vault server's"),
];

/// Longest issuer that is looked at, in bytes.
const LONGEST: usize = 2048;

/// A pattern, with a text that is in every issuer of its form: few others have to be matched, or even compiled.
struct Compiled {
    pattern: &'static Pattern,
    literal: String,
    regex: OnceLock<Option<Regex>>,
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let compiled = |pattern: &'static Pattern| Compiled {
        pattern,
        literal: literal(pattern.regex),
        regex: OnceLock::new(),
    };
    PATTERNS.iter().map(compiled).collect()
});

impl Compiled {
    fn is_match(&self, issuer: &str) -> bool {
        let regex = || self.regex.get_or_init(|| Regex::new(self.pattern.regex).ok());
        issuer.contains(&self.literal) && regex().as_ref().is_some_and(|regex| regex.is_match(issuer))
    }
}

/// The longest text outside groups and classes of a regex without alternatives there: whatever matches has it.
fn literal(regex: &str) -> String {
    let mut runs = vec![String::new()];
    let mut depth = 0_usize;
    let mut rest = regex.chars();
    while let Some(c) = rest.next() {
        let mut plain = None;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '[' => drop(rest.find(|c| *c == ']')),
            '{' => drop(rest.find(|c| *c == '}')),
            '\\' => plain = rest.next().filter(|c| !c.is_ascii_alphanumeric()),
            '^' | '$' | '.' | '?' | '*' | '+' => {}
            c => plain = Some(c),
        }
        match (plain.filter(|_| depth == 0), runs.last_mut()) {
            (Some(c), Some(run)) => run.push(c),
            (None, Some(run)) => {
                // What may be there any number of times need not be there.
                if matches!(c, '?' | '*' | '{') {
                    run.pop();
                }
                runs.push(String::new());
            }
            (_, None) => {}
        }
    }
    runs.into_iter().max_by_key(String::len).unwrap_or_default()
}

/// The patterns that an issuer has.
pub(super) fn matching(issuer: &str) -> Vec<&'static Pattern> {
    if issuer.len() > LONGEST {
        return Vec::new();
    }
    COMPILED.iter().filter(|compiled| compiled.is_match(issuer)).map(|compiled| compiled.pattern).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_in_whatever_matches() {
        let table = [
            (r"^https://gitlab\.com$", "https://gitlab.com", "all of it"),
            (r"^https://app(\.eu)?\.terraform\.io$", ".terraform.io", "a group may be left out"),
            (r"^https://[^/]+(/auth)?/realms/[^/]+$", "/realms/", "the last of the longest"),
            (r"^abc?d{2}ef*$", "ab", "what is repeated may be left out"),
            (r"^a\d+bc$", "bc", "a class by its letter"),
            (r"^(ab|cd)$", "", "alternatives"),
        ];
        for (regex, expected, why) in table {
            assert_eq!(literal(regex), expected, "{why}");
        }
    }
}
