//! Loose rules that people write, from the write-ups of each platform, and whom they let in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clouds;

use super::around;
use crate::providers::find;
use crate::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use crate::verdict::Admission;

/// A rule, whom it lets in among others, and whom it keeps out all the same.
struct Loose {
    why: &'static str,
    subject: &'static str,
    claims: &'static [(&'static str, &'static str)],
    condition: &'static str,
    admits: &'static [&'static str],
    keeps_out: &'static [&'static str],
}

const LOOSE: Loose = Loose { why: "", subject: "", claims: &[], condition: "", admits: &[], keeps_out: &[] };

fn check(slug: &str, audience: &str, table: &[Loose]) {
    for row in table {
        let rule = RuleDraft {
            subject_prefix: row.subject.into(),
            audience: audience.into(),
            claims: row
                .claims
                .iter()
                .map(|(name, value)| ClaimMatch { name: (*name).into(), value: (*value).into() })
                .collect(),
            condition: row.condition.into(),
            ..RuleDraft::default()
        };
        let circle = around(&IssuerDraft::default(), &rule, find(slug), None);
        let admission = circle.owner.admission;
        assert_eq!(admission, Admission::Admitted, "{}: {:?}", row.why, circle.owner.claims.as_map());
        let gets_in = |id: &str| {
            let stranger = circle.strangers.iter().find(|stranger| stranger.id == id);
            let stranger = stranger.unwrap_or_else(|| panic!("{}: {slug} has no {id}", row.why));
            assert_ne!(stranger.admission, Admission::Unknown(None), "{}: {id}", row.why);
            stranger.admission == Admission::Admitted
        };
        for id in row.admits {
            assert!(gets_in(id), "{}: {id} gets in", row.why);
        }
        for id in row.keeps_out {
            assert!(!gets_in(id), "{}: {id} is kept out", row.why);
        }
    }
}

const CLAUDE: &str = "https://api.anthropic.com";

#[test]
fn kubernetes() {
    let table = [
        Loose {
            why: "a namespace without an end",
            subject: "system:serviceaccount:inference*",
            admits: &["look-alike-namespace", "other-service-account"],
            keeps_out: &["other-namespace", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "every pod of the cluster",
            subject: "system:serviceaccount:*",
            admits: &["other-namespace", "other-service-account"],
            ..LOOSE
        },
        Loose {
            why: "every account of the namespace, default among them",
            subject: "system:serviceaccount:inference:*",
            admits: &["other-service-account", "look-alike-service-account"],
            keeps_out: &["other-namespace", "look-alike-namespace"],
            ..LOOSE
        },
        Loose {
            why: "names alone",
            subject: "system:serviceaccount:inference:worker",
            admits: &["recreated-service-account", "other-cluster", "other-pod", "requested-token"],
            keeps_out: &["other-namespace", "look-alike-service-account"],
            ..LOOSE
        },
        Loose {
            why: "the uid as well",
            subject: "system:serviceaccount:inference:worker",
            condition: "claims['kubernetes.io'].serviceaccount.uid == 'a-uid'",
            admits: &["other-pod", "requested-token"],
            keeps_out: &["recreated-service-account", "other-cluster", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "only what a pod holds",
            subject: "system:serviceaccount:inference:worker",
            condition: "has(claims['kubernetes.io'].pod)",
            admits: &["other-pod"],
            keeps_out: &["requested-token"],
            ..LOOSE
        },
        Loose {
            why: "the namespace by the claim",
            condition: "claims['kubernetes.io'].namespace == 'inference' && \
                        claims['kubernetes.io'].pod.name.startsWith('worker-')",
            admits: &["recreated-service-account"],
            keeps_out: &["other-namespace", "look-alike-namespace", "other-pod", "requested-token"],
            ..LOOSE
        },
    ];
    check("kubernetes", CLAUDE, &table);
}

#[test]
fn spiffe() {
    let table = [
        Loose {
            why: "a trust domain without an end",
            subject: "spiffe://prod.example.com*",
            admits: &["look-alike-trust-domain", "other-workload", "node-agent"],
            keeps_out: &["other-trust-domain"],
            ..LOOSE
        },
        Loose {
            why: "everything of the trust domain",
            subject: "spiffe://prod.example.com/*",
            admits: &["other-namespace", "other-workload", "node-agent"],
            keeps_out: &["look-alike-trust-domain", "other-trust-domain"],
            ..LOOSE
        },
        Loose {
            why: "a namespace without an end",
            subject: "spiffe://prod.example.com/ns/inf*",
            admits: &["look-alike-namespace", "other-service-account"],
            keeps_out: &["other-namespace", "node-agent"],
            ..LOOSE
        },
        Loose {
            why: "one ID, in whatever token",
            subject: "spiffe://prod.example.com/host/gpu-7/batch",
            admits: &["shared-audience"],
            keeps_out: &["other-workload", "look-alike-subject", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "one ID, for Claude alone",
            subject: "spiffe://prod.example.com/host/gpu-7/batch",
            condition: "claims.aud == ['https://api.anthropic.com']",
            keeps_out: &["shared-audience"],
            ..LOOSE
        },
        Loose {
            why: "a pattern that the usual ID meets",
            condition: "claims.sub.matches('^spiffe://prod[.]example[.]com/ns/[^/]+/sa/worker')",
            admits: &["other-namespace", "look-alike-subject"],
            keeps_out: &["node-agent", "other-service-account"],
            ..LOOSE
        },
        Loose {
            why: "a pattern of something else",
            condition: "claims.sub.matches('^spiffe://acme/ns/prod/sa/(api|job)-[a-z]+')",
            admits: &["look-alike-subject"],
            keeps_out: &["other-namespace", "other-trust-domain"],
            ..LOOSE
        },
    ];
    check("spiffe", CLAUDE, &table);
}

#[test]
fn okta() {
    let table = [
        Loose {
            why: "every app's id begins so",
            subject: "0oa*",
            admits: &["other-client", "look-alike-client", "other-tenant"],
            keeps_out: &["human"],
            ..LOOSE
        },
        Loose {
            why: "the scope alone",
            condition: "'reports.write' in claims.scp",
            admits: &["other-client", "human", "other-server"],
            keeps_out: &["other-scope"],
            ..LOOSE
        },
        Loose {
            why: "the app alone, through which people sign in as well",
            claims: &[("cid", "0oa1b2c3d4e5f6g7h8i9")],
            admits: &["human", "other-scope"],
            keeps_out: &["other-client", "look-alike-client"],
            ..LOOSE
        },
        Loose {
            why: "no person, and nothing else",
            condition: "!('uid' in claims)",
            admits: &["other-client"],
            keeps_out: &["human", "default-audience"],
            ..LOOSE
        },
    ];
    check("okta", CLAUDE, &table);
}

#[test]
fn auth0() {
    let table = [
        Loose {
            why: "the application alone, through which people sign in as well",
            claims: &[("azp", "abc")],
            admits: &["human"],
            keeps_out: &["other-client", "look-alike-client", "other-tenant"],
            ..LOOSE
        },
        Loose {
            why: "every application",
            condition: "claims.gty == 'client-credentials' && claims.sub.endsWith('@clients')",
            admits: &["other-client", "look-alike-client"],
            keeps_out: &["human", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "the start of an id",
            subject: "fakeClient*",
            admits: &["look-alike-client"],
            keeps_out: &["other-client", "human"],
            ..LOOSE
        },
    ];
    check("auth0", CLAUDE, &table);
}

#[test]
fn keycloak() {
    let table = [
        Loose {
            why: "the client's name, which comes free again and through which people sign in",
            claims: &[("azp", "batch")],
            admits: &["recreated-client", "human", "other-realm"],
            keeps_out: &["other-client", "look-alike-client"],
            ..LOOSE
        },
        Loose {
            why: "the role alone",
            condition: "'invoke' in claims.realm_access.roles",
            admits: &["role-holder", "human"],
            keeps_out: &["other-client"],
            ..LOOSE
        },
        Loose {
            why: "the name of the account",
            claims: &[("preferred_username", "service-account-batch")],
            admits: &["recreated-client"],
            keeps_out: &["human", "other-client", "default-audience"],
            ..LOOSE
        },
    ];
    check("keycloak", CLAUDE, &table);
}

#[test]
fn vault() {
    let table = [
        Loose {
            why: "the namespace alone",
            claims: &[("namespace", "root")],
            admits: &["other-entity"],
            keeps_out: &["other-namespace", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "the start of an id",
            subject: "7c1d*",
            admits: &["look-alike-subject"],
            keeps_out: &["other-entity", "other-namespace"],
            ..LOOSE
        },
    ];
    check("vault", CLAUDE, &table);
}

#[test]
fn any_issuer() {
    let table = [
        Loose {
            why: "a beginning",
            subject: "service:*",
            claims: &[("tenant_id", "t-4711")],
            admits: &["look-alike-subject"],
            keeps_out: &["default-audience"],
            ..LOOSE
        },
        Loose { why: "no subject", claims: &[("project_id", "p-0815")], admits: &["other-subject"], ..LOOSE },
    ];
    check("custom-oidc", CLAUDE, &table);
}
