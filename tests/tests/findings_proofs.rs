//! What findings promise: silence on what Keyless suggests, a word on what has gone wrong elsewhere, and fixes that let
//! nobody in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_core::lint::{self, Finding, Safety, Severity, Subject};
use keyless_core::providers::{self, Entry};
use keyless_core::rule::{self, IssuerDraft, RuleDraft};
use keyless_core::setup::Setup;
use keyless_core::strangers;
use keyless_core::token::Claims;
use keyless_core::verdict::Gate;
use keyless_tests::findings::examples;
use keyless_tests::fixtures;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn loud(found: Vec<Finding>) -> Vec<Finding> {
    found.into_iter().filter(|finding| finding.severity > Severity::Info).collect()
}

#[test]
fn no_filled_setup_of_any_platform_has_more_than_information() {
    let mut seen = 0;
    for fixture in fixtures::all() {
        let what = format!("{}/{}", fixture.provider, fixture.name);
        assert_eq!(loud(lint::run(&Subject::of(&fixture.setup, None))), [], "{what}");
        for sample in &fixture.accepted {
            let token = Claims::new(sample.claims.clone());
            assert_eq!(
                loud(lint::run(&Subject::of(&fixture.setup, Some(&token)))),
                [],
                "{what}: {}",
                sample.why
            );
            seen += 1;
        }
    }
    assert!(seen > providers::ALL.len(), "{seen} tokens");
}

#[test]
fn no_choice_in_any_form_leads_to_more_than_information() {
    for provider in providers::ALL {
        let mut setup = Setup::for_provider(provider);
        assert_eq!(loud(lint::run(&Subject::of(&setup, None))), [], "{}: nothing entered", provider.slug);
        for field in provider.fields.iter().filter(|field| matches!(field.entry, Entry::Line)) {
            setup.answer(field.id, field.example);
        }
        // Each choice in turn, on the form as it is filled in.
        for field in provider.fields {
            let Entry::Choice(choices) = field.entry else { continue };
            for choice in choices {
                let mut chosen = setup.clone();
                chosen.answer(field.id, choice.value);
                // Where the start of a subject is asked for, a name is entered up to what ends it.
                if choice.value == "prefix" {
                    chosen.rule.subject_prefix = chosen.rule.subject_prefix.replace('*', ":*");
                }
                let what = format!("{}: {} = {}", provider.slug, field.id, choice.value);
                assert_eq!(loud(lint::run(&Subject::of(&chosen, None))), [], "{what}: {:?}", chosen.rule);
            }
        }
    }
}

/// Ids of the strangers who get in, and whether the workload does.
fn around(setup: &Setup, token: Option<&Claims>) -> (BTreeSet<&'static str>, bool) {
    let circle = strangers::around(&setup.issuer, &setup.rule, setup.provider(), token);
    let ids = circle.admitted().map(|stranger| stranger.id).collect();
    (ids, circle.owner.admission.may_enter())
}

#[test]
fn a_safe_fix_lets_in_no_stranger_who_was_out_and_keeps_the_workload_in() {
    let mut seen = 0;
    for lint in lint::ALL {
        for (number, mut case) in (1..).zip(examples(lint).0) {
            // The claims around the rule as it was: those of the mended rule would be others.
            let before = strangers::around(
                &case.setup.issuer,
                &case.setup.rule,
                case.setup.provider(),
                case.token.as_ref(),
            );
            let mut fixes = case.findings().into_iter().filter_map(|f| f.fix);
            let Some(fix) = fixes.rfind(|fix| fix.safety == Safety::Safe) else { continue };
            for edit in &fix.edits {
                case.setup.edit(edit);
            }
            let gate = keyless_core::verdict::Gate::new(Some(&case.setup.issuer), &case.setup.rule);
            for stranger in before.strangers.iter().filter(|stranger| !stranger.admission.may_enter()) {
                let enters = gate.ask(&stranger.claims).may_enter();
                assert!(!enters, "{} {number}: {} gets in", lint.code, stranger.id);
            }
            let kept = gate.ask(&before.owner.claims).may_enter();
            assert!(
                kept || !before.owner.admission.may_enter(),
                "{} {number}: the workload is shut out",
                lint.code
            );
            seen += 1;
        }
    }
    assert!(seen > 4, "{seen} safe fixes");
}

#[test]
fn a_fix_that_narrows_lets_in_fewer_strangers() {
    let narrowing =
        ["workload-not-pinned", "pull-request-admitted", "tenant-not-pinned", "identity-not-compared"];
    for lint in lint::ALL.iter().filter(|lint| narrowing.contains(&lint.code)) {
        let mut seen = 0;
        for mut case in examples(lint).0 {
            let (before, _) = around(&case.setup, case.token.as_ref());
            let fix = case.findings().into_iter().find(|f| f.code == lint.code).and_then(|f| f.fix);
            let Some(fix) = fix else { continue };
            for edit in &fix.edits {
                case.setup.edit(edit);
            }
            let (after, owner) = around(&case.setup, case.token.as_ref());
            assert!(
                after.is_subset(&before) && after != before,
                "{}: {before:?} became {after:?}",
                lint.code
            );
            assert!(owner, "{}: the workload is shut out", lint.code);
            seen += 1;
        }
        assert!(seen > 0, "{}", lint.code);
    }
}

/// A row of `tests/bad-rules.json`.
struct Bad {
    what: String,
    provider: Option<String>,
    issuer: IssuerDraft,
    rule: RuleDraft,
    account: rule::AccountDraft,
    token: Option<Claims>,
    codes: Vec<String>,
    stranger: Option<String>,
    source: String,
}

fn bad_rules() -> Vec<Bad> {
    let rows: Value = serde_json::from_str(include_str!("../bad-rules.json")).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    rows.as_array().unwrap().iter().map(|row| {
        let what = text(&row["what"]).unwrap();
        let mut body = json!({
            "name": "bad", "issuer_id": "fdis_01EXAMPLE", "oauth_scope": "workspace:inference", "workspace_id": "wrkspc_01EXAMPLE",
            "target": {"type": "service_account", "service_account_id": "svac_01EXAMPLE"}, "token_lifetime_seconds": 600,
        });
        for (name, value) in row["rule"].as_object().unwrap_or_else(|| panic!("{what}: no rule")) {
            body[name] = value.clone();
        }
        let mut issuer = json!({"name": "issuer", "jwks": {"type": "discovery"}});
        for (name, value) in row["issuer"].as_object().unwrap() {
            issuer[name] = value.clone();
        }
        let read = |body: Value| rule::read(&body.to_string()).unwrap_or_else(|e| panic!("{what}: {e}"));
        let account = row.get("service_account").map(|a| read(a.clone()).accounts.remove(0)).unwrap_or_default();
        Bad {
            provider: text(&row["provider"]),
            issuer: read(issuer).issuers.remove(0),
            rule: read(body).rules.remove(0),
            account,
            token: row.get("token").map(|t| Claims::new(t.as_object().unwrap().clone())),
            codes: row["codes"].as_array().unwrap().iter().map(|c| text(c).unwrap()).collect(),
            stranger: text(&row["stranger"]),
            source: text(&row["source"]).unwrap(),
            what,
        }
    }).collect()
}

#[test]
fn every_bad_rule_of_the_table_is_found_and_its_stranger_named() {
    let rows = bad_rules();
    assert!(rows.len() >= 60, "{} rows", rows.len());
    let mut platforms = BTreeSet::new();
    let mut failed = Vec::new();
    for bad in &rows {
        let provider =
            bad.provider.as_deref().map(|slug| providers::find(slug).unwrap_or_else(|| panic!("{slug}")));
        platforms.extend(bad.provider.clone());
        let subject = Subject {
            issuer: &bad.issuer,
            rule: &bad.rule,
            account: &bad.account,
            provider,
            token: bad.token.as_ref(),
        };
        let found: BTreeSet<&str> = lint::run(&subject).iter().map(|finding| finding.code).collect();
        for code in &bad.codes {
            assert!(lint::find(code).is_some(), "{}: no finding is called {code}", bad.what);
            if !found.contains(code.as_str()) {
                failed.push(format!("{}: {code} is not among {found:?}", bad.what));
            }
        }
        assert!(!bad.codes.is_empty() && bad.source.starts_with("https://"), "{}", bad.what);
        let circle = strangers::around(&bad.issuer, &bad.rule, provider, bad.token.as_ref());
        let admitted: Vec<&str> = circle.admitted().map(|stranger| stranger.id).collect();
        if let Some(stranger) = &bad.stranger
            && !admitted.contains(&stranger.as_str())
        {
            failed.push(format!("{}: {stranger} is not among {admitted:?}", bad.what));
        }
        if std::env::var_os("SHOW").is_some() {
            println!("{} | {found:?} | {admitted:?}", bad.what);
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), rows.len(), failed.join("\n"));
    assert!(platforms.len() >= 10, "{platforms:?}");
}

/// Conditions to be laid on rules, and why.
const CONDITIONS: &[(&str, &str)] = &[
    ("", "as the rule has it"),
    (
        "claims.sub.contains('acme') || has(claims.ref)",
        "a claim that strangers change, and one that some do not have",
    ),
    ("!has(claims.environment) || claims.environment == 'prod'", "what is read may not be there"),
    ("claims.iss != '' && claims.missing == 'a'", "what is read is on no real token"),
    ("claims.iss.startsWith('https://')", "what no stranger changes"),
    ("size(claims) > 12", "the claims as a whole"),
    ("claims.exists(name, claims[name] == 'acme')", "the claims as a whole, and each by its name"),
    ("'https://api.anthropic.com' in claims.aud", "a list on some platforms, an error on others"),
    ("claims.iat > 3", "a number, whose type is not told"),
    ("claims.broken (", "no condition"),
];

#[test]
fn what_is_judged_by_differences_is_judged_as_by_whole_claim_sets() {
    let bad = bad_rules().into_iter().map(|bad| {
        let provider = bad.provider.as_deref().and_then(providers::find);
        (bad.what, bad.issuer, bad.rule, provider, bad.token)
    });
    let suggested = fixtures::all().into_iter().map(|fixture| {
        let Setup { issuer, rule, .. } = fixture.setup;
        let token = fixture.accepted.first().map(|sample| Claims::new(sample.claims.clone()));
        (fixture.name, issuer, rule, providers::find(&fixture.provider), token)
    });
    let mut seen = vec![BTreeSet::new(); CONDITIONS.len()];
    for (what, issuer, rule, provider, token) in bad.chain(suggested) {
        for ((condition, why), seen) in CONDITIONS.iter().zip(&mut seen) {
            let mut rule = rule.clone();
            if !condition.is_empty() {
                (rule.subject_prefix, rule.condition) = (String::new(), (*condition).to_owned());
            }
            let gate = Gate::new(Some(&issuer), &rule);
            for token in [None, token.as_ref()] {
                let circle = strangers::around(&issuer, &rule, provider, token);
                let mut known = vec![&circle.owner.claims];
                for caller in std::iter::once(&circle.owner).chain(&circle.strangers) {
                    let name = format!("{what}, {}, with {condition}: {why}", caller.id);
                    assert_eq!(caller.admission, gate.ask(&caller.claims), "{name}");
                    seen.insert(caller.admission.may_enter());
                }
                for stranger in &circle.strangers {
                    assert!(!known.contains(&&stranger.claims), "{what}: {} is there twice", stranger.id);
                    known.push(&stranger.claims);
                }
            }
        }
    }
    let told = CONDITIONS.iter().zip(&seen).filter(|(_, seen)| seen.len() < 2).map(|((_, why), _)| *why);
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["no condition"],
        "every other lets in some and keeps out some: {seen:?}"
    );
}
