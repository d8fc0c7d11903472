//! Whether a rule on a shared issuer names its tenant.

use super::SubjectPattern;
use crate::condition::Condition;
use crate::facts::{self, SharedIssuer};

/// The platform of an issuer that every customer of the platform shares. An issuer of one tenant, such as GitHub's with an
/// enterprise's slug behind it, has another address and is none.
pub(super) fn shared_issuer(issuer_url: &str) -> Option<SharedIssuer> {
    facts::SHARED_ISSUERS.value.into_iter().find(|s| s.issuer == issuer_url)
}

/// Whether the matchers name a tenant. That they must is the service's rule; which matchers do is Keyless's reading of it
/// ([`facts::SHARED_ISSUERS`]).
pub(super) fn pins(
    shared: &SharedIssuer,
    subject: Option<&SubjectPattern>,
    claims: &[(String, String)],
    condition: Option<&Condition>,
) -> bool {
    let names_tenant = |claim: &str| shared.pinning_claims.contains(&claim);
    subject.is_some_and(|s| subject_pins(shared, s))
        || claims.iter().any(|(name, value)| names_tenant(name) && !value.trim().is_empty())
        || condition
            .is_some_and(|c| c.references().iter().filter_map(|path| path.first()).any(|n| names_tenant(n)))
}

/// Whether a subject starts with a whole tenant.
fn subject_pins(shared: &SharedIssuer, subject: &SubjectPattern) -> bool {
    let Some(rest) = subject.fixed().strip_prefix(shared.subject_head) else { return false };
    if shared.subject_head.is_empty() {
        // The subject is the tenant's own number, whole.
        return matches!(subject, SubjectPattern::Exact(_))
            && !rest.is_empty()
            && rest.bytes().all(|b| b.is_ascii_digit());
    }
    rest.split_once(shared.delimiter).is_some_and(|(tenant, _)| !tenant.trim().is_empty())
}

/// What to do about a rule that names none.
pub(super) fn advice(shared: &SharedIssuer) -> String {
    let claims = shared.pinning_claims.join(", ");
    let subject = if shared.subject_head.is_empty() {
        "the whole numeric subject".to_owned()
    } else {
        format!(
            "a subject prefix that names the tenant up to {}, {}NAME{}*",
            shared.delimiter, shared.subject_head, shared.delimiter
        )
    };
    format!(
        "Every customer of {} shares this issuer, and the service refuses a rule on it that pins no tenant. Add one of \
         these claims: {claims}; or {subject}; or a condition that reads one of the claims. The service does not publish \
         its lists; these are Keyless's.",
        shared.platform
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn pins_with(issuer: &str, subject: &str, claims: &[(&str, &str)], condition: &str) -> bool {
        let claims: Vec<_> = claims.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let condition = (!condition.is_empty()).then(|| Condition::compile(condition).unwrap());
        let shared = shared_issuer(issuer).unwrap();
        pins(&shared, SubjectPattern::parse(subject).as_ref(), &claims, condition.as_ref())
    }

    #[test]
    fn an_issuer_is_shared_by_its_exact_address() {
        for (url, shared, why) in [
            ("https://token.actions.githubusercontent.com", true, "github.com"),
            ("https://token.actions.githubusercontent.com/acme", false, "an enterprise's own"),
            ("https://token.actions.githubusercontent.com/", false, "no token carries this one"),
            ("https://token.actions.acme.ghe.com", false, "GHE.com has an issuer per tenant"),
            ("https://gitlab.com", true, "GitLab"),
            ("https://gitlab.example.com", false, "a GitLab of one's own"),
            ("https://agent.buildkite.com", true, "Buildkite"),
            ("https://app.terraform.io", true, "HCP Terraform"),
            ("https://accounts.google.com", true, "Google"),
            ("", false, "nothing typed"),
        ] {
            assert_eq!(shared_issuer(url).is_some(), shared, "{why}");
        }
    }

    #[test]
    fn a_subject_pins_by_a_whole_tenant() {
        let github = "https://token.actions.githubusercontent.com";
        let google = "https://accounts.google.com";
        for (issuer, subject, expected, why) in [
            (github, "repo:acme/*", true, "every repository of one owner"),
            (github, "repo:a/*", true, "one character is an owner"),
            (github, "repo:acme/site:ref:refs/heads/main", true, "exact"),
            (github, "repo:acme@1482/site@90210:*", true, "the newer subject form"),
            (github, "repo:*", false, "every owner"),
            (github, "repo:", false, "exact, and no owner"),
            (github, "repo:/*", false, "an empty owner"),
            (github, "repo: /*", false, "a blank is no owner"),
            (github, "repo:acme*", false, "acme-evil is admitted as well"),
            (github, "repo:acme", false, "the owner does not end"),
            (github, "Repo:acme/*", false, "subjects have their case"),
            (github, "environment:prod", false, "another subject"),
            (github, "*", false, "every subject"),
            ("https://gitlab.com", "project_path:group/*", true, "GitLab"),
            ("https://gitlab.com", "project_path:group*", false, "the group does not end"),
            ("https://agent.buildkite.com", "organization:acme:*", true, "Buildkite"),
            ("https://agent.buildkite.com", "organization:acme*", false, "the organization does not end"),
            ("https://app.terraform.io", "organization:acme:project:*", true, "HCP Terraform"),
            ("https://app.terraform.io", "organization::*", false, "an empty organization"),
            (google, "104892101234567890123", true, "the whole number"),
            (google, "1048*", false, "a part of a number"),
            (google, "a@b.example.com", false, "no number"),
        ] {
            assert_eq!(pins_with(issuer, subject, &[], ""), expected, "{subject}: {why}");
        }
    }

    #[test]
    fn a_claim_or_a_condition_pins_by_what_it_names() {
        let github = "https://token.actions.githubusercontent.com";
        for (claims, condition, expected, why) in [
            (&[("repository_owner_id", "1482")][..], "", true, "a claim of the list"),
            (&[("repository_owner_id", "")][..], "", false, "compared with nothing"),
            (&[("environment", "prod")][..], "", false, "every tenant may have one"),
            (&[("actor", "x"), ("repository", "a/b")][..], "", true, "one is enough"),
            (&[][..], "claims.repository_owner == \"acme\"", true, "the documented example"),
            (&[][..], "claims[\"enterprise_id\"] == \"7\"", true, "the other way to read a claim"),
            (&[][..], "claims.ref == \"refs/heads/main\"", false, "every tenant has that branch"),
            (&[][..], "claims.event.repository == \"x\"", false, "the name further down is another claim"),
        ] {
            assert_eq!(pins_with(github, "", claims, condition), expected, "{why}");
        }
        let google = "https://accounts.google.com";
        assert!(pins_with(google, "", &[], "claims.google.compute_engine.project_id == \"p\""));
    }
}
