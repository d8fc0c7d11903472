//! The answer, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::surroundings::{gather, read};

const FEDERATION: &str = "ANTHROPIC_FEDERATION_RULE_ID=fdrl_1\n\
    ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-000000000001\n\
    ANTHROPIC_IDENTITY_TOKEN_FILE=/var/run/token\n";
const KEY: &str = "ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanarycanary\n";

fn ask(files: &[(&str, &str)]) -> Answer {
    let readings: Vec<Reading> = files.iter().map(|(file, text)| read(file, text).unwrap()).collect();
    answer(&readings, &gather(&readings, 1_795_219_200))
}

#[test]
fn one_line_says_what_is_the_case() {
    let both = format!("{FEDERATION}{KEY}");
    let table = [
        (vec![(".env", FEDERATION)], Tone::Good, "Federation is used everywhere", "all four variables"),
        (vec![(".env", &*both)], Tone::Bad, "Federation is configured, and nothing uses it", "a key above"),
        (vec![(".env", KEY)], Tone::Bad, "A key is used, and no federation is configured", "a key alone"),
        (vec![(".env", "A=b\n")], Tone::Neutral, "Nothing here is a credential", "nothing"),
    ];
    for (files, tone, title, why) in table {
        let said = ask(&files);
        assert_eq!(
            (said.headline.tone, said.headline.title.as_str()),
            (tone, title),
            "{why}: {:?}",
            said.headline
        );
    }
}
