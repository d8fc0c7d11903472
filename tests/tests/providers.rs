//! Every provider against its folder of fixtures, and every folder against its provider.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::condition::Condition;
use keyless_core::providers::{self, ClaimKind, Entry, Need};
use keyless_core::setup::Setup;
use keyless_core::{lint, rule};
use keyless_tests::fixtures::{self, Fixture, denied_by};
use std::collections::BTreeSet;

/// Setups in which nothing is answered yet.
fn is_complete(fixture: &Fixture) -> bool {
    !fixture.name.starts_with("unanswered")
}

#[test]
fn every_provider_has_a_folder_and_every_folder_a_provider() {
    let mut slugs: Vec<&str> = providers::ALL.iter().map(|p| p.slug).collect();
    slugs.sort_unstable();
    assert_eq!(fixtures::folders(), slugs);
    for slug in slugs {
        let names: Vec<String> = fixtures::of(slug).into_iter().map(|f| f.name).collect();
        assert!(names.iter().any(|n| n == "unanswered"), "{slug} has the files of an empty form");
        assert!(names.len() > 1, "{slug} has a setup that is filled in");
    }
}

#[test]
fn every_setup_admits_its_tokens() {
    for fixture in fixtures::all().iter().filter(|f| is_complete(f)) {
        assert!(!fixture.accepted.is_empty(), "{}/{} admits a token", fixture.provider, fixture.name);
        for sample in &fixture.accepted {
            let verdict = sample.verdict(&fixture.setup);
            let failed =
                denied_by(&verdict).and_then(|id| verdict.checks().iter().find(|c| c.id.as_str() == id));
            assert_eq!(failed, None, "{}/{}: {}", fixture.provider, fixture.name, sample.why);
        }
    }
}

#[test]
fn every_setup_keeps_strangers_out_by_the_matcher_that_is_meant_to() {
    for fixture in fixtures::all() {
        for rejected in &fixture.rejected {
            let changed = fixture.accepted[0].changed(&rejected.change);
            let found = denied_by(&changed.verdict(&fixture.setup));
            assert_eq!(
                found,
                Some(rejected.by.as_str()),
                "{}/{}: {}",
                fixture.provider,
                fixture.name,
                rejected.why
            );
        }
    }
}

#[test]
fn every_pin_of_a_rule_has_a_token_that_it_keeps_out() {
    for fixture in fixtures::all().iter().filter(|f| is_complete(f)) {
        let kept_out = |check: &str, claim: &str| {
            fixture.rejected.iter().any(|r| {
                r.by == check
                    && r.change.keys().any(|name| {
                        let top = name.strip_prefix('/').unwrap_or(name);
                        name == claim || top.replace("~1", "/").starts_with(claim)
                    })
            })
        };
        let rule = &fixture.setup.rule;
        let mut pins: Vec<(&str, String)> = vec![("audience", "aud".to_owned())];
        if !rule.subject_prefix.is_empty() {
            pins.push(("subject", "sub".to_owned()));
        }
        pins.extend(rule.claims.iter().map(|c| ("claims", c.name.clone())));
        if !rule.condition.is_empty() {
            let condition = Condition::compile(&rule.condition).unwrap_or_else(|e| panic!("{e:?}"));
            // To ask whether a claim is there reads the claims as a whole, where its name cannot follow a dot.
            let read = condition.references().iter().filter_map(|path| path.first());
            pins.extend(read.map(|name| ("condition", name.clone())));
        }
        for (check, claim) in pins {
            assert!(
                kept_out(check, &claim),
                "{}/{}: reject/{}.json has no case in which {claim} differs and {check} denies",
                fixture.provider,
                fixture.name,
                fixture.name
            );
        }
    }
}

#[test]
fn every_suggestion_is_valid_and_has_no_findings() {
    for fixture in fixtures::all().iter().filter(|f| is_complete(f)) {
        let Fixture { provider, name, setup, .. } = fixture;
        let mut setup = setup.clone();
        setup.follow_suggestions();
        // Where it is used is the person's own to say.
        setup.rule.workspace_ids = vec!["wrkspc_01DDDD".to_owned()];
        assert_eq!(setup.issuer.parse().err(), None, "{provider}/{name}");
        assert_eq!(
            setup.rule.parse(Some(&setup.issuer), Some(&setup.account)).err(),
            None,
            "{provider}/{name}"
        );
        assert_eq!(lint::run(&lint::Subject::of(&setup, None)), [], "{provider}/{name}");
    }
}

#[test]
fn a_token_alone_makes_a_rule_that_admits_it() {
    for fixture in fixtures::all().iter().filter(|f| is_complete(f)) {
        for sample in &fixture.accepted {
            let token = sample.token();
            let place = format!("{}/{}: {}", fixture.provider, fixture.name, sample.why);
            let detected = providers::detect::detect(token.header.as_ref(), &token.claims);
            let provider = providers::find_by_detection(detected.slug)
                .unwrap_or_else(|| panic!("{place}: no form for {}", detected.slug));
            assert_eq!(provider.slug, fixture.provider, "{place}");
            let mut setup = Setup::for_provider(provider);
            for (field, value) in (provider.answers_from)(&token.claims).iter() {
                setup.answer(field, value);
            }
            // Keys are no part of a token.
            setup.answer("jwks", fixture.setup.workload.answers.get("jwks"));
            let verdict = sample.verdict(&setup);
            let failed =
                denied_by(&verdict).and_then(|id| verdict.checks().iter().find(|c| c.id.as_str() == id));
            assert_eq!(failed, None, "{place}");
        }
    }
}

#[test]
fn every_claim_of_a_sample_is_described_with_its_type() {
    for fixture in fixtures::all() {
        let provider = providers::find(&fixture.provider).unwrap();
        for sample in &fixture.accepted {
            for (name, value) in &sample.claims {
                let spec = provider.claim(name).unwrap_or_else(|| {
                    panic!("{}: {name} is not among the claims of the provider", fixture.provider)
                });
                let fits = match spec.kind {
                    ClaimKind::Text => value.is_string(),
                    ClaimKind::Number => value.is_number(),
                    ClaimKind::Boolean => value.is_boolean(),
                    ClaimKind::List => value.is_array(),
                    ClaimKind::Map => value.is_object(),
                };
                // An audience may be either, and a claim of a build without its subject is null on one platform.
                assert!(fits || name == "aud" || value.is_null(), "{}: {name} is {value}", fixture.provider);
            }
        }
    }
}

#[test]
fn every_claim_that_a_rule_compares_is_a_text_that_lasts() {
    for fixture in fixtures::all() {
        let provider = providers::find(&fixture.provider).unwrap();
        for claim in &fixture.setup.rule.claims {
            let Some(spec) = provider.claim(&claim.name) else { continue };
            assert_eq!(spec.kind, ClaimKind::Text, "{}: {}", fixture.provider, claim.name);
            assert_ne!(spec.pins, providers::Pins::Nothing, "{}: {}", fixture.provider, claim.name);
        }
    }
}

#[test]
fn every_field_that_is_needed_is_missed_in_an_empty_form() {
    for provider in providers::ALL {
        let ids: BTreeSet<&str> = provider.fields.iter().map(|f| f.id).collect();
        assert_eq!(ids.len(), provider.fields.len(), "{}: a field stands twice", provider.slug);
        for field in provider.fields {
            let place = format!("{}.{}", provider.slug, field.id);
            assert!(!field.label.is_empty() && !field.hint.is_empty(), "{place} says what it is");
            if let Entry::Choice(choices) = field.entry {
                assert!(choices.len() > 1, "{place} is a choice");
                continue;
            }
            assert!(!field.placeholder.is_empty() && !field.example.is_empty(), "{place}");
            assert_eq!((field.check)(field.example), None, "{place}: its example is taken");
            let explained = !field.find.is_empty() || field.hint.len() > 30;
            assert!(field.need != Need::Required || explained, "{place} says where to find it");
        }
        for tile in provider.tiles {
            for (field, value) in tile.answers {
                let known = provider.fields.iter().find(|f| f.id == *field);
                let Some(Entry::Choice(choices)) = known.map(|f| f.entry) else {
                    panic!("{}: the tile {} answers {field}, which is no choice", provider.slug, tile.name)
                };
                assert!(choices.iter().any(|c| c.value == *value), "{}: {value}", provider.slug);
            }
        }
    }
}

#[test]
fn every_provider_says_all_that_a_person_needs() {
    for provider in providers::ALL {
        let slug = provider.slug;
        assert!(!provider.tiles.is_empty(), "{slug} is in the gallery");
        assert!(!provider.subjects.is_empty() && !provider.issuers.is_empty(), "{slug}");
        assert!(provider.issuers.iter().all(|i| !i.told_by.is_empty()), "{slug}: how issuers are told");
        assert!(!provider.request.before.is_empty(), "{slug} has a list to go through first");
        assert!(!provider.key_places.is_empty(), "{slug} says where keys hide");
        assert!(
            !provider.guard.minters.is_empty() && !provider.guard.audit.is_empty(),
            "{slug}: who can mint"
        );
        assert!(!provider.guard.watch.is_empty() && !provider.guard.not_yet.is_empty(), "{slug}");
        assert!(!provider.wiring.is_empty(), "{slug} has files of its own");
        for source in provider.docs {
            assert!(source.url.starts_with("https://") && !source.title.is_empty(), "{slug}: {}", source.url);
            assert!(source.read.starts_with("2026-11-"), "{slug}: {} was read {}", source.url, source.read);
        }
        let names: BTreeSet<&str> = provider.claims.iter().map(|c| c.name).collect();
        assert_eq!(names.len(), provider.claims.len(), "{slug}: a claim stands twice");
        for name in ["iss", "sub", "aud", "iat", "exp"] {
            assert!(names.contains(name), "{slug}: {name} is described");
        }
    }
}

#[test]
fn the_create_bodies_read_back_as_the_same_rule() {
    for fixture in fixtures::all().iter().filter(|f| is_complete(f)) {
        let read = rule::read(&fixture.setup.rule.to_create_body().to_string()).unwrap();
        let back = &read.rules[0];
        assert_eq!(back.subject_prefix, fixture.setup.rule.subject_prefix);
        assert_eq!(back.claims, fixture.setup.rule.claims);
        assert_eq!(back.condition, fixture.setup.rule.condition);
        assert_eq!(back.audience, fixture.setup.rule.audience);
    }
}

#[test]
fn every_recorded_platform_has_a_form() {
    let samples: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../vectors/sample-claims.json")).unwrap();
    for sample in samples {
        let slug = sample["expected_detection"].as_str().unwrap();
        assert!(providers::find_by_detection(slug).is_some(), "{slug}: {}", sample["variant"]);
    }
}
