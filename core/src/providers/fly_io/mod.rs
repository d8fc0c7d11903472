//! Fly.io: Machines of an app.

use super::oidc::{EXP, IAT, Identity, JTI, NBF};
use super::shared;
use super::{
    Answers, ClaimKind, ClaimSpec, Command, Field, Group, IssuerShape, Need, Pins, Provider, SubjectForm,
    Suggestion, Tile, Wiring,
};
use crate::facts::{self, Source};
use crate::quote::Syntax;
use crate::token::Claims;

mod guard;
mod specimen;

#[cfg(test)]
mod tests;

/// Fly.io.
pub(super) static PROVIDER: Provider = Provider {
    slug: "fly-io",
    name: "Fly.io",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Fly.io",
        group: Group::Clouds,
        use_when: USE_WHEN,
        words: &["fly", "flyctl", "machines", "firecracker"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "fly-io",
        name: "Organization",
        example: "https://oidc.fly.io/acme",
        told_by: "iss is under https://oidc.fly.io/, with the organization's slug.",
        shared: false,
        reachable: true,
    }],
    claims: CLAIMS,
    subjects: &[SubjectForm {
        form: "ORGANIZATION:APP:MACHINE",
        when: "Every Machine's token: names alone, the Machine's last.",
        unverified: false,
    }],
    segment_ends: &[':'],
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
            "workload/fly.toml",
            "Settings of the app",
            Syntax::Toml,
            include_str!("wiring/fly.toml"),
        )
        .belongs(|_| Some("fly.toml".to_owned())),
        Wiring::new(
            "workload/claude-start.sh",
            "Start script of the Machine, which keeps a token fresh through the Machine's socket",
            Syntax::Shell,
            concat!(include_str!("wiring/claude-start.sh"), include_str!("../oidc/tail.sh")),
        )
        .belongs(|_| Some("/app/claude-start.sh".to_owned())),
    ],
};

const USE_WHEN: &str = "The workload runs on Fly Machines.";

const DOCS: &[Source] = &[
    Source {
        title: "Fly.io: OpenID Connect",
        url: "https://fly.io/docs/security/openid-connect/",
        read: "2026-11-22",
    },
    Source {
        title: "Fly.io: tokens resource of the Machines API",
        url: "https://fly.io/docs/machines/api/tokens-resource/",
        read: "2026-11-22",
    },
    Source {
        title: "Fly.io: OIDC cloud roles",
        url: "https://fly.io/blog/oidc-cloud-roles/",
        read: "2026-11-21",
    },
];

const fn text(name: &'static str, pins: Pins, meaning: &'static str) -> ClaimSpec {
    ClaimSpec::new(name, ClaimKind::Text, pins, meaning)
}

const CLAIMS: &[ClaimSpec] = &[
    text("iss", Pins::Tenant, "https://oidc.fly.io/ and the organization's slug.").renameable(Some("org_id")),
    text("sub", Pins::Workload, "Organization, app and Machine by name.").renameable(Some("app_id")),
    text(
        "aud",
        Pins::Nothing,
        "Whatever was asked for; https://fly.io/ and the organization where nothing was.",
    )
    .chosen_by("code on the Machine"),
    text("org_id", Pins::Tenant, "The organization's id, digits in a text."),
    text("org_name", Pins::Tenant, "The organization's slug.").renameable(Some("org_id")),
    text("app_id", Pins::Workload, "The app's id, digits in a text."),
    text("app_name", Pins::Workload, "The app's name, which is free again after a deletion.")
        .renameable(Some("app_id")),
    text("machine_id", Pins::Run, "The Machine's id: another one after it is replaced."),
    text("machine_name", Pins::Run, "The Machine's name."),
    text("machine_version", Pins::Nothing, "The version of the Machine's settings."),
    text("image", Pins::Nothing, "The image that it runs: another one after each deployment."),
    text("image_digest", Pins::Nothing, "The image's digest."),
    text("region", Pins::Run, "Where it runs."),
    EXP,
    IAT,
    NBF,
    JTI,
];

/// Prints the ids that a fresh token of the app holds, and nothing else of it.
const IDS: Command = Command::new(
    "fly ssh console -q -a {app} -C 'curl -s --unix-socket /.fly/api -X POST http://localhost/v1/tokens/oidc' | jq -rR 'split(\".\")[1] // empty | gsub(\"-\"; \"+\") | gsub(\"_\"; \"/\") | @base64d | fromjson | .iss, .org_id, .app_id'",
    "Prints issuer, organization id and app id out of a Machine's token, and nothing else of it. The image needs curl.",
);

const FIELDS: &[Field] = &[
    Field {
        id: "org",
        label: "Organization",
        hint: "The organization's slug as tokens have it. A personal one is not called personal there: the \
               dashboard's address and iss have its slug.",
        example: "acme",
        placeholder: "ORGANIZATION",
        find: &[Command::new("fly orgs list", "Lists organizations with their slugs."), IDS],
        check: |text| {
            if text.trim() == "personal" {
                return Some("Tokens of a personal organization name another slug: copy it from iss.");
            }
            name_problem(text.trim())
        },
        ..Field::NEEDED
    },
    Field {
        id: "app",
        label: "App",
        hint: "The app's name. Every Machine of it gets in.",
        example: "acme-worker",
        placeholder: "APP",
        find: &[Command::new("fly apps list", "Lists the apps with their organizations.")],
        check: |text| name_problem(text.trim()),
        ..Field::NEEDED
    },
    Field {
        id: "org_id",
        label: "Organization ID",
        hint: "Digits; only tokens tell it. It stays when the slug passes to somebody else.",
        example: "29873298",
        placeholder: "ORG_ID",
        need: Need::Recommended,
        find: &[IDS],
        check: id_problem,
        ..Field::NEEDED
    },
    Field {
        id: "app_id",
        label: "App ID",
        hint: "Digits; only tokens tell it. An app that is made anew under the name has another.",
        example: "3671581",
        placeholder: "APP_ID",
        need: Need::Recommended,
        find: &[IDS],
        check: id_problem,
        ..Field::NEEDED
    },
    Field {
        id: "start",
        label: "Start command",
        hint: "The app's own command, which the start script runs. It takes no part in the rule.",
        example: "node server.js",
        placeholder: "START_COMMAND",
        need: Need::Optional,
        ..Field::NEEDED
    },
];

fn name_problem(text: &str) -> Option<&'static str> {
    let fine = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (!fine).then_some("Enter the name alone: letters, digits and hyphens.")
}

fn id_problem(text: &str) -> Option<&'static str> {
    (!text.trim().chars().all(|c| c.is_ascii_digit()))
        .then_some("An id is digits alone; the command prints it.")
}

/// A whole subject, an issuer, or an app's address.
fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    let pair = |field: &'static str, value: &str| (field, value.to_owned());
    let parts: Vec<&str> = text.split(':').collect();
    let host = shared::host(text);
    if let Some(org) =
        text.strip_prefix("https://oidc.fly.io/").map(|rest| rest.split('/').next().unwrap_or_default())
    {
        return if org.is_empty() { Vec::new() } else { vec![pair("org", org)] };
    }
    match parts.as_slice() {
        [org, app, machine]
            if [org, app, machine]
                .iter()
                .all(|p| !p.is_empty() && (name_problem(p).is_none() || **p == "*")) =>
        {
            vec![pair("org", org), pair("app", app)]
        }
        _ => match host.strip_suffix(".fly.dev").or_else(|| text.strip_prefix("https://fly.io/apps/")) {
            Some(app) if name_problem(app).is_none() && !app.is_empty() => vec![pair("app", app)],
            _ => Vec::new(),
        },
    }
}

fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in claims.subject().map(|sub| spread("", sub)).unwrap_or_default() {
        answers.set(field, &value);
    }
    let from_issuer = claims.issuer().and_then(|iss| iss.strip_prefix("https://oidc.fly.io/"));
    let named = [
        ("org", from_issuer),
        ("app", claims.text("app_name")),
        ("org_id", claims.text("org_id")),
        ("app_id", claims.text("app_id")),
    ];
    for (field, value) in named {
        if let Some(value) = value {
            answers.set(field, value);
        }
    }
    answers
}

/// Every Machine of one app: names in the subject, which ends with whole parts, and the ids of both.
fn suggest(answers: &Answers) -> Suggestion {
    let slug = answers.get("org");
    let org = answers.some("org").unwrap_or("ORGANIZATION");
    let app = answers.some("app").unwrap_or("APP");
    let mut made = Identity {
        platform: "fly-io",
        issuer: slug,
        issuer_url: if slug.is_empty() { String::new() } else { format!("https://oidc.fly.io/{slug}") },
        workload: vec![answers.get("app")],
        what: format!("Machines of the app {org}/{app} on Fly.io"),
        subject: format!("{org}:{app}:*"),
        audience: "",
        claims: vec![("org_id", answers.get("org_id")), ("app_id", answers.get("app_id"))],
        condition: String::new(),
        lifetime: facts::TOKEN_LIFETIME_SUGGESTED.value,
    }
    .suggestion(answers);
    if answers.some("app_id").is_none() {
        made.doubts
            .push("The app's id is not compared: its name is free for others after a deletion.".to_owned());
    }
    made
}
