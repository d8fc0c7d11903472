//! What a platform's tokens look like, as a reference beside the rule.

use keyless_core::condition::Condition;
use keyless_core::order::Order;
use keyless_core::providers::{ClaimSpec, Pins};
use keyless_core::setup::Setup;

/// A claim that the platform sends.
#[derive(Debug, Clone)]
pub struct ClaimSketch {
    /// What is known of it.
    pub spec: &'static ClaimSpec,
    /// What it fixes, in a word or two.
    pub pins: &'static str,
    /// What to know before comparing it.
    pub remarks: Vec<String>,
    /// How the rule reads it; empty where it does not.
    pub read_by: &'static str,
}

impl PartialEq for ClaimSketch {
    /// All else follows from the claim.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.spec, other.spec) && self.read_by == other.read_by
    }
}

/// Every claim that the setup's platform sends, those that the rule reads first.
pub fn claim_sketches(setup: &Setup) -> Vec<ClaimSketch> {
    let Some(provider) = setup.provider() else { return Vec::new() };
    let by_condition: Vec<String> = Condition::compile(&setup.rule.condition)
        .map(|c| c.references().iter().filter_map(|path| path.first().cloned()).collect())
        .unwrap_or_default();
    let read_by = |name: &str| match name {
        "iss" => "issuer",
        "aud" => "audience",
        "sub" if !setup.rule.subject_prefix.is_empty() => "subject",
        _ if setup.rule.claim(name).is_some() => "claims",
        _ if by_condition.iter().any(|read| read == name) => "condition",
        _ => "",
    };
    let mut sketches: Vec<ClaimSketch> = provider
        .claims
        .iter()
        .map(|spec| ClaimSketch {
            spec,
            pins: pins(spec.pins),
            remarks: remarks(spec),
            read_by: read_by(spec.name),
        })
        .collect();
    // Stable: within each half they stay in the platform's order.
    sketches.order_by_key(|sketch| sketch.read_by.is_empty());
    sketches
}

/// What a claim fixes, in a word or two.
pub const fn pins(pins: Pins) -> &'static str {
    match pins {
        Pins::Tenant => "tenant",
        Pins::Workload => "workload",
        Pins::Ref => "ref or environment",
        Pins::Run => "kind of run",
        Pins::Nothing => "nothing that lasts",
    }
}

/// What to know of a claim before comparing it.
pub fn remarks(spec: &ClaimSpec) -> Vec<String> {
    let renamed = match (spec.renameable, spec.immutable_twin) {
        (true, Some(twin)) => Some(format!("A rename can give it to somebody else; `{twin}` stays.")),
        (true, None) => Some("A rename can give it to somebody else.".to_owned()),
        (false, _) => None,
    };
    let chosen = spec.chosen_by.map(|who| format!("Chosen by {who}."));
    let unverified = spec.unverified.then(|| "Not confirmed.".to_owned());
    renamed.into_iter().chain(chosen).chain(unverified).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use keyless_core::providers;

    #[test]
    fn claims_that_the_rule_reads_come_first() {
        for provider in providers::ALL {
            let setup = Setup::for_provider(provider);
            let sketches = claim_sketches(&setup);
            assert_eq!(sketches.len(), provider.claims.len(), "{}", provider.slug);
            let read = sketches.iter().take_while(|sketch| !sketch.read_by.is_empty()).count();
            assert!(read >= 2, "{}: issuer and audience at least", provider.slug);
            assert!(sketches.iter().skip(read).all(|sketch| sketch.read_by.is_empty()), "{}", provider.slug);
        }
        assert_eq!(claim_sketches(&Setup::default()), []);
    }

    #[test]
    fn a_condition_s_claims_are_told_from_compared_ones() {
        let mut setup = Setup::for_provider(providers::find("github-actions").unwrap());
        for (field, value) in [("owner", "acme"), ("repository", "site"), ("repository_id", "90210")] {
            setup.answer(field, value);
        }
        let sketches = claim_sketches(&setup);
        let by = |name: &str| sketches.iter().find(|s| s.spec.name == name).unwrap().read_by;
        let table = [
            ("iss", "issuer"),
            ("sub", "subject"),
            ("repository_id", "claims"),
            ("event_name", "condition"),
            ("actor", ""),
        ];
        for (name, expected) in table {
            assert_eq!(by(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_weak_about_a_claim_is_said() {
        let github = providers::find("github-actions").unwrap();
        let said = |name: &str| remarks(github.claim(name).unwrap()).join(" ");
        assert_eq!(said("repository"), "A rename can give it to somebody else; `repository_id` stays.");
        assert!(said("head_ref").starts_with("Chosen by "));
        assert_eq!(said("repository_id"), "");
    }
}
