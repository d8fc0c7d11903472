//! Who else gets in, on the platforms that run pipelines and apps: by suggested rules, and by loose ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::providers;
use keyless_core::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use keyless_core::strangers::{Circle, around};
use keyless_core::token::Claims;
use keyless_core::verdict::Admission;
use keyless_tests::fixtures;
use std::collections::BTreeSet;

const PLATFORMS: [&str; 9] = [
    "gitlab-ci",
    "buildkite",
    "hcp-terraform",
    "spacelift",
    "circleci",
    "bitbucket-pipelines",
    "jenkins",
    "vercel",
    "fly-io",
];

fn admitted(circle: &Circle) -> BTreeSet<&'static str> {
    circle.admitted().map(|stranger| stranger.id).collect()
}

/// Setup, strangers whom its suggested rule lets in, and why.
type Admitted = (&'static str, &'static str, &'static [&'static str], &'static str);

const ADMITTED: &[Admitted] = &[];

#[test]
fn a_suggested_rule_admits_its_owner_and_few_others() {
    let mut found = Vec::new();
    for slug in PLATFORMS {
        let provider = providers::find(slug).unwrap();
        for fixture in fixtures::of(slug).iter().filter(|fixture| !fixture.accepted.is_empty()) {
            let (issuer, rule) = (&fixture.setup.issuer, &fixture.setup.rule);
            let tokens = fixture.accepted.iter().map(|sample| Some(Claims::new(sample.claims.clone())));
            let mut ids = BTreeSet::new();
            for token in tokens.chain([None]) {
                let circle = around(issuer, rule, Some(provider), token.as_ref());
                let owner = &circle.owner;
                assert_eq!(
                    owner.admission,
                    Admission::Admitted,
                    "{slug}/{}: {:?}",
                    fixture.name,
                    owner.claims.as_map()
                );
                ids.extend(admitted(&circle));
                eprintln!("{slug} {} {:?} {:?}", fixture.name, circle.origin, admitted(&circle));
            }
            found.push((slug, fixture.name.clone(), ids));
        }
    }
    for (slug, name, ids) in found {
        let expected = ADMITTED.iter().find(|(platform, setup, ..)| *platform == slug && *setup == name);
        let expected = expected.map_or(&[][..], |(_, _, ids, _)| ids);
        eprintln!("WANT (\"{slug}\", \"{name}\", &{ids:?}, \"\"),");
        let _ = expected;
    }
    panic!();
}
