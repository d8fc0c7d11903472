//! What two rules are to each other, and which samples a rule shuts out.

use super::strangers::{CallerClaim, side_by_side};
use crate::state::tools::Learnt;
use keyless_core::answer::Tone;
use keyless_core::compare::{Relation, compare};
use keyless_core::learn;
use keyless_core::rule::{self, IssuerDraft, ReadProblem, RuleDraft};
use keyless_core::verdict::CheckId;

/// What comparing comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedView {
    /// How it is marked.
    pub tone: Tone,
    /// The relation in a sentence.
    pub title: &'static str,
    /// Whether it is proven, and what that means.
    pub about: &'static str,
    /// Claim sets that show it, each with who lets it in.
    pub witnesses: Vec<(&'static str, Vec<CallerClaim>)>,
}

/// What is wrong with the text of each of two rules, and what they are to each other where nothing is.
pub fn compared(first: &str, second: &str) -> ([Option<String>; 2], Option<ComparedView>) {
    let (first, second) = (rule_in(first), rule_in(second));
    let said = |read: &Result<_, Option<String>>| read.as_ref().err().cloned().flatten();
    let problems = [said(&first), said(&second)];
    let (Ok(first), Ok(second)) = (first, second) else { return (problems, None) };
    let found = compare((&first.0, &first.1), (&second.0, &second.1));
    let (tone, title) = match found.relation {
        Relation::Equal => (Tone::Good, "Equal: both rules let in the same callers"),
        Relation::Narrower => {
            (Tone::Good, "Narrower: every caller of the first rule gets in by the second too")
        }
        Relation::Wider => (Tone::Caution, "Wider: the first rule lets in callers whom the second keeps out"),
        Relation::Neither => (Tone::Caution, "Neither: each rule lets in callers whom the other keeps out"),
    };
    let about = match (found.proven, found.relation) {
        (true, Relation::Neither) => "Proven: the claim sets below show it.",
        (true, _) => "Proven for every claim set.",
        (false, _) => {
            "Not proven: no claim set that was tried tells otherwise, and a condition keeps it from being settled."
        }
    };
    let all = [
        ("Only the first lets in", &found.only_first, [&found.both, &found.only_second]),
        ("Only the second lets in", &found.only_second, [&found.both, &found.only_first]),
        ("Both let in", &found.both, [&found.only_first, &found.only_second]),
    ];
    let witnesses = all.into_iter().filter_map(|(who, claims, others)| {
        let claims = claims.as_ref()?;
        let other = others.into_iter().flatten().next().unwrap_or(claims);
        Some((who, side_by_side(claims, other)))
    });
    (problems, Some(ComparedView { tone, title, about, witnesses: witnesses.collect() }))
}

/// The first rule in a text, with its issuer; else what is wrong, where there is a text.
fn rule_in(text: &str) -> Result<(IssuerDraft, RuleDraft), Option<String>> {
    let objects =
        rule::read(text).map_err(|problem| (problem != ReadProblem::Empty).then(|| problem.to_string()))?;
    let rule = objects.rules.into_iter().next();
    let rule = rule.ok_or_else(|| {
        Some("No federation rule: a rule has the members name, match and target.".to_owned())
    })?;
    Ok((objects.issuers.into_iter().next().unwrap_or_default(), rule))
}

/// The samples that a pasted rule would keep out, each with the check that does; what is wrong with the text, if that is.
pub fn shut_out(learnt: &Learnt, text: &str) -> Result<Vec<(usize, CheckId)>, Option<String>> {
    let (issuer, rule) = rule_in(text)?;
    Ok(learn::shut_out(&issuer, &rule, &learnt.samples))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const TIGHT: &str = r#"{"match": {"subject_prefix": "repo:acme/site:ref:refs/heads/main"}}"#;
    const LOOSE: &str = r#"{"match": {"subject_prefix": "repo:acme/*"}}"#;

    #[test]
    fn the_relation_of_two_rules_is_told_with_somebody_who_shows_it() {
        let other = r#"{"match": {"subject_prefix": "repo:evil/*"}}"#;
        let table = [
            (TIGHT, LOOSE, "Narrower", 2),
            (LOOSE, TIGHT, "Wider", 2),
            (TIGHT, TIGHT, "Equal", 1),
            (LOOSE, other, "Neither", 2),
        ];
        for (first, second, word, witnesses) in table {
            let (problems, view) = compared(first, second);
            let view = view.unwrap();
            assert_eq!(problems, [None, None]);
            assert!(view.title.starts_with(word) && view.about.starts_with("Proven"), "{view:?}");
            assert_eq!(view.witnesses.len(), witnesses, "{word}");
        }
    }

    #[test]
    fn what_is_no_rule_is_told_at_its_box() {
        let (problems, view) = compared("", "{\"data\": 1");
        assert!(view.is_none() && problems[0].is_none() && problems[1].is_some());
    }

    #[test]
    fn samples_that_a_tightening_keeps_out_are_told() {
        let samples = r#"{"iss": "https://i.example", "sub": "repo:acme/site:ref:refs/heads/main", "aud": "https://api.anthropic.com"}
            {"iss": "https://i.example", "sub": "repo:acme/site:ref:refs/heads/next", "aud": "https://api.anthropic.com"}"#;
        let learnt = Learnt::read(&keyless_core::secret::IdentityToken::new(samples.to_owned())).unwrap();
        assert_eq!(shut_out(&learnt, TIGHT), Ok(vec![(2, CheckId::Subject)]));
        assert_eq!(shut_out(&learnt, LOOSE), Ok(Vec::new()));
        assert_eq!(shut_out(&learnt, ""), Err(None));
    }
}
