//! What a pasted text holds, whichever field it lands in.

use super::checks::{is_owner, is_repository};
use super::entries::split_address;
use super::fields::FIELDS;
use super::reading::answers_from;
use super::subject::Subject;
use crate::token::Claims;

/// What a text holds that was pasted into any field: a whole subject, or an address on GitHub. `owner/repository` alone is
/// understood in the fields of the two, since a branch has the same form.
pub(super) fn spread(field: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    // What belongs into the field of subjects of one's own stays there.
    if text.starts_with("repo:") && field != "custom_subject" {
        return of_subject(text);
    }
    let on_github = address(text);
    if on_github.is_none() && !matches!(field, "owner" | "repository") {
        return Vec::new();
    }
    let mut found = match (on_github, split_address(text)) {
        (Some((_, "enterprises")), (_, Some(slug))) => {
            return vec![("host", "enterprise".to_owned()), ("enterprise_slug", slug.to_owned())];
        }
        (Some((_, "orgs")), (_, Some(owner))) if is_owner(owner) => return vec![("owner", owner.to_owned())],
        (Some((_, first)), _) if PAGES.contains(&first) => return Vec::new(),
        (_, (owner, Some(name))) if is_owner(owner) && is_repository(name) => {
            vec![("owner", owner.to_owned()), ("repository", name.to_owned())]
        }
        _ => return Vec::new(),
    };
    if let Some(subdomain) = on_github.and_then(|(host, _)| host.strip_suffix(".ghe.com")) {
        found.extend([("host", "ghe.com".to_owned()), ("ghe_subdomain", subdomain.to_owned())]);
    }
    let workflow = text.split_once("/actions/workflows/").map_or("", |(_, file)| file);
    let file = workflow.split(['/', '?', '#']).next().unwrap_or_default();
    if matches!(file.rsplit_once('.'), Some((_, "yml" | "yaml"))) {
        found.push(("workflow", file.to_owned()));
    }
    found
}

/// First segments of pages of github.com that are no owner's.
const PAGES: [&str; 10] = [
    "apps",
    "enterprises",
    "features",
    "login",
    "marketplace",
    "organizations",
    "orgs",
    "search",
    "settings",
    "users",
];

/// Host and first segment of an address on github.com or GHE.com.
fn address(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let (host, path) = match rest {
        Some(rest) => rest.split_once('/')?,
        None => text.strip_prefix("git@")?.split_once(':')?,
    };
    let known = host == "github.com" || (host.ends_with(".ghe.com") && !host.starts_with("token.actions."));
    known.then(|| (host, path.split('/').next().unwrap_or_default()))
}

/// The fields that a whole subject fills, ids among them.
fn of_subject(subject: &str) -> Vec<(&'static str, String)> {
    if Subject::parse(subject).is_none() {
        return Vec::new();
    }
    let claims = serde_json::Map::from_iter([("sub".to_owned(), subject.into())]);
    let answers = answers_from(&Claims::new(claims));
    FIELDS.iter().filter_map(|field| Some((field.id, answers.some(field.id)?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_address_is_spread_over_both_fields() {
        let both = vec![("owner", "acme".to_owned()), ("repository", "site".to_owned())];
        let table = [
            ("owner", "https://github.com/acme/site", both.clone(), "an address"),
            ("repository", " acme/site ", both.clone(), "both names"),
            ("owner", "git@github.com:acme/site.git", both, "an SSH address"),
            ("owner", "acme", Vec::new(), "one name"),
            ("owner", "https://github.com/acme", Vec::new(), "an owner's page holds no repository"),
            ("owner", "a'; rm -rf / #", Vec::new(), "no names"),
            ("branch", "feature/site", Vec::new(), "another field"),
        ];
        for (field, text, expected, why) in table {
            assert_eq!(spread(field, text), expected, "{why}");
        }
    }

    #[test]
    fn an_address_or_subject_is_understood_in_any_field() {
        let pair = |field: &'static str, value: &str| (field, value.to_owned());
        let both = vec![pair("owner", "acme"), pair("repository", "site")];
        let with = |more: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
            both.iter().cloned().chain(more.iter().map(|(f, v)| pair(f, v))).collect()
        };
        let table = [
            ("branch", "https://github.com/acme/site/tree/main", both.clone(), "a page of the repository"),
            ("tag", "git@github.com:acme/site.git", both.clone(), "an SSH address"),
            (
                "branch",
                "https://github.com/acme/site/actions/workflows/deploy.yml",
                with(&[("workflow", "deploy.yml")]),
                "a workflow's page",
            ),
            (
                "owner",
                "https://corp.ghe.com/acme/site",
                with(&[("host", "ghe.com"), ("ghe_subdomain", "corp")]),
                "data residency",
            ),
            (
                "owner",
                "https://github.com/enterprises/acme-corp",
                vec![pair("host", "enterprise"), pair("enterprise_slug", "acme-corp")],
                "an enterprise",
            ),
            ("branch", "https://github.com/orgs/acme/people", vec![pair("owner", "acme")], "an organization"),
            ("owner", "https://github.com/settings/profile", Vec::new(), "nobody's page"),
            ("branch", "https://example.org/acme/site", Vec::new(), "another host"),
            ("branch", "acme/site", Vec::new(), "it may be a branch"),
            ("custom_subject", "repo:acme/site:environment:prod", Vec::new(), "its own field"),
            ("branch", "repo:acme", Vec::new(), "no whole subject"),
        ];
        for (field, text, expected, why) in table {
            assert_eq!(spread(field, text), expected, "{why}");
        }
        let mut found = spread("branch", "repo:acme@12/site@34:environment:prod");
        found.sort();
        let mut expected = with(&[
            ("environment", "prod"),
            ("owner_id", "12"),
            ("repository_id", "34"),
            ("scenario", "environment"),
            ("subject_format", "immutable"),
        ]);
        expected.sort();
        assert_eq!(found, expected, "ids as well");
    }
}
