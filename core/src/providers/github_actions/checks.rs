//! What is wrong with an entry of the form, and what to do.

use super::entries::{self, is_event, owner_and_repository};
use super::subject::is_id;
use crate::providers::Answers;

pub(super) fn enterprise_slug(text: &str) -> Option<&'static str> {
    let slug = text.trim();
    let fine = slug.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !slug.starts_with('-');
    (!fine).then_some("A slug has letters, digits and hyphens alone: copy it from the enterprise's address.")
}

pub(super) fn ghe_subdomain(text: &str) -> Option<&'static str> {
    let answers = Answers::from([("ghe_subdomain", text)]);
    let fine = entries::ghe_subdomain(&answers)
        .is_some_and(|s| s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    (!fine).then_some(
        "A subdomain has lower-case letters, digits and hyphens alone, such as acme of acme.ghe.com.",
    )
}

pub(super) fn ghes_host(text: &str) -> Option<&'static str> {
    let answers = Answers::from([("ghes_host", text)]);
    let fine = entries::server_host(&answers)
        .is_some_and(|host| host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':')));
    (!fine).then_some("Enter the host alone, such as github.acme.example.")
}

pub(super) fn custom_subject(text: &str) -> Option<&'static str> {
    (text.trim() == "*").then_some("A wildcard alone matches every token: copy the subject from a token.")
}

pub(super) fn environment(text: &str) -> Option<&'static str> {
    text.contains('*').then_some("Name one environment: with * others would match, prod-preview beside prod.")
}

pub(super) fn tag(text: &str) -> Option<&'static str> {
    let name = text.trim();
    if name.starts_with("refs/") {
        return Some("Enter the tag alone: v1.4.0 of refs/tags/v1.4.0.");
    }
    ref_problem(name)
}

pub(super) fn events(text: &str) -> Option<&'static str> {
    let fine = text.split([',', ' ', '\n']).filter(|e| !e.is_empty()).all(is_event);
    if !fine {
        Some(
            "Names of events have lower-case letters and _ alone, such as workflow_dispatch; put commas between them.",
        )
    } else if text.contains("pull_request_target") {
        Some(
            "Runs of pull_request_target carry the base branch and start for strangers' pull requests: leave it out.",
        )
    } else {
        None
    }
}

/// Names of users and organizations; those of managed users have an underscore.
pub(super) fn is_owner(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

pub(super) fn is_repository(name: &str) -> bool {
    !matches!(name, "" | "." | "..")
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

pub(super) fn owner(text: &str) -> Option<&'static str> {
    if is_owner(text.trim()) {
        return None;
    }
    let answers = Answers::from([("owner", text)]);
    let (owner, repository) = owner_and_repository(&answers);
    Some(if is_owner(owner) && is_repository(repository) {
        "This names the repository too. The rule understands it; for commands, enter the owner here and the repository below."
    } else if text.contains('*') {
        "Name one owner: a wildcard here lets strangers in."
    } else {
        "An owner's name has letters, digits and hyphens alone: enter acme of acme/site."
    })
}

pub(super) fn repository(text: &str) -> Option<&'static str> {
    if is_repository(text.trim()) {
        return None;
    }
    let answers = Answers::from([("repository", text)]);
    let (owner, repository) = owner_and_repository(&answers);
    Some(if is_owner(owner) && is_repository(repository) {
        "This names the owner too. The rule understands it; for commands, enter the owner above and the repository here."
    } else if text.contains('*') {
        "Name one repository, and make a rule for each."
    } else {
        "A repository's name has letters, digits, hyphens, dots and _ alone: enter site of acme/site."
    })
}

pub(super) fn id(text: &str) -> Option<&'static str> {
    (!is_id(text.trim())).then_some("An id is digits alone; the command prints it.")
}

pub(super) fn branch(text: &str) -> Option<&'static str> {
    let name = text.trim();
    if name.starts_with("refs/") {
        return Some("Enter the branch alone: main of refs/heads/main.");
    }
    if name.ends_with('*') && !name.ends_with("/*") {
        return Some(
            "A * after part of a name matches look-alikes: release* matches release-evil. End it in /* or name one.",
        );
    }
    ref_problem(name)
}

/// What git refuses in a ref's name; a `*` may end it, for many refs.
fn ref_problem(name: &str) -> Option<&'static str> {
    let fixed = name.strip_suffix('*').unwrap_or(name);
    let odd = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
    let refused = fixed.contains(odd)
        || fixed.contains("..")
        || fixed.contains("//")
        || fixed.contains("@{")
        || fixed.starts_with('/')
        || (fixed == name && fixed.ends_with(['/', '.']));
    refused.then_some("Git knows no ref of this name: enter it as git prints it, such as main or v1.4.0.")
}

pub(super) fn workflow(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is_file = |name: &str| {
        let stem = name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml")).unwrap_or_default();
        !stem.is_empty() && !stem.contains(['/', '*']) && !stem.contains(char::is_whitespace)
    };
    let fine = if let Some((path, reference)) = text.split_once('@') {
        path.split_once("/.github/workflows/").is_some_and(|(repository, file)| {
            repository.split_once('/').is_some_and(|(o, r)| is_owner(o) && is_repository(r)) && is_file(file)
        }) && !reference.is_empty()
    } else {
        is_file(text.strip_prefix(".github/workflows/").unwrap_or(text))
    };
    (!fine).then_some(
        "Enter the file's name, such as deploy.yml, or all of job_workflow_ref: \
         acme/automation/.github/workflows/claude.yml@refs/heads/main.",
    )
}
