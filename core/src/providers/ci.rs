//! What providers of continuous integration share: the beginning of a field and of a rule, names, ids and refs.

use super::shared::is_uuid;
use super::{Answers, Precondition};
use crate::condition::write;
use crate::facts;
use crate::rule::{AccountDraft, RuleDraft, resource_name};

/// What outranks federation in a job.
pub(super) const NO_KEY: Precondition = Precondition::new(
    "Neither ANTHROPIC_API_KEY nor ANTHROPIC_AUTH_TOKEN is set in the job: a key comes before federation.",
);

/// The read-only command that finds keys in a clone.
pub(super) const GREP: &str = "git grep -lI -E 'ANTHROPIC_API_KEY|sk-ant-api[0-9]{{2}}-' -- . ':!*.lock'";

/// A rule that is being put together.
pub(super) struct Draft {
    /// What is compared exactly.
    pub(super) rule: RuleDraft,
    clauses: Vec<String>,
}

impl Draft {
    /// A rule with a subject, the usual audience and scope, and access tokens of this many seconds.
    pub(super) fn new(subject: String, lifetime: u64) -> Self {
        let rule = RuleDraft {
            subject_prefix: subject,
            audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
            oauth_scope: facts::SCOPES.value[0].name.to_owned(),
            token_lifetime_seconds: lifetime.to_string(),
            ..RuleDraft::default()
        };
        Self { rule, clauses: Vec::new() }
    }

    /// Compares a claim: by its start where the value ends in `*`, which only a condition can, exactly otherwise.
    pub(super) fn pin(&mut self, claim: &str, value: &str) {
        match value.strip_suffix('*') {
            Some(start) => self.clause(format!("{}.startsWith({})", write::claim(claim), write::text(start))),
            None => self.rule.set_claim(claim, Some(value.to_owned())),
        }
    }

    /// Compares a claim with an answer, where there is one.
    pub(super) fn pin_answer(&mut self, claim: &str, answers: &Answers, field: &str) {
        if let Some(answer) = answers.some(field) {
            self.rule.set_claim(claim, Some(answer.to_owned()));
        }
    }

    /// Compares a claim with several texts.
    pub(super) fn one_of(&mut self, claim: &str, values: &[&str]) {
        if let [one] = values {
            self.rule.set_claim(claim, Some((*one).to_owned()));
        } else {
            let list: Vec<String> = values.iter().map(|v| write::text(v)).collect();
            self.clause(format!("{} in [{}]", write::claim(claim), list.join(", ")));
        }
    }

    /// Adds to the condition.
    pub(super) fn clause(&mut self, clause: String) {
        self.clauses.push(clause);
    }

    /// The rule under a name made of parts, and its account under the first of them.
    pub(super) fn finish(mut self, parts: &[&str], description: String) -> (RuleDraft, AccountDraft) {
        self.rule.condition = self.clauses.join(" && ");
        self.rule.name = resource_name(parts);
        let account = AccountDraft {
            name: resource_name(parts.get(..1).unwrap_or_default()),
            description: description.clone(),
            ..AccountDraft::default()
        };
        self.rule.description = description;
        (self.rule, account)
    }
}

/// Entries of a list with commas, blanks or lines between them, those alone that have lower-case letters and `_`.
pub(super) fn words(text: &str) -> Vec<&str> {
    let is_word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    text.split([',', ' ', '\n']).map(str::trim).filter(|w| is_word(w)).collect()
}

/// What is wrong with a UUID, and what to do.
pub(super) fn uuid(text: &str) -> Option<&'static str> {
    (!is_uuid(text.trim())).then_some(
        "This id is a UUID in lower case, such as 0184990a-477b-4fa8-9968-496074483c77: copy it as it is shown.",
    )
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

/// The answers that a whole ref holds, pasted into any field.
pub(super) fn spread_ref(text: &str) -> Option<Vec<(&'static str, String)>> {
    if let Some(tag) = text.strip_prefix("refs/tags/") {
        return Some(vec![("scenario", "tag".to_owned()), ("tag", tag.to_owned())]);
    }
    Some(vec![("branch", text.strip_prefix("refs/heads/")?.to_owned())])
}

/// What is wrong with a branch. `refs/heads/` before it is understood.
pub(super) fn branch_problem(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let name = text.strip_prefix("refs/heads/").unwrap_or(text);
    if name.ends_with('*') && !name.ends_with("/*") {
        return Some(
            "A * after part of a name matches look-alikes: release* matches release-evil. End it in /* or name one.",
        );
    }
    ref_problem(name)
}

/// What is wrong with a tag. `refs/tags/` before it is understood; `*` at its end stands for many.
pub(super) fn tag_problem(text: &str) -> Option<&'static str> {
    let text = text.trim();
    ref_problem(text.strip_prefix("refs/tags/").unwrap_or(text))
}

/// What git refuses in a ref's name (<https://linux.die.net/man/1/git-check-ref-format>, read 2026-11-22); `*` may end it.
fn ref_problem(name: &str) -> Option<&'static str> {
    let fixed = name.strip_suffix('*').unwrap_or(name);
    let odd = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
    let refused = fixed.contains(odd)
        || ["..", "//", "@{"].iter().any(|part| fixed.contains(part))
        || fixed.starts_with('/')
        || name == "*"
        || (fixed == name && (name.is_empty() || fixed.ends_with(['/', '.'])));
    refused.then_some("Git knows no ref of this name: enter it as git prints it, such as main or v1.4.0.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refs_are_told_from_what_git_refuses() {
        type Check = fn(&str) -> Option<&'static str>;
        let table: [(Check, &str, bool, &str); 9] = [
            (branch_problem, "main", true, "a name"),
            (branch_problem, "refs/heads/main", true, "a whole ref is understood"),
            (branch_problem, "release/*", true, "all under a slash"),
            (branch_problem, "release*", false, "look-alikes"),
            (branch_problem, "*", false, "everything"),
            (branch_problem, "a b", false, "a blank"),
            (tag_problem, "v*", true, "many tags"),
            (tag_problem, "refs/tags/v1.4.0", true, "a whole ref is understood"),
            (tag_problem, "v1..2", false, "two dots"),
        ];
        for (check, text, fine, why) in table {
            assert_eq!(check(text).is_none(), fine, "{why}");
        }
    }

    #[test]
    fn a_uuid_is_as_it_is_printed() {
        let table = [
            ("0184990a-477b-4fa8-9968-496074483c77", true, "as printed"),
            ("0184990A-477B-4FA8-9968-496074483C77", false, "claims are compared exactly"),
            ("0184990a477b4fa89968496074483c77", false, "no hyphens"),
            ("0184990a-477b-4fa8-9968-496074483k77", false, "no hexadecimal digit"),
        ];
        for (text, fine, why) in table {
            assert_eq!((is_uuid(text), uuid(text).is_none()), (fine, fine), "{why}");
        }
    }
}
