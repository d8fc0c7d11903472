//! Rules learnt from the tokens of every platform, and what narrower rules let in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::compare::{Relation, compare};
use keyless_core::condition::Condition;
use keyless_core::learn::{LearnProblem, learn, shut_out};
use keyless_core::providers::{self, Pins, Provider};
use keyless_core::rule::{IssuerDraft, RuleDraft};
use keyless_core::strangers::around;
use keyless_core::token::Claims;
use keyless_tests::fixtures::{self, Fixture};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::json;
use std::collections::BTreeSet;

fn provider(fixture: &Fixture) -> &'static Provider {
    providers::find(&fixture.provider).unwrap()
}

fn samples(fixture: &Fixture) -> Vec<Claims> {
    fixture.accepted.iter().map(|sample| Claims::new(sample.claims.clone())).collect()
}

fn filled_in() -> Vec<Fixture> {
    fixtures::all().into_iter().filter(|fixture| !fixture.accepted.is_empty()).collect()
}

/// The strangers around a token who get in.
fn admitted(
    issuer: &IssuerDraft,
    rule: &RuleDraft,
    on: &'static Provider,
    token: &Claims,
) -> BTreeSet<&'static str> {
    around(issuer, rule, Some(on), Some(token)).admitted().map(|stranger| stranger.id).collect()
}

/// Platform, setup, a stranger whom the suggestion keeps out and the learnt rule lets in, and why.
const LET_IN: &[(&str, &str, &str, &str)] = &[
    (
        "spiffe",
        "inline-keys",
        "shared-audience",
        "a rule asks for an audience, and not that it is the only one",
    ),
    ("spiffe", "pod", "shared-audience", "a rule asks for an audience, and not that it is the only one"),
    ("aws-sts", "ec2", "other-function", "a machine is replaced, and the rule has to outlive it"),
    ("aws-sts", "ec2", "other-instance", "a machine is replaced, and the rule has to outlive it"),
    (
        "aws-sts",
        "lambda",
        "other-function",
        "a function's versions are named anew: to pin one is a person's choice",
    ),
    (
        "aws-sts",
        "lambda",
        "other-instance",
        "a function's versions are named anew: to pin one is a person's choice",
    ),
];

#[test]
fn a_rule_learnt_from_a_setups_tokens_is_as_tight_as_the_suggestion() {
    let mut left: BTreeSet<_> =
        LET_IN.iter().map(|(platform, setup, stranger, _)| (*platform, *setup, *stranger)).collect();
    let mut wrong = Vec::new();
    for fixture in filled_in() {
        let name = format!("{}/{}", fixture.provider, fixture.name);
        let samples = samples(&fixture);
        let lesson = match learn(&samples) {
            Ok(lesson) => lesson,
            Err(problem) => {
                wrong.push(format!("{name}: {problem}"));
                continue;
            }
        };
        let out = shut_out(&lesson.issuer, &lesson.rule, &samples);
        if !out.is_empty() {
            wrong.push(format!("{name} shuts out its own {out:?}: {:?}", lesson.rule));
        }
        let compared = Condition::compile(&lesson.rule.condition).map(|c| c.wishes()).unwrap_or_default();
        let compared = compared.iter().filter_map(|wish| wish.path.first()).map(String::as_str);
        for claim in lesson.rule.claims.iter().map(|claim| claim.name.as_str()).chain(compared) {
            let pins = provider(&fixture).claim(claim).map(|spec| spec.pins);
            if pins == Some(Pins::Nothing) {
                wrong.push(format!("{name} compares {claim}, which passes"));
            }
        }
        for sample in &samples {
            let suggested = admitted(&fixture.setup.issuer, &fixture.setup.rule, provider(&fixture), sample);
            for stranger in
                admitted(&lesson.issuer, &lesson.rule, provider(&fixture), sample).difference(&suggested)
            {
                let known = LET_IN.iter().find(|(platform, setup, id, _)| {
                    *platform == fixture.provider && *setup == fixture.name && id == stranger
                });
                match known {
                    Some((platform, setup, id, _)) => left.retain(|row| *row != (*platform, *setup, *id)),
                    None => wrong.push(format!(
                        "{name} lets in {stranger}: {} {:?} {}",
                        lesson.rule.subject_prefix, lesson.rule.claims, lesson.rule.condition
                    )),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(left, BTreeSet::new(), "listed, and kept out now");
}

/// Tokens of a platform: those that its setups admit, and those of everybody around them.
fn pool(slug: &str) -> Vec<Claims> {
    let mut all = Vec::new();
    for fixture in fixtures::of(slug) {
        for sample in samples(&fixture) {
            let specimen = provider(&fixture).specimen;
            all.extend(
                specimen.strangers_of(sample.as_map()).into_iter().map(|(_, claims)| Claims::new(claims)),
            );
            all.push(sample);
        }
    }
    all
}

fn platforms() -> Vec<&'static str> {
    providers::ALL.iter().map(|provider| provider.slug).collect()
}

/// A rule with some of another's matchers: claims dropped, the subject cut short or left out, the condition kept or not.
fn loosened(rule: &RuleDraft, claims: &[Index], subject: Option<Index>, condition: bool) -> RuleDraft {
    let mut rule = rule.clone();
    for index in claims {
        if !rule.claims.is_empty() {
            rule.claims.remove(index.index(rule.claims.len()));
        }
    }
    if let Some(at) = subject {
        let fixed = rule.subject_prefix.trim_end_matches('*').to_owned();
        let cut: String = fixed.chars().take(at.index(fixed.chars().count() + 1)).collect();
        rule.subject_prefix = if cut.is_empty() { cut } else { format!("{cut}*") };
    }
    if !condition {
        rule.condition.clear();
    }
    rule
}

fn loosening() -> impl Strategy<Value = (Vec<Index>, Option<Index>, bool)> {
    (prop::collection::vec(any::<Index>(), 0..3), any::<Option<Index>>(), any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_learnt_rule_accepts_every_sample(
        slug in select(platforms()), picks in prop::collection::vec((any::<Index>(), any::<u32>()), 1..6)
    ) {
        let pool = pool(slug);
        let samples: Vec<Claims> = picks
            .iter()
            .map(|(index, run)| {
                let mut claims = pool[index.index(pool.len())].as_map().clone();
                claims.insert("jti".into(), json!(format!("{run:08x}-0000-4000-8000-000000000001")));
                Claims::new(claims)
            })
            .collect();
        match learn(&samples) {
            Ok(lesson) => prop_assert_eq!(
                shut_out(&lesson.issuer, &lesson.rule, &samples), [], "{:?}", lesson.rule
            ),
            Err(LearnProblem::OtherIssuer(_) | LearnProblem::NoCommonAudience | LearnProblem::NothingInCommon) => {}
            Err(problem) => prop_assert!(false, "{}", problem),
        }
    }

    #[test]
    fn a_narrower_rule_admits_no_more_strangers(
        fixture in select(filled_in()), sample in any::<Index>(), first in loosening(), second in loosening()
    ) {
        let issuer = &fixture.setup.issuer;
        let [one, two] = [first, second]
            .map(|(claims, subject, condition)| loosened(&fixture.setup.rule, &claims, subject, condition));
        let samples = samples(&fixture);
        let token = &samples[sample.index(samples.len())];
        let [a, b] = [&one, &two].map(|rule| admitted(issuer, rule, provider(&fixture), token));
        let relation = compare((issuer, &one), (issuer, &two)).relation;
        let fits = match relation {
            Relation::Equal => a == b,
            Relation::Narrower => a.is_subset(&b),
            Relation::Wider => b.is_subset(&a),
            Relation::Neither => true,
        };
        prop_assert!(fits, "{:?}: {:?} {:?}, {:?} {:?}", relation, one, a, two, b);
    }
}
