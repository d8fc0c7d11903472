//! Tokens of any issuer.

use super::{Change, Specimen, Stranger};

/// What every platform's tokens say, and whom every issuer serves besides.
pub static PLAIN: Specimen = Specimen {
    claims: r#"{"iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>","jti":"4b1f0c6a-0000-4000-8000-000000000001"}"#,
    parts: &[
        ("ISSUER", "https://id.acme.example"),
        ("SUBJECT", "workload"),
        ("AUDIENCE", "https://api.anthropic.com"),
    ],
    forms: &[],
    implied: &[],
    strangers: &[
        Stranger {
            id: "other-subject",
            title: "Another subject",
            who: "Whatever else the issuer signs tokens for.",
            changes: &[Change::Is("SUBJECT", "stranger")],
        },
        Stranger {
            id: "look-alike-subject",
            title: "A subject that goes on",
            who: "Whoever can name something at the issuer.",
            changes: &[Change::And("SUBJECT", "-evil")],
        },
        OTHER_AUDIENCE,
    ],
};

/// The workload's own token, meant for somebody else.
pub(in crate::providers) const OTHER_AUDIENCE: Stranger = Stranger {
    id: "default-audience",
    title: "A token for another service",
    who: "Every service that the workload sends its tokens to.",
    changes: &[Change::Is("AUDIENCE", "https://service.acme.example")],
};
