//! SPIFFE: the JWT-SVIDs of SPIRE and of other issuers of a trust domain.

mod entries;
mod fields;
mod guard;
mod id;
mod specimen;
mod suggest;
mod wiring;

#[cfg(test)]
mod tests;

use super::ClaimKind::{List, Number, Text};
use super::Pins::{Nothing, Tenant, Workload};
use super::{ClaimSpec, Group, IssuerShape, Provider, SubjectForm, Tile};
use crate::facts::Source;

/// SPIFFE.
pub(super) static PROVIDER: Provider = Provider {
    slug: "spiffe",
    name: "SPIFFE",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "SPIFFE / SPIRE",
        group: Group::Clusters,
        use_when: USE_WHEN,
        words: &["svid", "jwt-svid", "trust domain", "workload api", "spiffe-helper", "zero trust", "istio"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: ISSUERS,
    claims: CLAIMS,
    subjects: SUBJECTS,
    segment_ends: &['/'],
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

const USE_WHEN: &str = "Workloads have a SPIFFE ID, from SPIRE or another issuer of JWT-SVIDs.";

const DOCS: &[Source] = &[
    Source {
        title: "Claude: Workload Identity Federation with SPIFFE",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/spiffe",
        read: "2026-11-22",
    },
    Source {
        title: "SPIRE: how the server composes a JWT-SVID",
        url: "https://github.com/spiffe/spire/blob/main/pkg/server/credtemplate/builder.go",
        read: "2026-11-22",
    },
    Source {
        title: "SPIRE: OIDC Discovery Provider",
        url: "https://github.com/spiffe/spire/blob/main/support/oidc-discovery-provider/README.md",
        read: "2026-11-22",
    },
    Source { title: "spiffe-helper", url: "https://github.com/spiffe/spiffe-helper", read: "2026-11-22" },
    Source {
        title: "spire-controller-manager: ClusterSPIFFEID",
        url: "https://github.com/spiffe/spire-controller-manager/blob/main/docs/clusterspiffeid-crd.md",
        read: "2026-11-22",
    },
];

const ISSUERS: &[IssuerShape] = &[
    IssuerShape {
        detection: "spiffe",
        name: "Trust domain with a public OIDC Discovery Provider",
        example: "https://oidc-discovery.prod.example.com",
        told_by: "sub begins with spiffe://. The issuer's host need not be that of the trust domain.",
        shared: false,
        reachable: true,
    },
    IssuerShape {
        detection: "spiffe",
        name: "Trust domain whose keys stand in the issuer, or at another address",
        example: "https://spire.internal.example.com",
        told_by: "The same; iss is then compared and never dialled.",
        shared: false,
        reachable: false,
    },
];

const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new(
        "iss",
        Text,
        Tenant,
        "What jwt_issuer of the SPIRE server says. Without that setting it is missing, and \
                  Claude refuses the token.",
    ),
    ClaimSpec::new(
        "sub",
        Text,
        Workload,
        "The SPIFFE ID. Its path is whatever the operators chose, and can be given to another \
                  workload.",
    )
    .renameable(None),
    ClaimSpec::new("aud", List, Nothing, "For whom the token was asked: always a list.")
        .chosen_by("the workload, which may ask for any"),
    ClaimSpec::new(
        "exp",
        Number,
        Nothing,
        "When the token ends, five minutes after it was made where nobody chose.",
    ),
    ClaimSpec::new(
        "iat",
        Number,
        Nothing,
        "When the token was made. The standard does not ask for it; SPIRE sends it.",
    ),
    ClaimSpec::new(
        "jti",
        Text,
        Nothing,
        "The token's own id. SPIRE sends none; other issuers and plugins of its may.",
    )
    .unverified(),
];

const SUBJECTS: &[SubjectForm] = &[
    SubjectForm {
        form: "spiffe://TRUST_DOMAIN/ns/NAMESPACE/sa/SERVICE_ACCOUNT",
        when: "Pods, as spire-controller-manager names them by default.",
        unverified: false,
    },
    SubjectForm {
        form: "spiffe://TRUST_DOMAIN/host/HOST/SERVICE",
        when: "Machines, as many operators name services there.",
        unverified: false,
    },
    SubjectForm {
        form: "spiffe://TRUST_DOMAIN/spire/agent/ATTESTOR/NODE",
        when: "SPIRE's own agents. No rule is meant for them.",
        unverified: false,
    },
];
