//! What a paste, or a token, filled in the workload's form.

use keyless_core::providers::{Answers, Need, Provider};

/// Fields that were filled without being typed into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The field that the text was pasted into; empty where a token filled the form.
    pub into: String,
    /// Every field that was filled.
    pub fields: Vec<&'static str>,
    /// The same, in a sentence.
    pub said: String,
}

impl Filled {
    /// What a text filled that was pasted into one field; `None` where it stayed there as it was.
    pub(super) fn by_paste(
        provider: &'static Provider,
        before: &Answers,
        after: &Answers,
        into: &str,
        text: &str,
    ) -> Option<Self> {
        let fields = changed(provider, before, after);
        let stayed = fields.iter().all(|(id, _)| *id == into) && after.get(into) == text.trim();
        if stayed || fields.is_empty() {
            return None;
        }
        Some(Self {
            into: into.to_owned(),
            said: format!("Filled {} from {}.", listed(&fields), kind(text)),
            fields: fields.into_iter().map(|(id, _)| id).collect(),
        })
    }

    /// What a token filled, and what it left open.
    pub(super) fn by_token(provider: &'static Provider, before: &Answers, after: &Answers) -> Self {
        let fields = changed(provider, before, after);
        let open: Vec<(&str, &str)> = provider
            .fields
            .iter()
            .filter(|field| field.need != Need::Optional && (field.asked)(after))
            .filter(|field| !matches!(field.entry, keyless_core::providers::Entry::Choice(_)))
            .filter(|field| after.some(field.id).is_none())
            .map(|field| (field.id, field.label))
            .collect();
        let filled = if fields.is_empty() {
            "The token says what the form says already.".to_owned()
        } else {
            format!("Filled {} from the token.", listed(&fields))
        };
        let said =
            if open.is_empty() { filled } else { format!("{filled} It does not tell {}.", listed(&open)) };
        Self { into: String::new(), fields: fields.into_iter().map(|(id, _)| id).collect(), said }
    }
}

/// Fields, as ids and labels, whose answers are others and not blank.
fn changed(
    provider: &'static Provider,
    before: &Answers,
    after: &Answers,
) -> Vec<(&'static str, &'static str)> {
    provider
        .fields
        .iter()
        .filter(|field| (field.asked)(after))
        .filter(|field| after.get(field.id) != before.get(field.id) && after.some(field.id).is_some())
        .map(|field| (field.id, field.label))
        .collect()
}

/// What a pasted text is called.
fn kind(text: &str) -> &'static str {
    let text = text.trim();
    match text {
        _ if text.starts_with("arn:") => "the ARN",
        _ if text.starts_with("spiffe://") => "the SPIFFE ID",
        _ if text.contains("://") || text.starts_with("git@") => "the address",
        _ if text.contains('@') && text.contains('.') => "the e-mail address",
        _ => "what was pasted",
    }
}

/// Labels as they stand within a sentence: `owner, repository and owner id`.
fn listed(fields: &[(&str, &str)]) -> String {
    let labels: Vec<String> = fields.iter().map(|(_, label)| within(label)).collect();
    match labels.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A label within a sentence: its first letter is small, unless its first word is a name such as `ARN` or `GitLab`.
fn within(label: &str) -> String {
    let word = label.split(' ').next().unwrap_or_default();
    if word.chars().skip(1).any(char::is_uppercase) {
        return label.to_owned();
    }
    let mut characters = label.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use keyless_core::providers;

    fn paste(into: &str, text: &str) -> Option<(String, Vec<&'static str>)> {
        let provider = providers::find("github-actions").unwrap();
        let mut setup = keyless_core::setup::Setup::for_provider(provider);
        let before = setup.workload.answers.clone();
        setup.answer(into, text);
        Filled::by_paste(provider, &before, &setup.workload.answers, into, text).map(|f| (f.said, f.fields))
    }

    #[test]
    fn a_paste_that_fills_several_fields_says_which() {
        let both = vec!["owner", "repository"];
        let table = [
            (
                "owner",
                "https://github.com/acme/site",
                Some("Filled owner and repository from the address."),
                "both",
            ),
            (
                "owner",
                "git@github.com:acme/site.git",
                Some("Filled owner and repository from the address."),
                "both",
            ),
            ("repository", "acme/site", Some("Filled owner and repository from what was pasted."), "both"),
            ("repository", "site", None, "its own answer alone"),
            ("branch", "main", None, "its own answer alone"),
        ];
        for (into, text, said, why) in table {
            let expected = said.map(|said| (said.to_owned(), both.clone()));
            assert_eq!(paste(into, text), expected, "{text}: {why}");
        }
    }

    #[test]
    fn pasted_texts_have_their_names() {
        let table = [
            ("arn:aws:iam::123456789012:role/x", "the ARN"),
            ("spiffe://acme.example/ns/a/sa/b", "the SPIFFE ID"),
            ("https://gitlab.com/acme/site", "the address"),
            ("ci@acme.iam.gserviceaccount.com", "the e-mail address"),
            ("acme/site", "what was pasted"),
        ];
        for (text, name) in table {
            assert_eq!(kind(text), name, "{text}");
        }
    }

    #[test]
    fn labels_stand_in_a_sentence() {
        let table = [
            (vec!["Owner id"], "owner id", "one"),
            (vec!["Owner", "Repository"], "owner and repository", "two"),
            (vec!["ARN", "GitLab host", "Role"], "ARN, GitLab host and role", "names keep their capitals"),
        ];
        for (labels, text, why) in table {
            let fields: Vec<(&str, &str)> = labels.into_iter().map(|label| ("", label)).collect();
            assert_eq!(listed(&fields), text, "{why}");
        }
    }
}
