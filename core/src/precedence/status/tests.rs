//! Outputs as they are pasted, and the six cases in which they mislead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::{ANT, Surroundings, resolve};
use super::*;

fn output(profile: &str, credentials: &str, base: &str, inputs: &str) -> String {
    format!(
        "Active profile:  {profile}\nConfig dir:      /home/dev/.config/anthropic\nProfile config:  /c\nCredentials:     /d\n\n\
         Credentials\n{credentials}\n\nBase URL\n  (active) * {base}\n\n\
         Organization\n  (active) * Derived from credential (server-side)          (determined at request time)\n\n\
         Workspace\n  (active) * Server-side default                            (determined at request time)\n{inputs}"
    )
}

const DEFAULT: &str = "SDK default                                    https://api.anthropic.com";
const NAMED: &str = "work (from --profile / ANTHROPIC_PROFILE)";
const FALLBACK: &str = "default (fallback — no active_config set)";
const READY: &str =
    "  (active) * Federation (jwt-bearer)                        see 'Federation inputs' below";
const LOGGED_OUT: &str = "  (profile \"work\" configured but not logged in — run `ant auth login`)";
const LOGIN: &str = "  (active) * Profile (user_oauth) [via active_config]       sk-ant-oat01-DUM...";
const TWO: &str = "\nFederation inputs\n  --identity-token         / ANTHROPIC_IDENTITY_TOKEN         eyJhbGciOiJSUzI1...\n  \
                   --identity-token-file    / ANTHROPIC_IDENTITY_TOKEN_FILE    /t\n";

#[test]
fn each_case_in_which_it_misleads_is_told() {
    let partial = format!(
        "{LOGIN}\n           * Federation (jwt-bearer)                        partial — missing required inputs"
    );
    let env = "ANTHROPIC_BASE_URL env                         https://proxy.example";
    let rows = [
        (output(FALLBACK, &partial, DEFAULT, ""), "partial_federation_stops_requests", true),
        (output(FALLBACK, LOGGED_OUT, DEFAULT, ""), "federation_profile_not_logged_in", false),
        (output(NAMED, READY, DEFAULT, ""), "named_profile_before_federation", false),
        (output(FALLBACK, LOGIN, DEFAULT, ""), "active_profile_cannot_be_used", false),
        (output(FALLBACK, READY, env, ""), "base_url_not_used", true),
        (output(FALLBACK, READY, DEFAULT, TWO), "two_identity_tokens", true),
    ];
    for (text, code, certain) in rows {
        let found = misleads(&read(&text).unwrap());
        let case = found.iter().find(|case| case.code == code);
        assert_eq!(case.map(|case| case.certain), Some(certain), "{code} in {found:?}");
    }
}

#[test]
fn a_plain_key_misleads_nobody() {
    let key = "  (active) * --api-key / ANTHROPIC_API_KEY                  sk-ant-api03-DUM...";
    assert_eq!(misleads(&read(&output(FALLBACK, key, DEFAULT, "")).unwrap()), []);
}

#[test]
fn colours_indentation_and_prompts_change_nothing() {
    let plain = output(NAMED, LOGIN, DEFAULT, TWO);
    let want = read(&plain).unwrap();
    let coloured = plain
        .replace("(active)", "\u{1b}[32m(active)\u{1b}[0m")
        .replace("Base URL", "\u{1b}[1mBase URL\u{1b}[22m");
    let indented = plain.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n");
    let rows = [
        (coloured, "colours"),
        (indented, "indentation"),
        (plain.replace('\n', "\r\n"), "line endings of Windows"),
        (format!("$ ant auth status\n{plain}$ "), "a prompt around it"),
        (format!("\u{feff}{plain}"), "a byte order mark"),
    ];
    for (text, why) in rows {
        let found = Status { unread: Vec::new(), ..read(&text).expect(why) };
        assert_eq!(found, want, "{why}");
    }
}

#[test]
fn another_text_is_not_taken_for_a_status() {
    for text in ["", "Credentials\n", "Active profile:  work\n", "export ANTHROPIC_API_KEY=x"] {
        assert_eq!(read(text), None, "{text:?}");
    }
}

#[test]
fn what_ant_shows_of_a_key_is_cut_to_twelve_characters() {
    let status = read(&output(FALLBACK, LOGIN, DEFAULT, TWO)).unwrap();
    assert_eq!(status.rows, [(Row::Profile, "sk-ant-oat01…".to_owned())]);
    assert_eq!(status.federation_inputs[0].1, "eyJhbGciOiJS…");
}

#[test]
fn status_and_requests_disagree_over_partial_federation() {
    let mut around = Surroundings::at(0);
    around.set("ANTHROPIC_FEDERATION_RULE_ID", "fdrl_1");
    around.add_file(
        "~/.config/anthropic/configs/default.json",
        r#"{"authentication":{"type":"user_oauth"}}"#,
        None,
    );
    let token = r#"{"access_token":"sk-ant-oat01-x","refresh_token":"r","expires_at":9000000000}"#;
    around.add_file("~/.config/anthropic/credentials/default.json", token, Some(0o600));
    assert_eq!(predict(&around).unwrap().winner, Some(Row::Profile), "the status marks the profile");
    assert_eq!(resolve(&ANT, &around).source, super::super::Source::Error, "requests stop");
}
