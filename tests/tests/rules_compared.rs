//! Comparing two rules, and asking one about callers, against brute force and against the verdict.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::compare::{Relation, compare};
use keyless_core::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use keyless_core::secret::IdentityToken;
use keyless_core::token::{self, Claims, KeySet};
use keyless_core::verdict::{Admission, CheckId, Gate, Outcome, Question, judge};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

const AUDIENCE: &str = "https://api.anthropic.com";
const ISSUERS: [&str; 2] = ["https://a.example", "https://b.example"];

fn conditions() -> Vec<&'static str> {
    vec![
        "",
        "claims.x == 'p'",
        "claims.x in ['p', 'q']",
        "claims.x == 'p' && claims.sub == 'a:b'",
        "claims.sub.startsWith('a:')",
        "has(claims.x) && claims.x == 'p'",
        "!has(claims.x) || claims.x != 'q'",
        "claims.x == 'p' || claims.sub == 'a:b'",
        "claims.m.k == 'p'",
        "claims.n == true",
    ]
}

fn rule() -> impl Strategy<Value = RuleDraft> {
    let subjects = select(vec!["", "*", "a*", "a:*", "a:b", "a:b*", "c", "a:c"]);
    let audiences = select(vec!["", AUDIENCE, "other"]);
    let claims = subsequence(vec![("x", "p"), ("x2", "p"), ("sub", "a:b")], 0..=2);
    (subjects, audiences, claims, select(conditions())).prop_map(|(subject, audience, claims, condition)| {
        RuleDraft {
            subject_prefix: subject.into(),
            audience: audience.into(),
            claims: claims.into_iter().map(|(n, v)| ClaimMatch { name: n.into(), value: v.into() }).collect(),
            condition: condition.into(),
            ..RuleDraft::default()
        }
    })
}

fn issuer() -> impl Strategy<Value = IssuerDraft> {
    let url = select(vec!["", ISSUERS[0], ISSUERS[1]]);
    url.prop_map(|url| IssuerDraft { issuer_url: url.into(), ..IssuerDraft::default() })
}

/// Every claim set of a small world.
fn world() -> Vec<Claims> {
    let mut all = vec![Map::new()];
    let dimensions: [(&str, Vec<Option<Value>>); 7] = [
        ("iss", ISSUERS.iter().map(|url| Some(json!(url))).collect()),
        ("sub", ["a", "a:", "a:b", "a:bc", "a:c", "c", "z"].iter().map(|text| Some(json!(text))).collect()),
        ("aud", vec![Some(json!(AUDIENCE)), Some(json!(["other"])), Some(json!([AUDIENCE, "other"]))]),
        ("x", vec![None, Some(json!("p")), Some(json!("q")), Some(json!(["p"]))]),
        ("x2", vec![None, Some(json!("p"))]),
        ("m", vec![None, Some(json!({"k": "p"})), Some(json!({"k": "q"}))]),
        ("n", vec![None, Some(json!(true))]),
    ];
    for (name, values) in dimensions {
        all = all
            .into_iter()
            .flat_map(|claims| {
                values.iter().map(move |value| {
                    let mut claims = claims.clone();
                    if let Some(value) = value {
                        claims.insert(name.into(), value.clone());
                    }
                    claims
                })
            })
            .collect();
    }
    all.into_iter().map(Claims::new).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn comparing_agrees_with_every_claim_set_of_a_small_world(
        first in rule(), second in rule(), issuers in (issuer(), issuer())
    ) {
        let (one, two) = (&issuers.0, &issuers.1);
        let found = compare((one, &first), (two, &second));
        let back = compare((two, &second), (one, &first));
        prop_assert_eq!(back.relation, found.relation.mirrored());
        prop_assert_eq!(back.proven, found.proven);
        let known = !one.issuer_url.is_empty() && !two.issuer_url.is_empty();
        let gates = (Gate::new(known.then_some(one), &first), Gate::new(known.then_some(two), &second));
        for (shown, inside, outside) in
            [(&found.only_first, &gates.0, &gates.1), (&found.only_second, &gates.1, &gates.0)]
        {
            if let Some(claims) = shown {
                prop_assert_eq!(inside.ask(claims), Admission::Admitted);
                prop_assert!(!outside.ask(claims).may_enter());
            }
        }
        for claims in world() {
            let (a, b) = (gates.0.ask(&claims).may_enter(), gates.1.ask(&claims).may_enter());
            let fits = match found.relation {
                Relation::Equal => a == b,
                Relation::Narrower => !a || b,
                Relation::Wider => a || !b,
                Relation::Neither => true,
            };
            prop_assert!(fits, "{:?} is refuted by {:?}", found, claims.as_map());
        }
    }

    #[test]
    fn a_gate_answers_as_the_verdict_does(rule in rule(), issuer in issuer()) {
        let matchers =
            [CheckId::Issuer, CheckId::Audience, CheckId::Subject, CheckId::Claims, CheckId::Condition];
        let gate = Gate::new(Some(&issuer), &rule);
        for claims in world().into_iter().step_by(7) {
            let text = IdentityToken::new(Value::Object(claims.as_map().clone()).to_string());
            let token = token::read(&text, None::<&KeySet>).unwrap();
            let question = Question {
                token: Ok(&token),
                issuer: (!issuer.issuer_url.is_empty()).then_some(&issuer),
                rule: Some(&rule),
                workspace: None,
                now: 0,
            };
            let verdict = judge(&question);
            let asked = |id: &CheckId| verdict.check(*id).unwrap().outcome == Outcome::Fail;
            let first = matchers.iter().find(|id| asked(id));
            match gate.ask(&claims) {
                Admission::KeptOut(id) => prop_assert_eq!(first, Some(&id)),
                Admission::Admitted => prop_assert_eq!(first, None),
                Admission::Unknown(_) => prop_assert!(first.is_none()),
            }
        }
    }
}
