//! Laws of the resolver for all surroundings: it never fails over, it hides no rung, and it shows no credential.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::precedence::{
    ALL, Argument, ClaudeCode, Credential, Document, Outcome, Plain, Standing, Surroundings, mask, resolve,
    status, without_winner,
};
use keyless_tests::vectors;
use proptest::prelude::*;
use proptest::sample::select;

const KEY: &str = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk";
const TOKEN: &str = "sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk";
/// No form that anything recognises: known by its place alone.
const OPAQUE: &str = "Zq8Wn3Xc6Vt1Bm9Lk4Jh7Gf2Ds5PaQyTrUeIoNwMzKxCvBl";
const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOmFjbWUvc2l0ZSJ9.c2lnbmF0dXJlLW9mLW1hbnktYnl0ZXM";
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
    let federation = r#"{"authentication":{"type":"oidc_federation","federation_rule_id":"fdrl_1","identity_token":{"source":"file","path":"/t"}},"organization_id":"o","workspace_id":"w"}"#;
    let login =
        r#"{"authentication":{"type":"user_oauth","client_id":"c"},"base_url":"http://elsewhere.example"}"#;
    let usual = vec![
        federation.to_owned(),
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
    let files =
        prop::collection::vec((path(), prop::option::of(text()), prop::option::of(0_u32..0o1000)), 0..6);
    let arguments =
        (argument(), argument(), prop::option::weighted(0.2, plain()), prop::option::weighted(0.1, text()));
    let session = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (secrets, plains, prop::option::of(header()), files, arguments, session).prop_map(
        |(secrets, plains, header, files, (key, token, profile, config), (helper, login, bare, gateway))| {
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
    let letters: Vec<char> = secret.chars().collect();
    let inner: String = letters[4..letters.len() - 4].iter().collect();
    let head: String = letters[..13].iter().collect();
    let tail: String = letters[letters.len() - 5..].iter().collect();
    let windows =
        inner.as_bytes().windows(12).skip(9).any(|w| output.contains(std::str::from_utf8(w).unwrap()));
    output.contains(&head) || output.contains(&tail) || windows
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
        }
    }

    #[test]
    fn no_output_shows_more_of_a_credential_than_a_mask(around in surroundings()) {
        let mut told = vec![format!("{around:?}")];
        for client in ALL {
            let outcome = resolve(client, &around);
            told.push(format!("{outcome:?}"));
            told.push(serde_json::to_string(&outcome).unwrap());
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
