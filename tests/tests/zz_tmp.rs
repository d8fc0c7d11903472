#![allow(missing_docs, clippy::unwrap_used)]
use keyless_core::lint::{self, Subject};
use keyless_core::providers;
use keyless_core::providers::Entry;
use keyless_core::setup::Setup;
use keyless_core::token::Claims;
use keyless_tests::findings::examples;
use keyless_tests::fixtures;
#[test]
fn show() {
    for l in lint::ALL {
        let (bad, better) = examples(l);
        for (part, list) in [("Example", bad), ("Better", better)] {
            for (n, case) in list.iter().enumerate() {
                let refused = case.setup.rule.parse(Some(&case.setup.issuer), None).err().unwrap_or_default();
                let fix: Vec<_> =
                    case.findings().iter().filter(|f| f.code == l.code).map(|f| f.fix.is_some()).collect();
                println!(
                    "@{}/{part}/{n} {:?} fix={fix:?} refused={refused:?} issuer={:?}",
                    l.code,
                    case.codes(),
                    case.setup.issuer.parse().err()
                );
            }
        }
    }
    for f in fixtures::all() {
        let mut tokens: Vec<Option<Claims>> = vec![None];
        tokens.extend(f.accepted.iter().map(|s| Some(Claims::new(s.claims.clone()))));
        for t in &tokens {
            for x in lint::run(&Subject::of(&f.setup, t.as_ref())) {
                println!(
                    "!{}/{} token={} {} {} {}",
                    f.provider,
                    f.name,
                    t.is_some(),
                    x.severity.as_str(),
                    x.code,
                    x.message
                );
            }
        }
    }
    for provider in providers::ALL {
        let mut setup = Setup::for_provider(provider);
        for x in lint::run(&Subject::of(&setup, None)) {
            println!("!default {} {} {}", provider.slug, x.code, x.message);
        }
        for field in provider.fields {
            if matches!(field.entry, Entry::Line) {
                setup.answer(field.id, field.example);
            }
        }
        for x in lint::run(&Subject::of(&setup, None)) {
            println!("!filled {} {} {}", provider.slug, x.code, x.message);
        }
    }
}
