//! What an identity token of Vault says, and whose tokens come from the same issuer.
//!
//! From the pages on identity tokens that `super::DOCS` names (read 2026-11-22).

use crate::providers::Change::{And, Is};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>","namespace":"<NAMESPACE>","app?":{"name?":"<APP>"}
    }"#,
    parts: &[
        ("ISSUER", "https://<SERVER>/v1<WITHIN>/identity/oidc"),
        ("SERVER", "vault.acme.example:8200"),
        ("WITHIN", ""),
        ("SUBJECT", "7c1d2e3f-4a5b-4c6d-8e7f-901234567890"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("NAMESPACE", "root"),
        ("APP", ""),
    ],
    forms: &[("ISSUER", &["https://<SERVER>/v1/identity/oidc", "https://<SERVER>/v1<WITHIN>/identity/oidc"])],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-entity",
        title: "Another entity",
        who: "Whoever can log in to Vault as anything else and may read the role's path.",
        changes: &[Is("SUBJECT", "99999999-0000-4000-8000-000000000001")],
    },
    Stranger {
        id: "look-alike-subject",
        title: "An entity whose id begins alike",
        who: "Whatever gets such an id: nothing marks where one ends.",
        changes: &[And("SUBJECT", "0")],
    },
    Stranger {
        id: "other-namespace",
        title: "Another namespace of the server",
        who: "Whoever runs another namespace: its issuer has the namespace in its path.",
        changes: &[
            Is("ISSUER", "https://<SERVER>/v1<WITHIN>/identity/oidc"),
            Is("WITHIN", "/team-b"),
            Is("NAMESPACE", "a1B2c"),
            Is("SUBJECT", "99999999-0000-4000-8000-000000000002"),
        ],
    },
    Stranger {
        title: "The entity's token of another role",
        changes: &[Is("AUDIENCE", "fakeClientIdOfAnotherRole")],
        ..OTHER_AUDIENCE
    },
];
