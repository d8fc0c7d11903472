//! Okta: access tokens of service apps from a custom authorization server.

mod claims;
mod entries;
mod fields;
mod guard;
mod specimen;
mod suggest;
mod wiring;

#[cfg(test)]
mod tests;

use super::{Group, IssuerShape, Provider, SubjectForm, Tile};
use crate::facts::Source;

/// Okta.
pub(super) static PROVIDER: Provider = Provider {
    slug: "okta",
    name: "Okta",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Okta",
        group: Group::Issuers,
        use_when: USE_WHEN,
        words: &[
            "service app",
            "api services",
            "client credentials",
            "private_key_jwt",
            "authorization server",
        ],
        answers: &[],
    }],
    docs: DOCS,
    issuers: ISSUERS,
    claims: claims::CLAIMS,
    subjects: SUBJECTS,
    segment_ends: &[],
    fields: fields::FIELDS,
    suggest: suggest::suggest,
    spread: entries::spread,
    answers_from: entries::answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: guard::KEY_PLACES,
    guard: guard::GUARD,
    wiring: wiring::WIRING,
};

const USE_WHEN: &str = "A service app of Okta calls Claude, and where it runs has no identity of its own.";

const DOCS: &[Source] = &[
    Source {
        title: "Claude: Workload Identity Federation with Okta",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/okta",
        read: "2026-11-22",
    },
    Source {
        title: "Okta: build a JWT for client authentication",
        url: "https://developer.okta.com/docs/guides/build-self-signed-jwt/main",
        read: "2026-11-22",
    },
    Source {
        title: "Okta's Terraform provider: access policy rules, with the bounds of a token's life",
        url: "https://github.com/okta/terraform-provider-okta/blob/master/docs/resources/auth_server_policy_rule.md",
        read: "2026-11-22",
    },
    Source {
        title: "Okta's Terraform provider: OAuth apps",
        url: "https://github.com/okta/terraform-provider-okta/blob/master/docs/resources/app_oauth.md",
        read: "2026-11-22",
    },
];

const ISSUERS: &[IssuerShape] = &[
    IssuerShape {
        detection: "okta",
        name: "A custom authorization server",
        example: "https://acme.okta.com/oauth2/aus1a2b3c4d5e6f7g8h9",
        told_by: "The claims cid, scp as a list and ver as a number. A host of your own is possible, so iss alone tells little.",
        shared: false,
        reachable: true,
    },
    IssuerShape {
        detection: "okta",
        name: "The default custom authorization server",
        example: "https://acme.okta.com/oauth2/default",
        told_by: "The same, with /oauth2/default. The org's own server, without /oauth2/, is of no use: nobody outside can verify its \
                  tokens.",
        shared: false,
        reachable: true,
    },
];

const SUBJECTS: &[SubjectForm] = &[
    SubjectForm {
        form: "CLIENT_ID",
        when: "A service app with client credentials: the same as cid.",
        unverified: false,
    },
    SubjectForm {
        form: "LOGIN",
        when: "A person who signed in, whose token has uid as well; administrators choose the form.",
        unverified: false,
    },
];
