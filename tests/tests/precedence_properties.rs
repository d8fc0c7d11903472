//! Laws of the resolver for all surroundings: it never fails over, it hides no rung, and it shows no credential.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::precedence::{
    ALL, ActionInputs, Argument, ClaudeCode, Credential, Document, Outcome, Plain, Standing, Surroundings,
    mask, resolve, status, without_winner,
};
use keyless_tests::vectors;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeSet;

const KEY: &str = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk";
const TOKEN: &str = "sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk";
/// No form that anything recognises: known by its place alone.
const OPAQUE: &str = "Zq8Wn3Xc6Vt1Bm9Lk4Jh7Gf2Ds5PaQyTrUeIoNwMzKxCvBl";
const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOmFjbWUvc2l0ZSJ9.c2lnbmF0dXJlLW9mLW1hbnktYnl0ZXM";
/// A profile with all that federation needs.
const FEDERATION: &str = r#"{"authentication":{"type":"oidc_federation","federation_rule_id":"fdrl_1","identity_token":{"source":"file","path":"/t"}},"organization_id":"o","workspace_id":"w"}"#;
const SECRETS: [&str; 4] = [KEY, TOKEN, OPAQUE, JWT];

const SECRET_NAMES: [&str; 5] = [
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "ANTHROPIC_IDENTITY_TOKEN",
    "CLAUDE_CODE_OAUTH_TOKEN",
    "SOME_OTHER_VARIABLE",
];
const PLAIN_NAMES: [&str; 11] = [
    "ANTHROPIC_PROFILE",
    "ANTHROPIC_FEDERATION_RULE_ID",
    "ANTHROPIC_ORGANIZATION_ID",
    "ANTHROPIC_IDENTITY_TOKEN_FILE",
    "ANTHROPIC_SERVICE_ACCOUNT_ID",
    "ANTHROPIC_WORKSPACE_ID",
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_CONFIG_DIR",
    "XDG_CONFIG_HOME",
    "CLAUDE_CODE_USE_BEDROCK",
    "HOME",
];

fn secret() -> impl Strategy<Value = String> {
    let known = select(SECRETS.to_vec()).prop_flat_map(|secret| {
        select(vec![secret.to_owned(), format!(" {secret}"), format!("{secret}\n"), format!("{secret}\r\n")])
    });
    prop_oneof![4 => known, 1 => Just(String::new()), 1 => Just("  ".to_owned())]
}

fn plain() -> impl Strategy<Value = String> {
    let usual = [
        "",
        " ",
        "work",
        "default",
        "/t",
        "fdrl_1",
        "https://proxy.example/path",
        "../x",
        "no scheme",
        "\u{0}é",
        KEY,
        JWT,
    ];
    prop_oneof![6 => select(usual.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

fn header() -> impl Strategy<Value = String> {
    select(vec![
        String::new(),
        format!("X-Api-Key: {KEY}"),
        format!("Authorization: Bearer {TOKEN}\nanthropic-beta: b"),
        format!("authorization: Basic {OPAQUE}"),
        "anthropic-workspace-id: wrkspc_1".to_owned(),
        "no colon".to_owned(),
    ])
}

/// Files as clients expect them, with faults of every kind.
fn text() -> impl Strategy<Value = String> {
    let login =
        r#"{"authentication":{"type":"user_oauth","client_id":"c"},"base_url":"http://elsewhere.example"}"#;
    let usual = vec![
        FEDERATION.to_owned(),
        login.to_owned(),
        r#"{"authentication":{"type":"oidc_federation","identity_token":"/t"}}"#.to_owned(),
        r#"{"authentication":{"type":"oidc_federation","identity_token":{"source":"env","value":"SOME_OTHER_VARIABLE"}}}"#.to_owned(),
        format!(r#"{{"authentication":{{"type":"oidc_federation","identity_token":{{"source":"literal","token":"{OPAQUE}"}}}}}}"#),
        format!(r#"{{"access_token":"{OPAQUE}","refresh_token":"{TOKEN}","expires_at":9999999999}}"#),
        format!(r#"{{"access_token":"{TOKEN}","expires_at":"soon"}}"#),
        r#"{"authentication":[]}"#.to_owned(),
        "[]".to_owned(),
        "{".to_owned(),
        String::new(),
        "work\n".to_owned(),
        OPAQUE.to_owned(),
        format!("{JWT}\n"),
    ];
    prop_oneof![8 => select(usual), 1 => "\\PC{0,20}"]
}

fn path() -> impl Strategy<Value = &'static str> {
    select(vec![
        "~/.config/anthropic/configs/work.json",
        "~/.config/anthropic/configs/default.json",
        "~/.config/anthropic/credentials/work.json",
        "~/.config/anthropic/credentials/default.json",
        "~/.config/anthropic/active_config",
        "/t",
    ])
}

/// A file, mostly with a text that belongs there.
fn file() -> impl Strategy<Value = (&'static str, Option<String>, Option<u32>)> {
    let fits = (path(), text()).prop_map(|(path, text)| {
        let text = match path.rsplit('/').next() {
            Some("active_config") => "work\n".to_owned(),
            Some("t") => JWT.to_owned(),
            _ => text,
        };
        (path, Some(text))
    });
    let any = (path(), prop::option::of(text()));
    let mode = prop::option::of(0_u32..0o1000);
    (prop_oneof![2 => fits, 1 => any], mode).prop_map(|((path, text), mode)| (path, text, mode))
}

fn argument() -> impl Strategy<Value = Argument<String>> {
    prop_oneof![
        5 => Just(Argument::Absent),
        1 => Just(Argument::Null),
        1 => secret().prop_map(Argument::Given),
    ]
}

fn surroundings() -> impl Strategy<Value = Surroundings> {
    let secrets = prop::collection::vec((select(SECRET_NAMES.to_vec()), secret()), 0..4);
    let plains = prop::collection::vec((select(PLAIN_NAMES.to_vec()), plain()), 0..6);
    // Of three files that fit, hardly any are made up by chance.
    let whole = Just(vec![
        ("~/.config/anthropic/active_config", Some("work".to_owned()), None),
        ("~/.config/anthropic/configs/work.json", Some(FEDERATION.to_owned()), None),
        ("/t", Some(JWT.to_owned()), None),
    ]);
    let files = prop_oneof![4 => prop::collection::vec(file(), 0..6), 1 => whole];
    let arguments =
        (argument(), argument(), prop::option::weighted(0.2, plain()), prop::option::weighted(0.1, text()));
    let session = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let inputs = || prop::option::weighted(0.6, plain());
    let action = (inputs(), inputs(), inputs(), inputs(), prop::option::weighted(0.1, plain()));
    (secrets, plains, prop::option::of(header()), files, arguments, session, action).prop_map(
        |(secrets, plains, header, files, (key, token, profile, config), session, action)| {
            let (helper, login, bare, gateway) = session;
            let mut around = Surroundings::at(1_795_219_200);
            for (name, value) in secrets.into_iter().chain(plains) {
                around.set(name, &value);
            }
            if let Some(header) = header {
                around.set("ANTHROPIC_CUSTOM_HEADERS", &header);
            }
            for (path, text, mode) in files {
                match text {
                    // A profile's name is shown; that it is a token of no known form cannot be seen.
                    Some(text) if path.ends_with("active_config") && text.contains(OPAQUE) => {}
                    Some(text) => around.add_file(path, &text, mode),
                    None => around.add_unreadable(path),
                }
            }
            let credential = |argument: Argument<String>| match argument {
                Argument::Given(text) => Argument::Given(Credential::new(&text)),
                Argument::Null => Argument::Null,
                Argument::Absent => Argument::Absent,
            };
            around.arguments.api_key = credential(key);
            around.arguments.auth_token = credential(token);
            around.arguments.profile =
                profile.map_or(Argument::Absent, |name| Argument::Given(Plain::new(&name)));
            around.arguments.config =
                config.map_or(Argument::Absent, |text| Argument::Given(Box::new(Document::parse(&text))));
            let given = |text: Option<String>| text.map(|text| Plain::new(&text));
            let (rule, organization, service_account, workspace, base_url) = action;
            around.arguments.base_url = given(base_url).map_or(Argument::Absent, Argument::Given);
            around.action = ActionInputs {
                rule: given(rule),
                organization: given(organization),
                service_account: given(service_account),
                workspace: given(workspace),
            };
            around.claude_code =
                ClaudeCode { gateway: gateway && login, api_key_helper: helper, login, bare };
            around
        },
    )
}

/// Rungs below the one that decides that hold something.
fn waiting(outcome: &Outcome) -> impl Iterator<Item = keyless_core::precedence::Tier> + '_ {
    let waits = |standing| matches!(standing, Standing::Shadowed | Standing::WouldFail);
    outcome.steps.iter().filter(move |step| waits(step.standing)).map(|step| step.tier)
}

/// Whether more of a secret is told than its first 12 and last 4 characters.
fn tells(output: &str, secret: &str) -> bool {
    let (end, tail) = (secret.len() - 4, secret.len() - 5);
    // Whoever tells eleven characters from within tells one of these pieces.
    let mut pieces =
        secret.as_bytes()[13..end].chunks_exact(6).map(|piece| std::str::from_utf8(piece).unwrap());
    output.contains(&secret[..13])
        || output.contains(&secret[tail..])
        || pieces.any(|piece| output.contains(piece))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn removing_the_winner_hides_no_lower_rung(around in surroundings()) {
        for client in ALL {
            let before = resolve(client, &around);
            let Some(after) = without_winner(&before, &around) else { continue };
            for tier in waiting(&before) {
                let step = after.steps.iter().find(|step| step.tier == tier);
                let standing = step.map(|step| step.standing);
                let there = matches!(
                    standing,
                    Some(Standing::Wins | Standing::Fails | Standing::Shadowed | Standing::WouldFail)
                );
                prop_assert!(there, "{}: {tier:?} is {standing:?} after {:?} is gone", client.slug, before.brief());
            }
            prop_assert_eq!(before.next, Some(after.brief()));
            let again = before.failure.is_none() && before.brief() == after.brief();
            prop_assert!(!again, "{}: {:?} decides once it is removed", client.slug, after.brief());
        }
    }

    #[test]
    fn no_output_shows_more_of_a_credential_than_a_mask(around in surroundings()) {
        let mut told = vec![format!("{around:?}")];
        for client in ALL {
            let outcome = resolve(client, &around);
            told.push(format!("{outcome:?}"));
            told.push(serde_json::to_string(&outcome).unwrap());
            told.push(format!("{:?}", without_winner(&outcome, &around)));
            told.extend(outcome.headers.iter().map(ToString::to_string));
        }
        told.push(format!("{:?}", status::predict(&around)));
        for output in &told {
            for secret in SECRETS {
                prop_assert!(!tells(output, secret), "{output}");
            }
        }
    }

    #[test]
    fn a_mask_shows_no_more_than_12_and_4(text in "\\PC{0,80}") {
        let count = text.chars().count();
        let shown = mask(&text);
        let (head, tail) = shown.rsplit_once('…').unwrap();
        prop_assert!(head.chars().count() <= 12 && tail.chars().count() <= 4);
        prop_assert!(text.starts_with(head) && text.ends_with(tail));
        prop_assert!(count == 0 || head.chars().count() + tail.chars().count() < count);
    }

    #[test]
    fn an_outcome_is_whole(around in surroundings()) {
        for client in ALL {
            let outcome = resolve(client, &around);
            prop_assert_eq!(outcome.failure.is_some(), outcome.call.is_none(), "{}", client.slug);
            prop_assert_eq!(outcome.steps.len(), client.ladder.len());
            let deciding = outcome.steps.iter().filter(|s| matches!(s.standing, Standing::Wins | Standing::Fails));
            prop_assert!(deciding.count() <= 1);
        }
    }

    #[test]
    fn any_text_is_read_as_a_status_or_refused(text in mangled()) {
        if let Some(status) = status::read(&text) {
            let told = format!("{status:?} {} {:?}", serde_json::to_string(&status).unwrap(), status::misleads(&status));
            prop_assert!(!tells(&told, KEY) && !tells(&told, JWT), "{told}");
        }
    }
}

#[test]
fn the_laws_are_tried_at_every_rung_of_every_client() {
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let rungs = ALL.iter().flat_map(|client| client.ladder.iter().map(|rung| (client.slug, rung.tier)));
    let mut missing: BTreeSet<_> = rungs.collect();
    for _ in 0..MOST_TRIED {
        let around = surroundings().new_tree(&mut runner).unwrap().current();
        for client in ALL {
            let steps = resolve(client, &around).steps;
            let decides = steps.iter().find(|s| matches!(s.standing, Standing::Wins | Standing::Fails));
            let waits = steps.iter().any(|s| matches!(s.standing, Standing::Shadowed | Standing::WouldFail));
            // The last rung has none below it.
            if let Some(step) =
                decides.filter(|s| waits || client.ladder.last().is_some_and(|r| r.tier == s.tier))
            {
                missing.remove(&(client.slug, step.tier));
            }
        }
        if missing.is_empty() {
            return;
        }
    }
    panic!("nothing that was made up decides at {missing:?}");
}

/// How many surroundings are made up before it is said that one kind of them is missing.
const MOST_TRIED: usize = 10_000;

/// Recorded outputs with pieces cut out, doubled, or put in.
fn mangled() -> impl Strategy<Value = String> {
    let file = vectors::read(&vectors::folder(), "ant_auth_status");
    let texts: Vec<String> = file["examples"]
        .as_array()
        .unwrap()
        .iter()
        .step_by(7)
        .map(|example| example["text"].as_str().unwrap().to_owned())
        .collect();
    let piece = prop_oneof![
        select(vec![
            "",
            "\n",
            "\u{1b}[",
            "\u{1b}]",
            "(active) * ",
            "Profile (",
            "...",
            "*",
            "\r",
            "\t",
            "é",
            "⚠"
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    let change = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>(), piece);
    let secret = (any::<prop::sample::Index>(), select(vec![KEY, JWT]));
    (select(texts), prop::collection::vec(change, 0..6), secret).prop_map(|(text, changes, (at, secret))| {
        let mut chars: Vec<char> = text.chars().collect();
        for (from, length, keep, piece) in changes {
            let from = from.index(chars.len() + 1);
            let to = (from + length.index(20)).min(chars.len());
            let kept: String = if keep { chars[from..to].iter().collect() } else { String::new() };
            chars.splice(from..to, (kept + &piece).chars());
        }
        // Last, so that it stays whole, and as a word.
        let at = at.index(chars.len() + 1);
        chars.splice(at..at, format!(" {secret} ").chars());
        chars.into_iter().collect()
    })
}
