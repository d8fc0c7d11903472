#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Relation, compare, contained};
use crate::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use crate::verdict::{Admission, Gate};

fn rule(subject: &str, claims: &[(&str, &str)], condition: &str) -> RuleDraft {
    RuleDraft {
        subject_prefix: subject.into(),
        claims: claims
            .iter()
            .map(|(name, value)| ClaimMatch { name: (*name).into(), value: (*value).into() })
            .collect(),
        condition: condition.into(),
        ..RuleDraft::default()
    }
}

#[test]
fn two_rules_stand_to_each_other_as_their_callers_do() {
    use Relation::{Equal, Narrower, Neither, Wider};
    let id = ("repository_id", "7");
    let table = [
        (rule("a:b", &[], ""), rule("a:b", &[], ""), Equal, true, "the same"),
        (rule("a:b", &[], ""), rule("a:*", &[], ""), Narrower, true, "exact under a prefix"),
        (rule("a:*", &[], ""), rule("a:b", &[], ""), Wider, true, "the other way"),
        (rule("a:*", &[], ""), rule("a*", &[], ""), Narrower, true, "the longer prefix"),
        (rule("a:*", &[], ""), rule("b:*", &[], ""), Neither, true, "two prefixes"),
        (rule("a:*", &[id], ""), rule("a:*", &[], ""), Narrower, true, "one claim more"),
        (rule("a:*", &[id], ""), rule("a:b", &[], ""), Neither, true, "a claim here, a subject there"),
        (
            rule("", &[id], ""),
            rule("", &[], "claims.repository_id == '7'"),
            Equal,
            true,
            "claim and condition",
        ),
        (
            rule("", &[id], ""),
            rule("", &[], "claims.repository_id in ['7', '8']"),
            Narrower,
            true,
            "one of a list",
        ),
        (rule("a:b", &[], ""), rule("", &[("sub", "a:b")], ""), Equal, true, "the subject as a claim"),
        (
            rule("a:b", &[("sub", "c")], ""),
            rule("x", &[], ""),
            Narrower,
            true,
            "what contradicts itself lets in nobody",
        ),
        (
            rule("", &[], "claims.sub.startsWith('a:')"),
            rule("a:*", &[], ""),
            Equal,
            false,
            "a prefix in a condition: no difference is found",
        ),
        (
            rule("", &[], "claims.sub.startsWith('a:')"),
            rule("a:b", &[], ""),
            Wider,
            false,
            "the condition lets in more, shown by a claim set",
        ),
        (
            rule("", &[("x", "p")], "'c' in claims.l && claims.m.k == 'q' && !claims.n"),
            rule("a:*", &[("x", "p")], ""),
            Neither,
            true,
            "what a condition wants of lists and maps is tried together",
        ),
        (
            rule("", &[], "claims.n == 5"),
            rule("", &[], "claims.n == 5 || claims.m == true"),
            Narrower,
            false,
            "numbers and truths are tried as well",
        ),
        (
            rule("a:*", &[], "claims.x.matches('^q$')"),
            rule("*", &[], "claims.x.matches('^q$')"),
            Narrower,
            true,
            "the same condition stands on both sides",
        ),
        (
            rule("", &[], "!has(claims.head_ref) || claims.head_ref == ''"),
            rule("", &[], "claims.head_ref == ''"),
            Wider,
            false,
            "an absent claim",
        ),
    ];
    let none = IssuerDraft::default();
    for (first, second, relation, proven, why) in table {
        let found = compare((&none, &first), (&none, &second));
        assert_eq!((found.relation, found.proven), (relation, proven), "{why}: {found:?}");
        let back = compare((&none, &second), (&none, &first));
        assert_eq!((back.relation, back.proven), (relation.mirrored(), proven), "{why}, mirrored");
        let (a, b) = (Gate::new(None, &first), Gate::new(None, &second));
        for (claims, inside, outside) in [(&found.only_first, &a, &b), (&found.only_second, &b, &a)] {
            if let Some(claims) = claims {
                assert_eq!(inside.ask(claims), Admission::Admitted, "{why}");
                assert!(!outside.ask(claims).may_enter(), "{why}");
            }
        }
        let shown = (found.only_first.is_some(), found.only_second.is_some());
        let expected = match relation {
            Equal => (false, false),
            Narrower => (false, true),
            Wider => (true, false),
            Neither => (true, true),
        };
        assert_eq!(shown, expected, "{why}: a difference is always shown");
    }
}

#[test]
fn issuers_and_audiences_tell_rules_apart() {
    let issuer = |url: &str| IssuerDraft { issuer_url: url.into(), ..IssuerDraft::default() };
    let subject = rule("a:b", &[], "");
    let other = RuleDraft { audience: "sts.amazonaws.com".into(), ..subject.clone() };
    let (one, two, none) = (issuer("https://a.example"), issuer("https://b.example"), issuer(""));
    assert_eq!(compare((&one, &subject), (&two, &subject)).relation, Relation::Neither, "two issuers");
    assert_eq!(compare((&one, &subject), (&none, &subject)).relation, Relation::Equal, "one is not known");
    assert_eq!(compare((&one, &subject), (&one, &other)).relation, Relation::Neither, "two audiences");
    let archived = IssuerDraft { archived: true, ..one.clone() };
    assert_eq!(compare((&archived, &subject), (&one, &subject)).relation, Relation::Narrower, "archived");
}

#[test]
fn what_is_contained_is_what_a_comparison_says() {
    let rules = [
        rule("repo:acme/site:ref:refs/heads/main", &[], ""),
        rule("repo:acme/*", &[], ""),
        rule("repo:acme/*", &[], "claims.event_name == 'push'"),
        rule("repo:acme/*", &[], "claims.event_name in ['push']"),
        rule("repo:other/*", &[], ""),
        rule("repo:acme/*", &[], "claims.event_name.startsWith('pu')"),
    ];
    let all: Vec<&RuleDraft> = rules.iter().collect();
    let pairs = contained(&all);
    assert!(pairs.contains(&(0, 1)) && pairs.contains(&(2, 3)) && pairs.contains(&(3, 2)), "{pairs:?}");
    let none = IssuerDraft::default();
    for (inner, outer) in rules.iter().enumerate().flat_map(|(a, _)| (0..rules.len()).map(move |b| (a, b))) {
        let found = compare((&none, &rules[inner]), (&none, &rules[outer]));
        let within = matches!(found.relation, Relation::Equal | Relation::Narrower) && found.proven;
        assert!(
            inner == outer || !pairs.contains(&(inner, outer)) || found.only_first.is_none(),
            "{inner} {outer}"
        );
        assert!(inner == outer || !within || pairs.contains(&(inner, outer)), "{inner} {outer}");
    }
}
