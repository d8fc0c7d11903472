#![allow(clippy::unwrap_used)]
use super::*;
use crate::rule::JwksDraft;

const KEYS: &str = r#"[{"kty":"EC","crv":"P-256","kid":"a","x":"AA","y":"AA"}]"#;
const PEM: &str = "-----BEGIN CERTIFICATE-----\nMIIBszCC\n-----END CERTIFICATE-----\n";

fn discovery(issuer_url: &str) -> IssuerDraft {
    IssuerDraft { name: "main".into(), issuer_url: issuer_url.into(), ..IssuerDraft::default() }
}

fn with_jwks(issuer_url: &str, jwks: JwksDraft) -> IssuerDraft {
    IssuerDraft { jwks, ..discovery(issuer_url) }
}

fn inline(keys: &str) -> JwksDraft {
    JwksDraft { kind: KeySourceKind::Inline, keys: keys.into(), ..JwksDraft::default() }
}

fn explicit(url: &str) -> JwksDraft {
    JwksDraft { kind: KeySourceKind::ExplicitUrl, url: url.into(), ..JwksDraft::default() }
}

fn based(base: &str) -> JwksDraft {
    JwksDraft { discovery_base: base.into(), ..JwksDraft::default() }
}

fn fields(draft: &IssuerDraft) -> Vec<String> {
    draft.parse().err().unwrap_or_default().iter().map(|p| p.field.to_string()).collect()
}

const URL: &str = "https://issuer.example.com";
const INTERNAL: &str = "https://kubernetes.default.svc.cluster.local";

#[test]
fn the_url_rules_hold_for_what_is_dialled() {
    let table: [(IssuerDraft, &[&str], &str); 17] = [
        (discovery(URL), &[], "dialled, and public"),
        (discovery("https://issuer.example.com:8443"), &["issuer.issuer_url"], "dialled, on another port"),
        (
            discovery("https://issuer.example.com/?a"),
            &["issuer.issuer_url"],
            "no path can be put behind a query",
        ),
        (discovery(INTERNAL), &["issuer.issuer_url"], "dialled, and internal"),
        (discovery(""), &["issuer.issuer_url"], "required"),
        (with_jwks(INTERNAL, inline(KEYS)), &[], "inline: compared alone"),
        (with_jwks("http://10.0.0.1:6443", inline(KEYS)), &[], "inline: any text that iss may be"),
        (with_jwks("", inline(KEYS)), &["issuer.issuer_url"], "inline: still required"),
        (with_jwks(" x", inline(KEYS)), &["issuer.issuer_url"], "inline: no iss has a blank before it"),
        (with_jwks("x\n", inline(KEYS)), &["issuer.issuer_url"], "inline: nor a line break behind it"),
        (with_jwks(INTERNAL, explicit("https://keys.example.com/jwks?v=1")), &[], "explicit: compared alone"),
        (
            with_jwks(INTERNAL, explicit("")),
            &["issuer.jwks.url"],
            "explicit: the address of the keys is required",
        ),
        (with_jwks(URL, explicit(INTERNAL)), &["issuer.jwks.url"], "explicit: the keys are dialled"),
        (with_jwks(INTERNAL, based("https://mirror.example.com")), &[], "a base is dialled instead"),
        (with_jwks(URL, based(INTERNAL)), &["issuer.jwks.discovery_base"], "the base is dialled"),
        (with_jwks(URL, based(" ")), &["issuer.jwks.discovery_base"], "a blank is no base"),
        (with_jwks("", based("x")), &["issuer.issuer_url", "issuer.jwks.discovery_base"], "both at once"),
    ];
    for (draft, expected, why) in table {
        assert_eq!(fields(&draft), expected, "{why}");
    }
}

#[test]
fn inline_keys_are_public_keys() {
    let wrapped = format!("{{\"keys\":{KEYS}}}");
    let table = [
        (KEYS.to_owned(), true, "the array"),
        (wrapped, true, "a whole JWKS: it is written as its array"),
        (r#"{"kty":"EC","kid":"a"}"#.into(), true, "one key: it is written as an array"),
        (String::new(), false, "nothing"),
        ("[]".into(), false, "no key"),
        ("[".into(), false, "no JSON"),
        (r#"[{"kty":"EC","d":"AA"}]"#.into(), false, "a private key"),
        (r#"[{"kty":"oct","k":"AA"}]"#.into(), false, "a symmetric key"),
        (r#"{"jwks_uri":"https://issuer.example.com/keys"}"#.into(), false, "a discovery document"),
    ];
    for (keys, good, why) in table {
        let expected: &[&str] = if good { &[] } else { &["issuer.jwks.keys"] };
        assert_eq!(fields(&with_jwks(INTERNAL, inline(&keys))), expected, "{why}");
    }
}

#[test]
fn companions_of_another_key_source_are_kept_and_not_judged() {
    let jwks = JwksDraft {
        url: "no url".into(),
        keys: "no keys".into(),
        ca_cert_pem: "no certificate".into(),
        ..inline(KEYS)
    };
    let draft = with_jwks(URL, JwksDraft { keys: KEYS.into(), ..jwks.clone() });
    assert!(draft.parse().is_ok(), "url and certificate belong to the kinds that dial");
    let draft = with_jwks(URL, JwksDraft { kind: KeySourceKind::Discovery, ..jwks });
    assert_eq!(fields(&draft), ["issuer.jwks.ca_cert_pem"]);
}

#[test]
fn every_problem_is_told_at_once() {
    let draft = IssuerDraft {
        id: "svac_01".into(),
        name: "Main".into(),
        issuer_url: "http://x".into(),
        jwks: JwksDraft { ca_cert_pem: "x".into(), ..JwksDraft::default() },
        check_jti: None,
        max_jwt_lifetime_seconds: "0".into(),
        archived: true,
    };
    let expected = [
        "issuer.archived_at",
        "issuer.id",
        "issuer.name",
        "issuer.issuer_url",
        "issuer.jwks.ca_cert_pem",
        "issuer.max_jwt_lifetime_seconds",
    ];
    assert_eq!(fields(&draft), expected);
}

#[test]
fn what_is_left_out_has_the_services_default() {
    let issuer = discovery(URL).parse().unwrap();
    assert!(issuer.check_jti());
    assert_eq!(issuer.max_jwt_lifetime().seconds(), 3600);
    assert_eq!(issuer.keys(), &KeySource::Discovery { base: None, ca: None });
    assert_eq!(issuer.id(), &Known::Pending);
    let issuer = IssuerDraft {
        id: "fdis_01".into(),
        check_jti: Some(false),
        jwks: JwksDraft { ca_cert_pem: PEM.into(), ..explicit("https://keys.example.com") },
        ..discovery(URL)
    };
    let issuer = issuer.parse().unwrap();
    assert!(!issuer.check_jti());
    assert!(matches!(issuer.keys(), KeySource::ExplicitUrl { ca: Some(ca), .. } if ca.as_str() == PEM));
    assert!(matches!(issuer.id(), Known::Id(id) if id.as_str() == "fdis_01"));
}
