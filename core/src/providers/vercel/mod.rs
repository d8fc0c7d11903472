//! Vercel: deployments and builds of a project.

use super::oidc::{self, EXP, IAT, Identity, JTI, LIFETIME, NBF};
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

/// Vercel.
pub(super) static PROVIDER: Provider = Provider {
    slug: "vercel",
    name: "Vercel",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Vercel",
        group: Group::Clouds,
        use_when: USE_WHEN,
        words: &["next.js", "nextjs", "serverless", "functions", "frontend"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[
        IssuerShape {
            detection: "vercel",
            name: "Team issuer",
            example: "https://oidc.vercel.com/acme",
            told_by: "iss has the team's slug; every token with an audience of its own has this one.",
            shared: false,
            reachable: true,
        },
        IssuerShape {
            detection: "vercel",
            name: "Global issuer (of no use here: its audience is Vercel's)",
            example: "https://oidc.vercel.com",
            told_by: "iss is exactly this.",
            shared: true,
            reachable: true,
        },
    ],
    claims: CLAIMS,
    subjects: &[SubjectForm {
        form: "owner:TEAM:project:PROJECT:environment:ENVIRONMENT",
        when: "Every deployment's token; it follows renames of team and project.",
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
            "workload/vercel.ts",
            "Function that calls Claude with the deployment's identity",
            Syntax::TypeScript,
            include_str!("wiring/vercel.ts"),
        )
        .belongs(|_| Some("api/claude.ts".to_owned())),
        Wiring::new(
            "workload/vercel-build.sh",
            "The same for a build step",
            Syntax::Shell,
            include_str!("wiring/build.sh"),
        ),
    ],
};

const USE_WHEN: &str = "Functions or builds of a project on Vercel call Claude.";

const DOCS: &[Source] = &[
    Source { title: "Vercel: OIDC federation", url: "https://vercel.com/docs/oidc", read: "2026-11-22" },
    Source {
        title: "Vercel: OIDC federation reference",
        url: "https://vercel.com/docs/oidc/reference",
        read: "2026-11-22",
    },
    Source {
        title: "Vercel: custom OIDC token audiences",
        url: "https://vercel.com/changelog/custom-oidc-token-audiences",
        read: "2026-11-22",
    },
    Source {
        title: "The package @vercel/oidc, version 4.0.9",
        url: "https://www.npmjs.com/package/@vercel/oidc",
        read: "2026-11-22",
    },
];

const DEPLOYER: &str = "whoever can deploy to that environment";

const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", ClaimKind::Text, Pins::Tenant, "https://oidc.vercel.com and the team's slug.")
        .renameable(Some("owner_id")),
    ClaimSpec::new("sub", ClaimKind::Text, Pins::Ref, "Team, project and environment by name.")
        .renameable(Some("project_id")),
    ClaimSpec::new(
        "aud",
        ClaimKind::Text,
        Pins::Nothing,
        "https://vercel.com and the team's slug, until the token is exchanged for another audience.",
    ),
    ClaimSpec::new("owner", ClaimKind::Text, Pins::Tenant, "The team's slug.").renameable(Some("owner_id")),
    ClaimSpec::new("owner_id", ClaimKind::Text, Pins::Tenant, "The team's id."),
    ClaimSpec::new("project", ClaimKind::Text, Pins::Workload, "The project's name.")
        .renameable(Some("project_id")),
    ClaimSpec::new(
        "project_id",
        ClaimKind::Text,
        Pins::Workload,
        "The project's id. Tokens of Passport, from the same host, have none.",
    ),
    ClaimSpec::new(
        "environment",
        ClaimKind::Text,
        Pins::Ref,
        "production, preview, development, or the slug of one of your own.",
    )
    .chosen_by(DEPLOYER),
    ClaimSpec::new(
        "external_sub",
        ClaimKind::Text,
        Pins::Nothing,
        "A subject of somebody else's, where there is one.",
    )
    .unverified(),
    ClaimSpec::new(
        "act",
        ClaimKind::Map,
        Pins::Nothing,
        "What the token was exchanged from: audience and time.",
    ),
    EXP,
    IAT,
    NBF,
    JTI,
];

const FIELDS: &[Field] = &[
    Field {
        id: "team",
        label: "Team",
        hint: "The team's slug: what follows vercel.com/ in addresses.",
        example: "acme",
        placeholder: "TEAM",
        find: &[Command::new("vercel teams ls", "Lists the teams that you are in.")],
        check: |text| name_problem(text.trim()),
        ..Field::NEEDED
    },
    Field {
        id: "project",
        label: "Project",
        hint: "The project's name.",
        example: "chat",
        placeholder: "PROJECT",
        find: &[Command::new("vercel project ls --scope {team}", "Lists the team's projects.")],
        check: |text| name_problem(text.trim()),
        ..Field::NEEDED
    },
    Field {
        id: "team_id",
        label: "Team ID",
        hint: "Begins with team_. It stays when the slug passes to somebody else.",
        example: "team_fake00000000000000000001",
        placeholder: "TEAM_ID",
        need: Need::Recommended,
        find: &[Command::new(
            "jq -r .orgId .vercel/project.json",
            "Prints it in a directory that vercel link has linked.",
        )],
        check: |text| (!text.trim().starts_with("team_")).then_some("A team's id begins with team_."),
        ..Field::NEEDED
    },
    Field {
        id: "project_id",
        label: "Project ID",
        hint: "Begins with prj_. It stays when the name passes to another project.",
        example: "prj_fake00000000000000000001",
        placeholder: "PROJECT_ID",
        need: Need::Recommended,
        find: &[Command::new(
            "jq -r .projectId .vercel/project.json",
            "Prints it in a directory that vercel link has linked.",
        )],
        check: |text| (!text.trim().starts_with("prj_")).then_some("A project's id begins with prj_."),
        ..Field::NEEDED
    },
    Field {
        id: "environment",
        label: "Environment",
        hint: "production, preview, development, or one of your own by its slug. Preview runs the code of every branch; \
               development tokens lie on laptops.",
        example: "production",
        placeholder: "production",
        check: |text| {
            let fine =
                text.trim().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c));
            (!fine).then_some("An environment's name has lower-case letters, digits, hyphens and _ alone, such as production.")
        },
        ..Field::NEEDED
    },
    LIFETIME,
];

fn name_problem(text: &str) -> Option<&'static str> {
    let fine = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    (!fine)
        .then_some("Enter the name alone, as it stands in addresses: letters, digits, hyphens, dots and _.")
}

/// A whole subject, an issuer, a dashboard's address, or an id that says what it is of.
fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    let pair = |field: &'static str, value: &str| (field, value.to_owned());
    let parts: Vec<&str> = text.split(':').collect();
    if let ["owner", team, "project", project, "environment", environment] = parts.as_slice() {
        return vec![pair("team", team), pair("project", project), pair("environment", environment)];
    }
    let path =
        text.strip_prefix("https://oidc.vercel.com/").or_else(|| text.strip_prefix("https://vercel.com/"));
    let mut names = path.unwrap_or_default().split(['/', '?', '#']).filter(|name| !name.is_empty());
    match (names.next(), names.next()) {
        _ if text.starts_with("team_") => vec![pair("team_id", text)],
        _ if text.starts_with("prj_") => vec![pair("project_id", text)],
        (Some(team), None) => vec![pair("team", team)],
        (Some(team), Some(project)) if !project.starts_with('~') && !team.starts_with('.') => {
            vec![pair("team", team), pair("project", project)]
        }
        _ => Vec::new(),
    }
}

fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in claims.subject().map(|sub| spread("", sub)).unwrap_or_default() {
        answers.set(field, &value);
    }
    let from_issuer = claims.issuer().and_then(|iss| iss.strip_prefix("https://oidc.vercel.com/"));
    let named = [
        ("team", from_issuer.or_else(|| claims.text("owner"))),
        ("project", claims.text("project")),
        ("team_id", claims.text("owner_id")),
        ("project_id", claims.text("project_id")),
        ("environment", claims.text("environment")),
    ];
    for (field, value) in named {
        if let Some(value) = value {
            answers.set(field, value);
        }
    }
    oidc::answer_lifetime(claims, &mut answers);
    answers
}

fn suggest(answers: &Answers) -> Suggestion {
    let or = |field: &str, placeholder: &'static str| answers.some(field).unwrap_or(placeholder).to_owned();
    let environment = answers.some("environment").unwrap_or("production");
    let (team, project) = (or("team", "TEAM"), or("project", "PROJECT"));
    let slug = answers.get("team");
    let mut made = Identity {
        platform: "vercel",
        issuer: slug,
        issuer_url: if slug.is_empty() { String::new() } else { format!("https://oidc.vercel.com/{slug}") },
        workload: vec![answers.get("project"), environment],
        what: format!("{environment} deployments of {team}/{project} on Vercel"),
        subject: format!("owner:{team}:project:{project}:environment:{environment}"),
        audience: "",
        claims: vec![
            ("owner_id", answers.get("team_id")),
            ("project_id", answers.get("project_id")),
            ("environment", environment),
        ],
        condition: String::new(),
        lifetime: facts::TOKEN_LIFETIME_SUGGESTED.value,
    }
    .suggestion(answers);
    let doubts = [
        (
            answers.some("project_id").is_none(),
            "The project's id is not compared: its name can pass to another project.",
        ),
        (
            answers.some("team_id").is_none(),
            "The team's id is not compared: its slug can pass to somebody else.",
        ),
        (
            environment == "preview",
            "Preview deployments run the code of every branch and pull request that is deployed.",
        ),
        (
            environment == "development",
            "Development tokens lie in .env.local on laptops, and vercel env pull writes them anew.",
        ),
        (
            answers.some("token_seconds").is_none(),
            "How long the tokens live is not confirmed: paste one, and the issuer takes what it needs.",
        ),
    ];
    made.doubts.extend(doubts.iter().filter(|(holds, _)| *holds).map(|(_, doubt)| (*doubt).to_owned()));
    made
}
