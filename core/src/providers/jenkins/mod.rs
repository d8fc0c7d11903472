//! Jenkins, with the plugin OpenID Connect Provider.

use super::oidc::{self, EXP, IAT, Identity, KEYS, LIFETIME, PASTED_KEYS};
use super::shared;
use super::{
    Answers, ClaimKind, ClaimSpec, Command, Field, Group, IssuerShape, Pins, Provider, SubjectForm,
    Suggestion, Tile, Wiring,
};
use crate::facts::{self, Source};
use crate::quote::Syntax;
use crate::token::Claims;

mod guard;
mod specimen;

#[cfg(test)]
mod tests;

/// Jenkins.
pub(super) static PROVIDER: Provider = Provider {
    slug: "jenkins",
    name: "Jenkins",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Jenkins",
        group: Group::Pipelines,
        use_when: USE_WHEN,
        words: &["ci", "cloudbees", "pipeline", "jenkinsfile"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "jenkins",
        name: "Jenkins",
        example: "https://jenkins.acme.example/oidc",
        told_by: "The claim build_number, and a job's address as subject.",
        shared: false,
        reachable: false,
    }],
    claims: CLAIMS,
    subjects: &[
        SubjectForm {
            form: "https://JENKINS/job/FOLDER/job/JOB/",
            when: "A build, where nobody changed the claim templates: the job's address, with its slash.",
            unverified: false,
        },
        SubjectForm {
            form: "https://JENKINS/job/JOB/job/BRANCH/",
            when: "A build of a multibranch pipeline; PR-NUMBER in place of the branch for a pull request.",
            unverified: false,
        },
        SubjectForm {
            form: "https://JENKINS/",
            when: "The token was made outside a build, for another plugin.",
            unverified: false,
        },
        SubjectForm {
            form: "TEMPLATE",
            when: "An administrator set a template of claims, such as jenkins:${BRANCH_NAME}.",
            unverified: false,
        },
    ],
    segment_ends: &['/'],
    fields: FIELDS,
    suggest,
    spread,
    answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: guard::KEY_PLACES,
    guard: guard::GUARD,
    wiring: &[
        Wiring::new(
            "workload/Jenkinsfile.groovy",
            "Pipeline that binds an identity token",
            Syntax::Groovy,
            include_str!("wiring/Jenkinsfile.groovy"),
        )
        .belongs(|_| Some("Jenkinsfile".to_owned())),
        Wiring::new(
            "workload/claude-federation.sh",
            "Script of the pipeline, which proves federation or runs a command",
            Syntax::Shell,
            include_str!("wiring/claude-federation.sh"),
        ),
    ],
};

const USE_WHEN: &str = "A job on Jenkins calls Claude; the plugin OpenID Connect Provider signs its tokens.";

const DOCS: &[Source] = &[
    Source {
        title: "Jenkins: OpenID Connect Provider plugin",
        url: "https://plugins.jenkins.io/oidc-provider",
        read: "2026-11-22",
    },
    Source {
        title: "Source of the plugin: claims and lifetime",
        url: "https://github.com/jenkinsci/oidc-provider-plugin",
        read: "2026-11-22",
    },
];

const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new(
        "iss",
        ClaimKind::Text,
        Pins::Tenant,
        "The server's address and /oidc, a folder's below it, or another that the credential names.",
    ),
    ClaimSpec::new(
        "sub",
        ClaimKind::Text,
        Pins::Workload,
        "The job's address. A job that is made anew under the name has the same.",
    )
    .renameable(None)
    .chosen_by("whoever may name branches, in a multibranch pipeline"),
    ClaimSpec::new("aud", ClaimKind::List, Pins::Nothing, "What the credential says, in a list."),
    ClaimSpec::new("build_number", ClaimKind::Number, Pins::Nothing, "Which build of the job it is."),
    EXP,
    IAT,
];

const SUBJECT: &str = "JOB_URL";

const FIELDS: &[Field] = &[
    Field {
        hint: "The claim iss: the page Update of the credential shows it. A credential in a folder has an issuer of its own.",
        example: "https://jenkins.acme.example/oidc",
        find: &[Command::new(
            "curl -sS --fail {issuer_url}/.well-known/openid-configuration | jq -r .issuer",
            "Prints the issuer as it calls itself.",
        )],
        ..oidc::ISSUER_URL
    },
    KEYS,
    PASTED_KEYS,
    Field {
        id: "job_url",
        label: "Job",
        hint: "The job's address, with its slash: JOB_URL in a build. In a multibranch pipeline, that of one branch.",
        example: "https://jenkins.acme.example/job/deploy/job/main/",
        placeholder: SUBJECT,
        find: &[Command::new(
            "curl -gsS --fail --netrc \"$JENKINS_URL/api/json?tree=jobs[url,jobs[url]]\" | jq -r '.jobs[] | .url, (.jobs[]?.url)'",
            "Lists jobs, and those in folders. Your name and API token come from ~/.netrc.",
        )],
        check: |text| {
            let text = text.trim();
            if text.contains('*') {
                return Some(
                    "Name one job: under a folder, every job matches, and in a multibranch pipeline every pull request.",
                );
            }
            if !text.contains("/job/") {
                return Some("A job's address has /job/ in it, as JOB_URL in a build.");
            }
            (!text.ends_with('/'))
                .then_some("The address ends with a slash in tokens, and is compared whole.")
        },
        ..Field::NEEDED
    },
    Field {
        id: "credential",
        label: "Credential",
        hint: "The id of the credential of kind OpenID Connect id token as file, whose audience is https://api.anthropic.com. In \
               the folder of the job, where only its jobs reach it.",
        example: "claude-identity",
        placeholder: "CREDENTIAL_ID",
        find: &[Command::new(
            "java -jar jenkins-cli.jar -s \"$JENKINS_URL\" list-credentials system::system::jenkins",
            "Lists ids and names of the server's own credentials; those of folders stand in the folder.",
        )],
        ..Field::NEEDED
    },
    LIFETIME,
];

/// Whether a text is the address of a job.
fn is_job(text: &str) -> bool {
    text.starts_with("https://") && text.contains("/job/") && !text.contains(char::is_whitespace)
}

/// A job's address fills the job, and the issuer that the server has by default; one of a build loses its number.
fn spread(field: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    if !is_job(text) || text.contains("/oidc") {
        return Vec::new();
    }
    let bare = text.trim_end_matches('/');
    let job = match bare.rsplit_once('/') {
        Some((job, number))
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && !job.ends_with("/job") =>
        {
            job
        }
        _ => bare,
    };
    let mut found = vec![("job_url", format!("{job}/"))];
    if field != "job_url"
        && let Some((server, _)) = text.split_once("/job/")
    {
        found.push(("issuer_url", format!("{server}/oidc")));
    }
    found
}

fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    oidc::answer_issuer(claims, &mut answers);
    if let Some(subject) = claims.subject() {
        answers.set("job_url", subject);
    }
    answers
}

fn suggest(answers: &Answers) -> Suggestion {
    let issuer = answers.get("issuer_url");
    let job = answers.get("job_url");
    let names: Vec<&str> = job.split("/job/").skip(1).map(|name| name.trim_end_matches('/')).collect();
    let mut made = Identity {
        platform: "jenkins",
        issuer: shared::host(issuer),
        issuer_url: issuer.to_owned(),
        workload: names.clone(),
        what: format!("Jenkins job {}", if names.is_empty() { "JOB".to_owned() } else { names.join("/") }),
        subject: answers.some("job_url").unwrap_or(SUBJECT).to_owned(),
        audience: "",
        claims: Vec::new(),
        condition: String::new(),
        lifetime: facts::TOKEN_LIFETIME_SUGGESTED.value,
    }
    .suggestion(answers);
    if names.last().is_some_and(|name| name.starts_with("PR-")) {
        made.doubts.push("This is the job of a pull request: its author decides what runs.".to_owned());
    }
    made.doubts
        .push("A job that is deleted and made anew has the same subject: no id tells them apart.".to_owned());
    if answers.get("keys") == oidc::PASTED {
        made.doubts.push("Saving the credential makes a new key: paste the keys anew each time.".to_owned());
    }
    made
}
