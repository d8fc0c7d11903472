//! `sub` as GitHub Actions writes it.

/// A subject that starts with a repository, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::providers) struct Subject<'a> {
    /// The owner's name.
    pub(in crate::providers) owner: &'a str,
    /// The owner's id, in the immutable form.
    pub(in crate::providers) owner_id: Option<&'a str>,
    /// The repository's name, without its owner.
    pub(in crate::providers) repository: &'a str,
    /// The repository's id, in the immutable form.
    pub(in crate::providers) repository_id: Option<&'a str>,
    /// What follows the repository, without the colon between them.
    pub(in crate::providers) tail: &'a str,
}

/// What the tail of a subject says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::providers) enum Context<'a> {
    /// The job named this environment; the name as written, with `%3A` for a colon.
    Environment(&'a str),
    /// A `pull_request` run.
    PullRequest,
    /// A run on a ref, such as `refs/heads/main`.
    Ref(&'a str),
    /// Something that GitHub's default template never writes.
    Custom,
}

impl<'a> Subject<'a> {
    /// Takes a subject apart; `None` where it does not start with a whole repository.
    pub(in crate::providers) fn parse(sub: &'a str) -> Option<Self> {
        let (repository, tail) = sub.strip_prefix("repo:")?.split_once(':')?;
        let (owner, name) = repository.split_once('/')?;
        let (owner, owner_id) = name_and_id(owner)?;
        let (repository, repository_id) = name_and_id(name)?;
        (!repository.contains('/')).then_some(Self { owner, owner_id, repository, repository_id, tail })
    }

    /// Whether ids stand in it.
    pub(in crate::providers) fn is_immutable(&self) -> bool {
        self.owner_id.is_some() && self.repository_id.is_some()
    }

    /// What its tail says.
    pub(in crate::providers) fn context(&self) -> Context<'a> {
        // No value holds a colon, so that another one is another key of a custom template.
        let value = |key: &str| self.tail.strip_prefix(key).filter(|v| !v.is_empty() && !v.contains(':'));
        if self.tail == "pull_request" {
            Context::PullRequest
        } else if let Some(name) = value("environment:") {
            Context::Environment(name)
        } else if let Some(reference) = value("ref:") {
            Context::Ref(reference)
        } else {
            Context::Custom
        }
    }
}

/// `NAME` or `NAME@ID`. Neither part is empty, and `@` occurs in no name.
fn name_and_id(text: &str) -> Option<(&str, Option<&str>)> {
    let (name, id) = match text.split_once('@') {
        None => (text, None),
        Some((name, id)) if is_id(id) => (name, Some(id)),
        Some(_) => return None,
    };
    (!name.is_empty()).then_some((name, id))
}

/// Whether a text is an id of GitHub's: digits alone.
pub(in crate::providers) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// A value as it stands in a subject: a colon is written `%3A`.
pub(in crate::providers) fn encode(value: &str) -> String {
    value.replace(':', "%3A")
}

/// The value that stands in a subject as this text.
pub(in crate::providers) fn decode(written: &str) -> String {
    written.replace("%3A", ":")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_subject_is_taken_apart() {
        let table = [
            (
                "repo:acme/site:ref:refs/heads/main",
                Some((None, Context::Ref("refs/heads/main"))),
                "name form",
            ),
            (
                "repo:acme@1/site@2:environment:a%3Ab",
                Some((Some("1"), Context::Environment("a%3Ab"))),
                "immutable form, colon in the name",
            ),
            ("repo:acme/site:pull_request", Some((None, Context::PullRequest)), "pull request"),
            (
                "repo:acme/site:environment:prod:job_workflow_ref:x",
                Some((None, Context::Custom)),
                "more keys than the default template has",
            ),
            ("repo:acme/site:ref:", Some((None, Context::Custom)), "a key without value"),
            ("repo:acme/site", None, "nothing after the repository"),
            ("repo:acme@x/site@2:pull_request", None, "an id is digits"),
            ("repo:/site:pull_request", None, "no owner"),
            ("repo:a/b/c:pull_request", None, "two slashes"),
            ("repository_id:2:pull_request", None, "a custom template without repo"),
            ("", None, "nothing"),
        ];
        for (sub, expected, why) in table {
            let found = Subject::parse(sub);
            assert_eq!(found.map(|s| (s.owner_id, s.context())), expected, "{why}");
        }
    }

    #[test]
    fn a_colon_survives_the_way_into_a_subject_and_back() {
        assert_eq!(encode("production:eastus"), "production%3Aeastus");
        assert_eq!(decode(&encode("production:eastus")), "production:eastus");
    }
}
