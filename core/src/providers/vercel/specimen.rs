//! What a token of Vercel says, and whose tokens come from the same issuer.
//!
//! From Vercel's reference on OIDC and its note on audiences that `super::DOCS` names (read 2026-11-22).

use crate::providers::Change::{And, Is, Without};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>",
        "owner":"<TEAM>","owner_id":"<TEAM_ID>","project":"<PROJECT>","project_id":"<PROJECT_ID>",
        "environment":"<ENVIRONMENT>","act?":{"aud?":"<FIRST_AUDIENCE>"}
    }"#,
    parts: &[
        ("ISSUER", "https://oidc.vercel.com/<TEAM>"),
        ("SUBJECT", "owner:<TEAM>:project:<PROJECT>:environment:<ENVIRONMENT>"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("FIRST_AUDIENCE", "https://vercel.com/<TEAM>"),
        ("TEAM", "acme"),
        ("TEAM_ID", "team_0000000000000000000001"),
        ("PROJECT", "chat"),
        ("PROJECT_ID", "prj_0000000000000000000001"),
        ("ENVIRONMENT", "production"),
    ],
    forms: &[
        ("ISSUER", &["https://oidc.vercel.com/<TEAM>"]),
        ("SUBJECT", &["owner:<TEAM>:project:<PROJECT>:environment:<ENVIRONMENT>"]),
        ("FIRST_AUDIENCE", &["https://vercel.com/<TEAM>"]),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "preview",
        title: "A preview deployment",
        who: "Whoever can push a branch or open a pull request that is deployed: its code runs there.",
        changes: &[Is("ENVIRONMENT", "preview")],
    },
    Stranger {
        id: "development",
        title: "A token on a laptop",
        who: "Every member of the project: vercel env pull writes one to .env.local.",
        changes: &[Is("ENVIRONMENT", "development")],
    },
    Stranger {
        id: "other-environment",
        title: "An environment of one's own",
        who: "Whoever can make an environment in the project and deploy to it.",
        changes: &[Is("ENVIRONMENT", "attempt")],
    },
    Stranger {
        id: "look-alike-environment",
        title: "An environment whose name goes on",
        who: "Whoever can make an environment in the project.",
        changes: &[And("ENVIRONMENT", "-evil")],
    },
    Stranger {
        id: "other-project",
        title: "Another project of the team",
        who: "Whoever can deploy another project of the team.",
        changes: &[Is("PROJECT", "playground"), Is("PROJECT_ID", "prj_9990000000000000000001")],
    },
    Stranger {
        id: "look-alike-project",
        title: "A project whose name goes on",
        who: "Whoever can make a project in the team.",
        changes: &[And("PROJECT", "-evil"), Is("PROJECT_ID", "prj_9990000000000000000002")],
    },
    Stranger {
        id: "look-alike-team",
        title: "A team whose name goes on",
        who: "Anybody: slugs of teams are free for the taking.",
        changes: &[
            And("TEAM", "-evil"),
            Is("TEAM_ID", "team_9990000000000000000001"),
            Is("PROJECT_ID", "prj_9990000000000000000003"),
        ],
    },
    Stranger {
        id: "other-team",
        title: "Another customer of Vercel",
        who: "Anybody with an account; the global issuer serves them all.",
        changes: &[
            Is("TEAM", "stranger"),
            Is("TEAM_ID", "team_9990000000000000000002"),
            Is("PROJECT_ID", "prj_9990000000000000000004"),
        ],
    },
    Stranger {
        id: "recreated-project",
        title: "The project, deleted and made again",
        who: "Whoever can make a project in the team once the name is free.",
        changes: &[Is("PROJECT_ID", "prj_9990000000000000000005")],
    },
    Stranger {
        id: "recreated-team",
        title: "The team's slug, taken by somebody else",
        who: "Anybody, once the team was renamed or deleted: the issuer goes with the slug.",
        changes: &[
            Is("TEAM_ID", "team_9990000000000000000003"),
            Is("PROJECT_ID", "prj_9990000000000000000006"),
        ],
    },
    Stranger {
        id: "default-audience",
        title: "The token that every deployment has",
        who: "Whatever runs in a deployment or reads its requests, and every service that is sent one.",
        changes: &[Is("AUDIENCE", "https://vercel.com/<TEAM>"), Without("act")],
    },
];
