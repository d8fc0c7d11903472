//! The issuer, rule and account for a filled form.

use super::entries::{self, Format, Host, Scenario};
use super::fields;
use super::subject::encode;
use crate::condition::write;
use crate::facts;
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, JwksDraft, KeySourceKind, RuleDraft, resource_name};

/// Events that run the workflow file of the branch itself, started by people who can write to it or by the clock.
/// `pull_request_target` is not among them: its runs carry the base branch as their ref.
pub(super) const BRANCH_EVENTS: [&str; 3] = ["push", "workflow_dispatch", "schedule"];

/// Where the branches of a merge queue live.
pub(super) const MERGE_QUEUE: &str = "gh-readonly-queue/";

/// Suggests. What is not entered yet leaves its field empty, or has its placeholder in the middle of a text.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let (owner, repository) = entries::owner_and_repository(answers);
    let mut rule = RuleDraft {
        subject_prefix: subject(answers, owner, repository),
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        oauth_scope: facts::SCOPES.value[0].name.to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_SUGGESTED.value.to_string(),
        ..RuleDraft::default()
    };
    if !repository.is_empty() {
        rule.name = resource_name(&[repository, scenario_word(answers)]);
        rule.description = describe(answers, owner, repository);
    }
    let mut pins = Pins { rule, clauses: Vec::new() };
    pins.tenant(answers, owner, repository);
    pins.reference(answers);
    pins.workflow(answers, owner, repository);
    pins.runner(answers);
    pins.events(answers);
    let account = AccountDraft {
        name: resource_name(&[repository]),
        description: if repository.is_empty() {
            String::new()
        } else {
            format!("GitHub Actions of {}", full_name(owner, repository))
        },
        ..AccountDraft::default()
    };
    Suggestion { issuer: issuer(answers), rule: pins.finish(), account, doubts: Vec::new() }
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let host = Host::of(answers);
    let url = host.issuer_url(answers);
    let name = match host {
        Host::GitHubCom => String::new(),
        Host::Enterprise => answers.get("enterprise_slug").to_owned(),
        Host::GheCom => entries::ghe_subdomain(answers).unwrap_or_default().to_owned(),
        Host::Server => entries::server_host(answers).unwrap_or_default().to_owned(),
    };
    let jwks = if host == Host::Server {
        // The service cannot reach most servers. The address is kept at hand for those that it can reach.
        let keys_url = if url.is_empty() { String::new() } else { format!("{url}/.well-known/jwks") };
        JwksDraft { kind: KeySourceKind::Inline, url: keys_url, ..JwksDraft::default() }
    } else {
        JwksDraft::default()
    };
    IssuerDraft {
        name: resource_name(&["github-actions", &name]),
        issuer_url: url,
        jwks,
        check_jti: Some(true),
        ..IssuerDraft::default()
    }
}

/// The subject that such a run has: empty while the repository is not entered; any other part that is missing has its
/// placeholder, which no token can meet, so that an unfinished rule lets nobody in.
fn subject(answers: &Answers, owner: &str, repository: &str) -> String {
    let format = Format::of(answers);
    if format == Format::Custom {
        // A wildcard alone would match every token of the issuer.
        return answers.some("custom_subject").filter(|s| *s != "*").unwrap_or_default().to_owned();
    }
    if owner.is_empty() || repository.is_empty() {
        return String::new();
    }
    let tail = match Scenario::of(answers) {
        Scenario::PullRequest => "pull_request".to_owned(),
        Scenario::Environment => {
            format!("environment:{}", encode(answers.some("environment").unwrap_or(fields::ENVIRONMENT)))
        }
        Scenario::Branch | Scenario::Tag => {
            format!("ref:{}", encode(&reference(answers).unwrap_or_default()))
        }
    };
    if format == Format::Immutable {
        let owner_id = answers.some("owner_id").unwrap_or(fields::OWNER_ID);
        let repository_id = answers.some("repository_id").unwrap_or(fields::REPOSITORY_ID);
        format!("repo:{owner}@{owner_id}/{repository}@{repository_id}:{tail}")
    } else {
        format!("repo:{owner}/{repository}:{tail}")
    }
}

/// The ref that the form names, with `*` at its end where any continuation is meant; none where an environment leaves it
/// open.
fn reference(answers: &Answers) -> Option<String> {
    let or = |name: &str, placeholder: &str| {
        if name.is_empty() { placeholder.to_owned() } else { name.to_owned() }
    };
    match Scenario::of(answers) {
        Scenario::Branch => Some(format!("refs/heads/{}", or(entries::branch(answers), fields::BRANCH))),
        Scenario::Tag => Some(format!("refs/tags/{}", or(entries::tag(answers), fields::TAG))),
        Scenario::PullRequest => Some("refs/pull/*".to_owned()),
        Scenario::Environment => {
            Some(entries::branch(answers)).filter(|b| !b.is_empty()).map(|b| format!("refs/heads/{b}"))
        }
    }
}

/// What the rule compares besides the subject.
struct Pins {
    rule: RuleDraft,
    clauses: Vec<String>,
}

impl Pins {
    /// Compares a claim: by its start where the value ends in `*`, which only a condition can, exactly otherwise.
    fn pin(&mut self, claim: &str, value: &str) {
        match value.strip_suffix('*') {
            Some(start) => self.clauses.push(format!("claims.{claim}.startsWith({})", write::text(start))),
            None => self.rule.set_claim(claim, Some(value.to_owned())),
        }
    }

    /// Ids where they are known, since a name can pass to somebody else; names otherwise.
    fn tenant(&mut self, answers: &Answers, owner: &str, repository: &str) {
        match answers.some("repository_id") {
            Some(id) => self.rule.set_claim("repository_id", Some(id.to_owned())),
            None if !owner.is_empty() && !repository.is_empty() => {
                self.rule.set_claim("repository", Some(format!("{owner}/{repository}")));
            }
            None => {}
        }
        match answers.some("owner_id") {
            Some(id) => self.rule.set_claim("repository_owner_id", Some(id.to_owned())),
            None if !owner.is_empty() => self.rule.set_claim("repository_owner", Some(owner.to_owned())),
            None => {}
        }
    }

    /// The ref, where the subject does not say it: under an environment, and in a custom subject.
    fn reference(&mut self, answers: &Answers) {
        let scenario = Scenario::of(answers);
        let custom = Format::of(answers) == Format::Custom;
        if scenario == Scenario::Environment
            && custom
            && let Some(name) = answers.some("environment")
        {
            self.rule.set_claim("environment", Some(name.to_owned()));
        }
        let said_by_subject = !custom && scenario != Scenario::Environment;
        if !said_by_subject
            && scenario != Scenario::PullRequest
            && let Some(reference) = reference(answers)
        {
            self.pin("ref", &reference);
        }
    }

    fn workflow(&mut self, answers: &Answers, owner: &str, repository: &str) {
        let Some(workflow) = answers.some("workflow") else { return };
        if workflow.contains('@') {
            self.pin("job_workflow_ref", workflow);
        } else if !owner.is_empty() && !repository.is_empty() {
            let file = workflow.trim_start_matches('/');
            let file = file.strip_prefix(".github/workflows/").unwrap_or(file);
            let at = reference(answers).unwrap_or_else(|| "*".to_owned());
            self.pin("job_workflow_ref", &format!("{owner}/{repository}/.github/workflows/{file}@{at}"));
        }
    }

    fn runner(&mut self, answers: &Answers) {
        if let runner @ ("github-hosted" | "self-hosted") = answers.get("runner") {
            self.rule.set_claim("runner_environment", Some(runner.to_owned()));
        }
    }

    /// What started the run: a ref alone does not prove a push to it.
    fn events(&mut self, answers: &Answers) {
        let entered = entries::events(answers);
        let events: &[&str] = match Scenario::of(answers) {
            Scenario::PullRequest => &["pull_request"],
            _ if !entered.is_empty() => &entered,
            Scenario::Branch if entries::branch(answers).starts_with(MERGE_QUEUE) => &["merge_group"],
            Scenario::Branch => &BRANCH_EVENTS,
            Scenario::Environment => {
                self.clauses.push("claims.event_name != \"pull_request_target\"".to_owned());
                return;
            }
            Scenario::Tag => return,
        };
        if let [one] = events {
            self.rule.set_claim("event_name", Some((*one).to_owned()));
        } else {
            let list: Vec<String> = events.iter().map(|e| write::text(e)).collect();
            self.clauses.push(format!("claims.event_name in [{}]", list.join(", ")));
        }
    }

    fn finish(mut self) -> RuleDraft {
        self.rule.condition = self.clauses.join(" && ");
        self.rule
    }
}

fn full_name(owner: &str, repository: &str) -> String {
    if owner.is_empty() { repository.to_owned() } else { format!("{owner}/{repository}") }
}

fn scenario_word(answers: &Answers) -> &str {
    match Scenario::of(answers) {
        Scenario::Branch => entries::branch(answers),
        Scenario::Tag => entries::tag(answers),
        Scenario::Environment => answers.get("environment"),
        Scenario::PullRequest => "pull-request",
    }
}

fn describe(answers: &Answers, owner: &str, repository: &str) -> String {
    let scenario = match (Scenario::of(answers), scenario_word(answers)) {
        (Scenario::PullRequest, _) => "pull requests".to_owned(),
        (_, "") => return format!("GitHub Actions of {}", full_name(owner, repository)),
        (Scenario::Branch, branch) => format!("branch {branch}"),
        (Scenario::Tag, tag) => format!("tag {tag}"),
        (Scenario::Environment, environment) => format!("environment {environment}"),
    };
    format!("GitHub Actions of {}, {scenario}", full_name(owner, repository))
}
