//! What an app-only token of Microsoft Entra says, and whose tokens come from the same issuer.
//!
//! From the pages on access tokens and on federation with Azure that `super::DOCS` names (read 2026-11-21).

use crate::providers::Change::{And, Is, Without};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

/// The issuer of version 1.
const V1: &str = "https://sts.windows.net/<TENANT>/";

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","aud":"<AUDIENCE>","tid":"<TENANT>","oid":"<OBJECT>","sub":"<SUBJECT>",
        "azp?":"<AZP>","azpacr?":"<AZPACR>","appid?":"<APPID>","appidacr?":"<APPIDACR>","ver":"<VERSION>",
        "idtyp":"app","idp":"https://sts.windows.net/<TENANT>/","roles?":["<ROLE>"],"scp?":"<SCOPE>",
        "xms_mirid?":"<RESOURCE>","aio":"k2RgYFake","rh":"1.AAAAFake.","uti":"fakeUtiValue0000000000"
    }"#,
    parts: &[
        ("ISSUER", "https://login.microsoftonline.com/<TENANT>/v2.0"),
        ("TENANT", "11111111-2222-3333-4444-555555555555"),
        ("AUDIENCE", "<APP>"),
        ("APP", "00000000-1111-2222-3333-444444444444"),
        ("OBJECT", "9f8e7d6c-1a2b-3c4d-5e6f-0a1b2c3d4e5f"),
        ("SUBJECT", "<OBJECT>"),
        ("CLIENT", "22222222-3333-4444-5555-666666666666"),
        ("AZP", "<CLIENT>"),
        ("AZPACR", "2"),
        ("APPID", ""),
        ("APPIDACR", ""),
        ("VERSION", "2.0"),
        ("ROLE", ""),
        ("SCOPE", ""),
        (
            "PLACE",
            "85c61f94-0000-4000-8000-6ab44de9bdf8/resourcegroups/prod/providers/Microsoft.ManagedIdentity",
        ),
        ("RESOURCE", "/subscriptions/<PLACE>/userAssignedIdentities/<IDENTITY>"),
        ("IDENTITY", "claude-mi"),
    ],
    forms: &[
        (
            "ISSUER",
            &[
                "https://login.microsoftonline.com/<TENANT>/v2.0",
                V1,
                "https://login.microsoftonline.us/<TENANT>/v2.0",
            ],
        ),
        ("AUDIENCE", &["api://<APP>", "<APP>"]),
        ("SUBJECT", &["<OBJECT>"]),
        ("AZP", &["<CLIENT>"]),
        ("APPID", &["<CLIENT>"]),
        ("RESOURCE", &["/subscriptions/<PLACE>/userAssignedIdentities/<IDENTITY>"]),
    ],
    implied: &[
        ("ISSUER", V1, "AUDIENCE", "api://<APP>"),
        ("ISSUER", V1, "AZP", ""),
        ("ISSUER", V1, "AZPACR", ""),
        ("ISSUER", V1, "APPID", "<CLIENT>"),
        ("ISSUER", V1, "APPIDACR", "2"),
        ("ISSUER", V1, "VERSION", "1.0"),
        ("APPID", "<CLIENT>", "ISSUER", V1),
        ("APPID", "<CLIENT>", "AZP", ""),
        ("APPID", "<CLIENT>", "AZPACR", ""),
        ("APPID", "<CLIENT>", "APPIDACR", "2"),
        ("APPID", "<CLIENT>", "VERSION", "1.0"),
    ],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-identity",
        title: "Another identity of the tenant",
        who: "Any app or managed identity of the tenant: all may ask for the audience unless its app requires assignment.",
        changes: &[
            Is("OBJECT", "99999999-0000-4000-8000-000000000001"),
            Is("CLIENT", "99999999-0000-4000-8000-000000000002"),
            Is("IDENTITY", "batch-mi"),
            Is("ROLE", ""),
        ],
    },
    Stranger {
        id: "role-holder",
        title: "Another identity, with the same app role",
        who: "Whatever else was assigned the role, by an administrator or an owner of the audience's app.",
        changes: &[
            Is("OBJECT", "99999999-0000-4000-8000-000000000003"),
            Is("CLIENT", "99999999-0000-4000-8000-000000000004"),
            Is("IDENTITY", "reports-mi"),
        ],
    },
    Stranger {
        id: "look-alike-subject",
        title: "An identity whose id begins alike",
        who: "Whatever gets such an id: nothing marks where one ends.",
        changes: &[And("OBJECT", "0"), Is("CLIENT", "99999999-0000-4000-8000-000000000005"), Is("ROLE", "")],
    },
    Stranger {
        id: "recreated-identity",
        title: "The identity, deleted and made again",
        who: "Whoever may make identities in the resource group: name and path are as before, ids are not.",
        changes: &[
            Is("OBJECT", "99999999-0000-4000-8000-000000000006"),
            Is("CLIENT", "99999999-0000-4000-8000-000000000007"),
        ],
    },
    Stranger {
        id: "other-tenant",
        title: "The app in another tenant",
        who: "Anybody with a tenant, where the app takes in others.",
        changes: &[
            Is("TENANT", "99999999-0000-4000-8000-000000000008"),
            Is("OBJECT", "99999999-0000-4000-8000-000000000009"),
        ],
    },
    Stranger {
        id: "v1-token",
        title: "The identity's own token of version 1",
        who: "The workload itself, once its audience's app is set to version 1.",
        changes: &[
            Is("ISSUER", V1),
            Is("AUDIENCE", "api://<APP>"),
            Is("AZP", ""),
            Is("AZPACR", ""),
            Is("APPID", "<CLIENT>"),
            Is("APPIDACR", "2"),
            Is("VERSION", "1.0"),
        ],
    },
    Stranger {
        id: "human",
        title: "A person, through the app",
        who: "Anybody of the tenant who signs in where the app asks for this audience in their name.",
        changes: &[
            Is("SUBJECT", "pairwiseFakeSubjectValue"),
            Is("OBJECT", "99999999-0000-4000-8000-00000000000a"),
            Is("SCOPE", "access_as_user"),
            Is("RESOURCE", ""),
            Without("idtyp"),
        ],
    },
    Stranger {
        title: "A token for another app",
        changes: &[Is("AUDIENCE", "99999999-0000-4000-8000-00000000000b")],
        ..OTHER_AUDIENCE
    },
];
