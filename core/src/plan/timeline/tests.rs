#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::play::run;
use super::*;
use crate::providers;
use crate::rule::{Edit, FieldPath};
use Conclusion::{NoneTaken, OneProcess, SecondDoubtful, SecondRefused, Works};
use Jti::{Always, Never, Perhaps};

fn play(supply: Supply, jti: Jti, check_jti: bool, [identity, asked]: [u64; 2]) -> Play {
    Play { identity, accepted: 86_400, asked, supply, jti, check_jti, unverified: false }
}

#[test]
fn every_way_of_handing_out_tokens_has_its_conclusion() {
    let kubelet = Supply::Replaced(2880);
    let table = [
        (Supply::Fresh, Always, true, [300, 600], Works, "a new token for each exchange"),
        (Supply::Fresh, Always, true, [300, 60], Works, "even where clients come back every minute"),
        (Supply::Fresh, Never, true, [300, 600], Works, "no jti"),
        (
            Supply::OncePerJob,
            Always,
            true,
            [3600, 600],
            SecondRefused,
            "back after 480 s with the spent token",
        ),
        (Supply::OncePerJob, Perhaps, true, [3600, 600], SecondDoubtful, "it may carry a jti"),
        (Supply::OncePerJob, Always, true, [3600, 3600], OneProcess, "one exchange serves the job"),
        (
            Supply::OncePerJob,
            Always,
            true,
            [300, 600],
            OneProcess,
            "the access token outlives the identity token",
        ),
        (Supply::OncePerJob, Always, false, [3600, 600], Works, "single use is off"),
        (Supply::OncePerJob, Never, true, [3600, 600], Works, "no jti"),
        (Supply::OncePerJob, Never, true, [300, 600], Works, "it serves until it ends, and longer"),
        (Supply::Written, Always, true, [300, 600], OneProcess, "what writes the file keeps up"),
        (Supply::Written, Always, false, [300, 600], Works, "single use is off"),
        (Supply::Written, Never, true, [300, 600], Works, "no jti"),
        (kubelet, Perhaps, true, [3600, 3600], OneProcess, "back after 3480 s, replaced after 2880"),
        (kubelet, Perhaps, true, [3600, 600], SecondDoubtful, "back after 480 s, replaced after 2880"),
        (kubelet, Always, true, [3600, 3000], OneProcess, "back in the second in which it is replaced"),
        (kubelet, Always, true, [3600, 2999], SecondRefused, "back a second too early"),
        (kubelet, Always, false, [3600, 600], Works, "single use is off"),
        (kubelet, Never, true, [3600, 600], Works, "no jti"),
        (
            Supply::Replaced(3599),
            Always,
            true,
            [3600, 7200],
            SecondRefused,
            "replaced too late for a late start",
        ),
        (Supply::Replaced(4000), Never, true, [3600, 3900], SecondRefused, "replaced after it has ended"),
        (Supply::Cached, Always, true, [3600, 600], SecondRefused, "the same one again"),
        (Supply::Cached, Always, true, [3600, 3720], OneProcess, "it has ended by then"),
        (Supply::Cached, Never, true, [86_400, 600], Works, "no jti"),
        (Supply::Cached, Always, false, [86_400, 600], Works, "single use is off"),
        (Supply::Fresh, Always, true, [86_401, 600], NoneTaken, "longer than the issuer takes"),
    ];
    for (supply, jti, check_jti, lives, conclusion, why) in table {
        let told = words::tell(&play(supply, jti, check_jti, lives));
        assert_eq!(told.conclusion, conclusion, "{why}: {}", told.sentence());
        assert!(told.because.len() > 20, "{why}");
        assert_eq!(told.change.is_empty(), conclusion == Works, "{why}: {}", told.change);
        assert!(told.end > 0 && !told.exchanges.is_empty() && !told.identity.is_empty(), "{why}");
        let minted = told.exchanges.iter().filter(|e| e.refused.is_none()).count();
        assert_eq!(
            told.access.len(),
            minted,
            "{why}: each exchange that is not refused gives an access token"
        );
    }
}

#[test]
fn the_change_that_is_advised_helps() {
    let table = [
        (Supply::OncePerJob, [3600, 600]),
        (Supply::Replaced(2880), [3600, 600]),
        (Supply::Replaced(3599), [3600, 7200]),
        (Supply::Cached, [3600, 600]),
        (Supply::Cached, [86_400, 600]),
    ];
    for (supply, lives) in table {
        let before = play(supply, Always, true, lives);
        let told = words::tell(&before);
        assert_eq!(told.conclusion, SecondRefused, "{supply:?}");
        if let Some((_, rest)) = told.change.split_once("token_lifetime_seconds to ") {
            let asked = rest.split(' ').next().unwrap().parse().unwrap();
            let after = words::tell(&Play { asked, ..before });
            assert_eq!(after.conclusion, OneProcess, "{supply:?}: {}", told.change);
        }
        assert!(told.change.contains("check_jti to false"), "{supply:?}: {}", told.change);
        assert_eq!(words::tell(&Play { check_jti: false, ..before }).conclusion, Works, "{supply:?}");
    }
}

#[test]
fn the_worst_start_stands_for_every_second() {
    for (after, lives) in [
        (48, [60, 180]),
        (480, [600, 600]),
        (480, [600, 601]),
        (500, [600, 620]),
        (545, [600, 900]),
        (70, [900, 190]),
    ] {
        let played = play(Supply::Replaced(after), Always, true, lives);
        let refused = (0..after).any(|start| run(&played, start).refused().is_some());
        let told = words::tell(&played);
        assert_eq!(
            told.conclusion == SecondRefused,
            refused,
            "after {after}, {lives:?}: {}",
            told.sentence()
        );
    }
}

#[test]
fn what_is_drawn_lies_within_the_story() {
    for supply in [Supply::Fresh, Supply::OncePerJob, Supply::Replaced(2880), Supply::Cached] {
        for lives in [[300, 600], [3600, 3600], [86_400, 60]] {
            let told = words::tell(&play(supply, Always, true, lives));
            for span in told.identity.iter().chain(&told.access) {
                assert!(span.start < span.end && span.start < told.end, "{supply:?} {lives:?}: {span:?}");
            }
            assert!(told.exchanges.iter().all(|e| e.at <= told.end), "{supply:?} {lives:?}");
            let moments = told.moments();
            assert!(
                moments.windows(2).all(|pair| pair[0].at < pair[1].at),
                "{supply:?}: in order, each time once"
            );
            let text = moments.iter().map(|m| m.what.as_str()).collect::<Vec<_>>().join("; ");
            assert_eq!(text.matches("; ").count() + 1, told.identity.len() + told.exchanges.len(), "{text}");
        }
    }
}

#[test]
fn every_provider_s_own_suggestion_works_or_says_why_not() {
    for provider in providers::ALL {
        let told = timeline(&Setup::for_provider(provider)).unwrap();
        let works = matches!(told.conclusion, Works | OneProcess);
        assert!(works || !told.change.is_empty(), "{}: {}", provider.slug, told.sentence());
        assert_ne!(told.conclusion, NoneTaken, "{}: {}", provider.slug, told.sentence());
        assert!(!told.sentence().contains('\u{2019}'), "{}: plain text", provider.slug);
    }
    assert_eq!(timeline(&Setup::default()), None, "no platform, no story");
}

#[test]
fn what_is_typed_changes_the_story() {
    let provider = providers::find("kubernetes").unwrap();
    let table = [
        (FieldPath::TokenLifetime, "600", SecondDoubtful, "the Console's own suggestion"),
        (FieldPath::TokenLifetime, "soon", OneProcess, "no number counts as the service's default"),
        (FieldPath::CheckJti, "false", Works, "single use switched off"),
        (FieldPath::MaxJwtLifetime, "1800", OneProcess, "the files ask for what the issuer takes"),
        (FieldPath::MaxJwtLifetime, "", OneProcess, "the default"),
    ];
    for (field, value, conclusion, why) in table {
        let mut setup = Setup::for_provider(provider);
        setup.edit(&Edit::set(field, value));
        let told = timeline(&setup).unwrap();
        assert_eq!(told.conclusion, conclusion, "{why}: {}", told.sentence());
    }
}
