#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::providers::{Answers, Suggestion};
use crate::rule::KeySourceKind;
use crate::token::Claims;
use serde_json::{Value, json};

type Pairs<'a> = &'a [(&'a str, &'a str)];

const NAMES: [(&str, &str); 3] =
    [("organization", "acme"), ("project", "Default Project"), ("workspace", "claude-prod")];
const IDS: [(&str, &str); 2] =
    [("tfe_organization_id", "org-GRNbCjYNpBB6NEH9"), ("tfe_workspace_id", "ws-mbsd5E3Ktt5Rg2Xm")];
const SUBJECT: &str = "organization:acme:project:Default Project:workspace:claude-prod:run_phase:apply";

fn suggest(pairs: &[Pairs<'_>]) -> Suggestion {
    let mut answers = Answers::default();
    for (field, value) in pairs.iter().copied().flatten() {
        answers.set(field, value);
    }
    (PROVIDER.suggest)(&answers)
}

fn claims(value: Value) -> Claims {
    let Value::Object(map) = value else { panic!("claims are an object") };
    Claims::new(map)
}

#[test]
fn what_is_known_is_pinned_by_id_first() {
    let id = |made: &Suggestion, claim: &str| made.rule.claim(claim).map(str::to_owned);
    let whole = suggest(&[&NAMES, &IDS]);
    assert_eq!(whole.rule.subject_prefix, SUBJECT);
    assert_eq!(id(&whole, "terraform_organization_id").as_deref(), Some("org-GRNbCjYNpBB6NEH9"));
    assert_eq!(id(&whole, "terraform_workspace_id").as_deref(), Some("ws-mbsd5E3Ktt5Rg2Xm"));
    assert_eq!(id(&whole, "terraform_run_phase").as_deref(), Some("apply"));

    let ids = suggest(&[&IDS]);
    assert_eq!(ids.rule.subject_prefix, "", "without names the ids pin it");
    assert!(ids.doubts.iter().any(|d| d.contains("A name is missing")));

    let names = suggest(&[&NAMES]);
    assert_eq!(names.rule.subject_prefix, SUBJECT);
    assert_eq!(id(&names, "terraform_organization_name").as_deref(), Some("acme"));
    assert!(names.doubts.iter().any(|d| d.contains("Without both ids")));

    let nothing = suggest(&[]);
    assert_eq!(
        id(&nothing, "terraform_workspace_id").as_deref(),
        Some("TFE_WORKSPACE_ID"),
        "no id is like it"
    );
}

#[test]
fn the_phase_decides_subject_and_lifetime() {
    let table: [(Pairs<'_>, &str, &str, &str, &str); 6] = [
        (&[], "apply", "", "86400", "applies have a day"),
        (&[("phase", "plan")], "plan", "", "7200", "plans have two hours"),
        (&[("phase", "both")], "*", "claims.terraform_run_phase in [\"plan\", \"apply\"]", "86400", "both"),
        (&[("lifetime", "3600")], "apply", "", "", "the service's default is enough"),
        (&[("lifetime", "7201")], "apply", "", "7800", "rounded up"),
        (&[("lifetime", "999999")], "apply", "", "86400", "no issuer takes that"),
    ];
    for (pairs, phase, condition, longest, why) in table {
        let made = suggest(&[&NAMES, &IDS, pairs]);
        assert!(made.rule.subject_prefix.ends_with(&format!(":run_phase:{phase}")), "{why}");
        assert_eq!(made.rule.condition, condition, "{why}");
        assert_eq!(made.issuer.max_jwt_lifetime_seconds, longest, "{why}");
    }
}

#[test]
fn each_installation_has_its_issuer() {
    let keys = r#"{"keys":[]}"#;
    let table: [(Pairs<'_>, &str, KeySourceKind, &str); 6] = [
        (&[], "https://app.terraform.io", KeySourceKind::Discovery, "the default"),
        (&[("installation", "hcp-eu")], "https://app.eu.terraform.io", KeySourceKind::Discovery, "Europe"),
        (&[("installation", "enterprise")], "", KeySourceKind::Discovery, "no host yet"),
        (
            &[("installation", "enterprise"), ("tfe_host", "https://tfe.acme.example/app")],
            "https://tfe.acme.example",
            KeySourceKind::Discovery,
            "an address in place of a host",
        ),
        (
            &[("installation", "enterprise"), ("tfe_host", "tfe.acme.example"), ("jwks", keys)],
            "https://tfe.acme.example",
            KeySourceKind::Inline,
            "keys that were pasted",
        ),
        (&[("jwks", keys)], "https://app.terraform.io", KeySourceKind::Discovery, "keys of another choice"),
    ];
    for (pairs, url, kind, why) in table {
        let issuer = suggest(&[pairs]).issuer;
        assert_eq!((issuer.issuer_url.as_str(), issuer.jwks.kind), (url, kind), "{why}");
    }
}

#[test]
fn what_is_pasted_fills_the_fields_that_it_holds() {
    let table: [(&str, Pairs<'_>, &str); 10] = [
        (
            "https://app.terraform.io/app/acme/workspaces/claude-prod/runs/run-1",
            &[("organization", "acme"), ("workspace", "claude-prod"), ("installation", "hcp")],
            "a page of the workspace",
        ),
        (
            "https://tfe.acme.example/app/acme/workspaces/claude-prod?x=1",
            &[
                ("organization", "acme"),
                ("workspace", "claude-prod"),
                ("installation", "enterprise"),
                ("tfe_host", "tfe.acme.example"),
            ],
            "one of an installation",
        ),
        (
            "https://app.terraform.io/api/v2/workspaces/ws-mbsd5E3Ktt5Rg2Xm",
            &[("tfe_workspace_id", "ws-mbsd5E3Ktt5Rg2Xm"), ("installation", "hcp")],
            "an address of the API",
        ),
        (
            " organization:acme:project:Default Project:workspace:claude-prod:run_phase:plan ",
            &[
                ("organization", "acme"),
                ("project", "Default Project"),
                ("workspace", "claude-prod"),
                ("phase", "plan"),
            ],
            "a subject",
        ),
        (
            "organization:acme:project:a:workspace:b",
            &[("organization", "acme"), ("project", "a"), ("workspace", "b")],
            "a full workspace",
        ),
        ("org-GRNbCjYNpBB6NEH9", &[("tfe_organization_id", "org-GRNbCjYNpBB6NEH9")], "an organization's id"),
        ("https://app.eu.terraform.io", &[("installation", "hcp-eu")], "an issuer"),
        ("claude-prod", &[], "a name"),
        ("https://tfe.acme.example", &[], "an address that may be anything"),
        ("organization:acme", &[], "half a subject"),
    ];
    for (text, expected, why) in table {
        let expected: Vec<(&str, String)> = expected.iter().map(|(f, v)| (*f, (*v).to_owned())).collect();
        for field in ["organization", "tfe_workspace_id"] {
            assert_eq!((PROVIDER.spread)(field, text), expected, "{why}");
        }
    }
}

#[test]
fn an_address_pasted_as_host_leaves_its_host() {
    let expected = [("installation", "enterprise".to_owned()), ("tfe_host", "tfe.acme.example".to_owned())];
    for text in ["https://tfe.acme.example", "https://tfe.acme.example/session"] {
        assert_eq!((PROVIDER.spread)("tfe_host", text), expected, "{text}");
    }
}

#[test]
fn a_token_of_any_form_is_admitted_by_the_rule_made_from_it() {
    let old = "organization:acme:workspace:claude-prod:run_phase:apply";
    for (subject, why) in [(SUBJECT, "today's subject"), (old, "one from before projects")] {
        let token = claims(json!({
            "iss": "https://app.terraform.io", "sub": subject, "aud": "https://api.anthropic.com",
            "iat": 1_795_305_600, "exp": 1_795_312_800, "terraform_organization_id": "org-GRNbCjYNpBB6NEH9",
            "terraform_workspace_id": "ws-mbsd5E3Ktt5Rg2Xm", "terraform_run_phase": "apply",
        }));
        let made = (PROVIDER.suggest)(&(PROVIDER.answers_from)(&token));
        assert!(["", subject].contains(&made.rule.subject_prefix.as_str()), "{why}");
        assert!(made.rule.claims.iter().all(|c| token.text(&c.name) == Some(&c.value)), "{why}");
        assert_eq!(made.issuer.max_jwt_lifetime_seconds, "7200", "{why}");
    }
    assert_eq!((PROVIDER.answers_from)(&claims(json!({"iss": 7, "sub": []}))), Answers::default());
}

#[test]
fn a_check_says_what_is_wrong_and_leaves_right_entries_alone() {
    let table = [
        ("organization", "acme_corp-1", true, "a name"),
        ("organization", "acme*", false, "a wildcard lets other organizations in"),
        ("workspace", "a/b", false, "no slash"),
        ("project", "Default Project", true, "blanks"),
        ("project", "a:b", false, "a colon ends a segment"),
        ("tfe_workspace_id", "claude-prod", false, "a name is no id"),
        ("tfe_host", "https://tfe.acme.example/", false, "files need the host alone"),
        ("tfe_host", "https://", false, "no host"),
        ("lifetime", "0", false, "no lifetime"),
        (
            "jwks",
            r#"{"keys":[{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","d":"AQAB"}]}"#,
            false,
            "a private key",
        ),
    ];
    for (id, entry, fine, why) in table {
        let field = PROVIDER.fields.iter().find(|f| f.id == id).unwrap();
        assert_eq!((field.check)(entry).is_none(), fine, "{id}: {why}");
    }
}
