//! What was entered into the form, as the suggestion uses it: tolerant of addresses and full refs in place of names.

use super::SHARED_ISSUER;
use crate::providers::Answers;

/// The server that a repository is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    GitHubCom,
    Enterprise,
    GheCom,
    Server,
}

impl Host {
    /// Reads the answer; the first choice is the default.
    pub(super) fn of(answers: &Answers) -> Self {
        match answers.get("host") {
            "enterprise" => Self::Enterprise,
            "ghe.com" => Self::GheCom,
            "ghes" => Self::Server,
            _ => Self::GitHubCom,
        }
    }

    /// The address of its issuer; empty while a part of it is not entered.
    pub(super) fn issuer_url(self, answers: &Answers) -> String {
        let built = match self {
            Self::GitHubCom => Some(SHARED_ISSUER.to_owned()),
            Self::Enterprise => answers.some("enterprise_slug").map(|slug| format!("{SHARED_ISSUER}/{slug}")),
            Self::GheCom => ghe_subdomain(answers).map(|subdomain| {
                let base = format!("https://token.actions.{subdomain}.ghe.com");
                answers.some("enterprise_slug").map_or(base.clone(), |slug| format!("{base}/{slug}"))
            }),
            Self::Server => server_host(answers).map(|host| format!("https://{host}/_services/token")),
        };
        built.unwrap_or_default()
    }
}

/// The subdomain of GHE.com, entered alone or as an address.
pub(super) fn ghe_subdomain(answers: &Answers) -> Option<&str> {
    let host = bare_host(answers.get("ghe_subdomain"));
    let subdomain = host.strip_suffix(".ghe.com").unwrap_or(host);
    Some(subdomain.strip_prefix("token.actions.").unwrap_or(subdomain)).filter(|s| !s.is_empty())
}

/// The host of a GitHub Enterprise Server, entered alone or as an address.
pub(super) fn server_host(answers: &Answers) -> Option<&str> {
    Some(bare_host(answers.get("ghes_host"))).filter(|h| !h.is_empty())
}

fn bare_host(text: &str) -> &str {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    rest.split('/').next().unwrap_or_default()
}

/// How the repository writes its subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Immutable,
    Name,
    Custom,
}

impl Format {
    /// Reads the answer; the first choice is the default. GitHub Enterprise Server has no immutable form.
    pub(super) fn of(answers: &Answers) -> Self {
        match answers.get("subject_format") {
            "custom" => Self::Custom,
            "name" => Self::Name,
            _ if Host::of(answers) == Host::Server => Self::Name,
            _ => Self::Immutable,
        }
    }
}

/// Which runs may use the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scenario {
    Branch,
    Tag,
    Environment,
    PullRequest,
}

impl Scenario {
    /// Reads the answer; the first choice is the default.
    pub(super) fn of(answers: &Answers) -> Self {
        match answers.get("scenario") {
            "tag" => Self::Tag,
            "environment" => Self::Environment,
            "pull_request" => Self::PullRequest,
            _ => Self::Branch,
        }
    }
}

/// Owner and repository. An address or `owner/repository` in either field fills both; what stands in a field of its own
/// comes first.
pub(super) fn owner_and_repository(answers: &Answers) -> (&str, &str) {
    let (owner, from_owner) = split_address(answers.get("owner"));
    match split_address(answers.get("repository")) {
        (from_repository, Some(name)) => (if owner.is_empty() { from_repository } else { owner }, name),
        ("", None) => (owner, from_owner.unwrap_or_default()),
        (name, None) => (owner, name),
    }
}

/// The first two segments of an address or of `owner/repository`; a plain name is a first segment alone.
pub(super) fn split_address(text: &str) -> (&str, Option<&str>) {
    let path = if let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        after(rest, '/')
    } else if let Some(rest) = text.strip_prefix("git@") {
        after(rest, ':')
    } else if text.split_once('/').is_some_and(|(first, _)| first.contains('.')) {
        // No owner's name has a dot, every host's has.
        after(text, '/')
    } else {
        text
    };
    let mut segments = path.split('/').filter(|s| !s.is_empty());
    let first = segments.next().unwrap_or_default();
    (first, segments.next().map(|name| name.strip_suffix(".git").unwrap_or(name)))
}

fn after(text: &str, separator: char) -> &str {
    text.split_once(separator).map_or("", |(_, rest)| rest)
}

/// The branch, without `refs/heads/`.
pub(super) fn branch(answers: &Answers) -> &str {
    let text = answers.get("branch");
    text.strip_prefix("refs/heads/").unwrap_or(text)
}

/// The tag, without `refs/tags/`.
pub(super) fn tag(answers: &Answers) -> &str {
    let text = answers.get("tag");
    text.strip_prefix("refs/tags/").unwrap_or(text)
}

/// The events that were entered; what is no event's name is left out.
pub(super) fn events(answers: &Answers) -> Vec<&str> {
    answers.get("events").split([',', ' ', '\n']).map(str::trim).filter(|e| is_event(e)).collect()
}

/// Whether a text can be the name of an event.
pub(super) fn is_event(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_fills_owner_and_repository() {
        let table = [
            ("acme", "site", ("acme", "site"), "two names"),
            ("acme/site", "", ("acme", "site"), "both in the first field"),
            ("", "acme/site", ("acme", "site"), "both in the second field"),
            ("https://github.com/acme/site", "", ("acme", "site"), "an address"),
            ("https://github.com/acme/site.git", "", ("acme", "site"), "an address to clone from"),
            ("https://github.com/acme/site/tree/main", "", ("acme", "site"), "a page of the repository"),
            ("github.com/acme/site", "", ("acme", "site"), "an address without scheme"),
            ("git@github.com:acme/site.git", "", ("acme", "site"), "an SSH address"),
            ("acme/old", "site", ("acme", "site"), "the field of its own comes first"),
            ("https://github.com/acme", "site", ("acme", "site"), "an owner's page"),
            ("", "", ("", ""), "nothing"),
            ("/", "/", ("", ""), "slashes alone"),
            ("", "docs.acme.dev", ("", "docs.acme.dev"), "a repository's name may have dots"),
        ];
        for (owner, repository, expected, why) in table {
            let answers = Answers::from([("owner", owner), ("repository", repository)]);
            assert_eq!(owner_and_repository(&answers), expected, "{why}");
        }
    }

    #[test]
    fn each_host_has_its_issuer() {
        let table = [
            (vec![], "https://token.actions.githubusercontent.com", "the default"),
            (vec![("host", "enterprise")], "", "its slug is not entered yet"),
            (
                vec![("host", "enterprise"), ("enterprise_slug", "acme-corp")],
                "https://token.actions.githubusercontent.com/acme-corp",
                "an enterprise's own issuer",
            ),
            (
                vec![("host", "ghe.com"), ("ghe_subdomain", "https://acme.ghe.com/")],
                "https://token.actions.acme.ghe.com",
                "a subdomain pasted as an address",
            ),
            (
                vec![("host", "ghe.com"), ("ghe_subdomain", "acme"), ("enterprise_slug", "acme")],
                "https://token.actions.acme.ghe.com/acme",
                "data residency with the enterprise's own issuer",
            ),
            (
                vec![("host", "ghes"), ("ghes_host", "github.acme.example")],
                "https://github.acme.example/_services/token",
                "a server",
            ),
        ];
        for (pairs, expected, why) in table {
            let mut answers = Answers::default();
            for (field, value) in pairs {
                answers.set(field, value);
            }
            assert_eq!(Host::of(&answers).issuer_url(&answers), expected, "{why}");
        }
    }
}
