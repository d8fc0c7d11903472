//! Laws for all input: reading never fails over, nothing pasted leaks, a verdict is always whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use keyless_core::condition::Condition;
use keyless_core::recognise::recognise;
use keyless_core::rule::{self, Edit, FieldPath, IssuerDraft, RuleDraft};
use keyless_core::secret::{IdentityToken, scrub};
use keyless_core::setup::Setup;
use keyless_core::token::{self, KeySet};
use keyless_core::verdict::{self, CheckId, Conclusion, Outcome, Question};
use keyless_core::{export, providers};
use keyless_tests::{exports, mint};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// What only a pasted token has.
const CANARY: &str = "canary-5b1d9e77";

const API_KEY: &str = "sk-ant-api03-QqQqQqQqQqQqQqQqQqQqQqQqQqQqQqQqQqQqWxYz";

/// Everything that takes text, on one text. What comes back is what it tells of it.
fn read_in_every_way(text: &str) -> Vec<String> {
    let pasted = IdentityToken::new(text.to_owned());
    let mut told = vec![format!("{pasted:?}")];
    told.push(told_of(token::read(&pasted, None)));
    told.push(told_of(KeySet::parse(text)));
    told.push(told_of(rule::read(text)));
    told.push(told_of(Setup::from_json(text)));
    told.push(format!("{:?}", recognise(&pasted)));
    told.push(scrub(text));
    told
}

fn told_of<T: std::fmt::Debug, E: std::fmt::Display>(result: Result<T, E>) -> String {
    match result {
        Ok(read) => format!("{read:?}"),
        Err(error) => error.to_string(),
    }
}

fn github_claims() -> Value {
    json!({
        "iss": "https://token.actions.githubusercontent.com", "sub": "repo:acme/site:ref:refs/heads/main",
        "aud": "https://api.anthropic.com", "iat": 1_789_999_980, "exp": 1_790_000_280, "jti": "j1",
        "repository": "acme/site", "repository_owner": "acme", "repository_owner_id": "1482",
        "run_id": "77", "event_name": "push", "ref": "refs/heads/main",
    })
}

fn rule_body() -> Value {
    json!({
        "rule": {
            "name": "site", "issuer_id": "fdis_01A", "oauth_scope": "workspace:inference",
            "match": {
                "subject_prefix": "repo:acme/site:*", "claims": {"repository_owner_id": "1482"},
                "condition": "claims.event_name == \"push\"",
            },
            "target": {"type": "service_account", "service_account_id": "svac_01A"},
            "workspace_id": "wrkspc_01A", "token_lifetime_seconds": 600,
        },
        "issuer": {"name": "gh", "issuer_url": "https://token.actions.githubusercontent.com"},
    })
}

/// Texts as people paste them.
fn real() -> Vec<String> {
    let (signed, jwks) = mint::signed_es256(&github_claims());
    vec![
        format!("Authorization: Bearer {signed}"),
        jwks.to_string(),
        rule_body().to_string(),
        exports::github("branch").to_json(),
        exports::kubernetes().to_json(),
        json!({"type": "error", "error": {"message": "Authentication failed"}}).to_string(),
        format!("ANTHROPIC_API_KEY={API_KEY}"),
    ]
}

/// A real text with some of it cut out, doubled, or with something else put in.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            ".",
            "=",
            "+",
            "/",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "1e999",
            "-0",
            "ey",
            "eyJ",
            "sk-ant-",
            "\0",
            "\u{feff}",
            "é",
            "\n",
            "Bearer ",
            "99999999999999999999",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    let change = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>(), piece);
    (prop::sample::select(real()), prop::collection::vec(change, 1..4)).prop_map(|(text, changes)| {
        let mut chars: Vec<char> = text.chars().collect();
        for (from, length, keep, piece) in changes {
            let from = from.index(chars.len() + 1);
            let end = from + length.index((chars.len() - from).min(12) + 1);
            let kept: Vec<char> = if keep { chars[from..end].to_vec() } else { Vec::new() };
            chars.splice(from..end, piece.chars().chain(kept.iter().copied()).chain(kept.iter().copied()));
        }
        chars.into_iter().collect()
    })
}

/// Text near enough to a condition to come far into the compiler.
fn condition() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "claims",
        ".",
        "sub",
        "==",
        "\"a\"",
        "&&",
        "||",
        "!",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "has(",
        "matches(",
        "startsWith(",
        "in",
        "1",
        "2.5",
        "-",
        "+",
        "?",
        ":",
        ",",
        "x",
        "true",
        "null",
        " ",
        "\n",
        "'",
        "\\",
        "r\"",
        "b'",
        "size(",
        "é",
        "\0",
        "timestamp(",
        "duration(",
        "exists(c, ",
        "9223372036854775808",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Any JSON value, small.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // With more digits than these, the JSON reader may be off by the last one.
        any::<i32>().prop_map(|n| (f64::from(n) / 64.0).into()),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("\\PC{0,6}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Claims with the registered names more often than chance has them, right and wrong.
fn claims() -> impl Strategy<Value = Map<String, Value>> {
    let changes = prop::collection::vec(
        (
            prop::sample::select(vec![
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "nbf",
                "jti",
                "repository_owner_id",
                "event_name",
                "other",
            ]),
            prop_oneof![
                2 => Just(None),
                3 => json_value().prop_map(Some),
                2 => (1_789_990_000..1_790_010_000i64).prop_map(|n| Some(n.into())),
            ],
        ),
        0..4,
    );
    changes.prop_map(|changes| {
        let Value::Object(mut claims) = github_claims() else { unreachable!("claims are an object") };
        for (name, value) in changes {
            match value {
                None => {
                    claims.shift_remove(name);
                }
                Some(value) => {
                    claims.insert(name.to_owned(), value);
                }
            }
        }
        claims
    })
}

/// A rule and an issuer that fit those claims, or nearly so.
fn resources() -> impl Strategy<Value = (Option<RuleDraft>, Option<IssuerDraft>)> {
    let texts = |all: &[&str]| prop::sample::select(all.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>());
    (
        texts(&["repo:acme/site:*", "repo:acme/site", "", "*", "repo:other/x:*"]),
        texts(&["", "https://api.anthropic.com", "https://x.example"]),
        texts(&["", "claims.event_name == \"push\"", "claims.nowhere == 1", "claims.sub", "claims."]),
        texts(&["600", "", "1", "x"]),
        prop::sample::select(vec![vec![], vec!["wrkspc_01A"], vec!["wrkspc_01A", "wrkspc_01B"]]),
        any::<(bool, bool, Option<bool>)>(),
    )
        .prop_map(
            |(subject, audience, condition, lifetime, workspaces, (with_rule, with_issuer, jti))| {
                let read = rule::read(&rule_body().to_string()).unwrap();
                let rule = read.rules.into_iter().next().map(|rule| RuleDraft {
                    subject_prefix: subject,
                    audience,
                    condition,
                    token_lifetime_seconds: lifetime,
                    workspace_ids: workspaces.into_iter().map(str::to_owned).collect(),
                    ..rule
                });
                let issuer =
                    read.issuers.into_iter().next().map(|issuer| IssuerDraft { check_jti: jti, ..issuer });
                (rule.filter(|_| with_rule), issuer.filter(|_| with_issuer))
            },
        )
}

/// What people type, a setup full of it.
fn setups() -> impl Strategy<Value = Setup> {
    let key = || Just(format!("a {API_KEY} b"));
    let typed = || prop_oneof![6 => "[a-z0-9/._*-]{0,12}", 2 => "\\PC{0,10}", 1 => key()];
    let provider = prop::sample::select(providers::ALL.to_vec());
    let answers = prop::collection::vec((any::<prop::sample::Index>(), typed()), 0..8);
    let fields = prop::sample::select(vec![
        FieldPath::RuleName,
        FieldPath::SubjectPrefix,
        FieldPath::Audience,
        FieldPath::Claim("ref".to_owned()),
        FieldPath::Condition,
        FieldPath::IssuerUrl,
        FieldPath::AccountName,
        FieldPath::OrganizationId,
        FieldPath::WorkloadName,
        FieldPath::TokenLifetime,
    ]);
    let edits = prop::collection::vec((fields, typed()), 0..4);
    let notes = prop::collection::vec(typed(), 0..2);
    (provider, answers, edits, notes).prop_map(|(provider, answers, edits, notes)| {
        let mut setup = Setup::for_provider(provider);
        for (field, text) in answers {
            setup.answer(field.get(provider.fields).id, &text);
        }
        for (field, text) in edits {
            setup.edit(&Edit::set(field, text));
        }
        for (number, text) in notes.iter().enumerate() {
            setup.note(&format!("step-{number}"), text);
            setup.tick(&format!("step-{number}"), true);
        }
        setup
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn reading_never_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_in_every_way(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn reading_never_panics_on_any_text(text in "\\PC{0,80}") {
        read_in_every_way(&text);
    }

    #[test]
    fn reading_never_panics_on_a_real_text_that_was_damaged(text in mutated()) {
        read_in_every_way(&text);
    }

    #[test]
    fn a_token_gives_its_claims_back(claims in prop::collection::btree_map("\\PC{0,8}", json_value(), 0..6)) {
        let claims = Value::Object(claims.into_iter().collect());
        let read = token::read(&IdentityToken::new(mint::unsigned(&claims)), None).unwrap();
        prop_assert_eq!(Value::Object(read.claims.as_map().clone()), claims);
    }

    #[test]
    fn a_verdict_is_whole_and_a_denied_one_names_its_first_failing_check(
        claims in claims(),
        (rule, issuer) in resources(),
        workspace in prop::option::of(prop::sample::select(vec!["wrkspc_01A", "default", "x"])),
        now in 1_789_990_000..1_790_010_000i64,
        how in 0..4,
    ) {
        let (signed, jwks) = mint::signed_es256(&Value::Object(claims.clone()));
        let keys = KeySet::from_value(jwks).unwrap();
        let pasted = match how {
            0 => Value::Object(claims).to_string(),
            1 => signed.chars().take(signed.len() / 2).collect(),
            _ => signed,
        };
        let read = token::read(&IdentityToken::new(pasted), (how == 3).then_some(&keys));
        let verdict = verdict::judge(&Question {
            token: read.as_ref(),
            issuer: issuer.as_ref(),
            rule: rule.as_ref(),
            workspace,
            now,
        });
        let ids: Vec<CheckId> = verdict.checks().iter().map(|c| c.id).collect();
        prop_assert_eq!(ids, CheckId::ALL.to_vec());
        for check in verdict.checks() {
            prop_assert_eq!(check.reason.is_some(), check.outcome == Outcome::Fail, "{:?}", check);
            prop_assert!(!check.message.is_empty(), "{:?}", check);
        }
        let first = verdict.checks().iter().find(|c| c.outcome == Outcome::Fail);
        match verdict.conclusion() {
            Conclusion::Denied(reason) => prop_assert_eq!(first.and_then(|c| c.reason), Some(reason)),
            Conclusion::Accepted | Conclusion::Unproven(_) => prop_assert!(first.is_none()),
        }
        prop_assert!(first.is_none() || verdict.minted().is_none(), "nothing is minted where it is denied");
    }
}

proptest! {
    // Each case writes every file.
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_saved_setup_opens_as_it_was_and_gives_the_same_bytes(setup in setups()) {
        let again = Setup::from_json(&setup.to_json()).unwrap();
        prop_assert_eq!(&again, &setup);
        prop_assert_eq!(again.to_json(), setup.to_json());
        prop_assert_eq!(export::artifacts(&again), export::artifacts(&setup));
        prop_assert_eq!(export::artifacts(&setup), export::artifacts(&setup));
    }

    #[test]
    fn nothing_of_a_token_leaves(setup in setups(), place in 0..5, name in "[a-z]{1,6}", cut in 0..3) {
        let mut setup = setup;
        let claims = json!({"sub": CANARY, "iss": format!("https://{CANARY}.example"), name: [CANARY]});
        let token = mint::unsigned(&claims);
        let payload = token.split('.').nth(1).unwrap().to_owned();
        let text = format!("before {token} after");
        match place {
            0 => setup.answer("owner", &text),
            1 => setup.note("step", &text),
            2 => setup.edit(&Edit::set(FieldPath::SubjectPrefix, text.as_str())),
            3 => setup.edit(&Edit::set(FieldPath::Claim("ref".to_owned()), text.as_str())),
            _ => {
                let body = json!({"name": "r", "match": {"subject_prefix": text}, "target": {}}).to_string();
                setup.replace_rule(rule::read(&body).unwrap().rules.first().unwrap());
            }
        }
        let damaged = match cut {
            0 => token.clone(),
            1 => token.replacen("ey", "ey!", 1),
            _ => token[..token.len() - payload.len() / 2].to_owned(),
        };
        let mut told = vec![setup.to_json(), format!("{setup:?}")];
        told.extend(export::artifacts(&setup).into_iter().flat_map(|file| [file.path, file.title, file.body]));
        told.extend(export::missing(&setup).into_iter().flat_map(|one| [one.placeholder, one.meaning]));
        let pasted = IdentityToken::new(damaged);
        told.push(format!("{pasted:?} {:?}", recognise(&pasted)));
        match token::read(&pasted, None) {
            Ok(read) => {
                told.push(format!("{read:?}"));
                told.extend(read.problems.iter().map(ToString::to_string));
            }
            Err(error) => told.push(format!("{error:?} {error}")),
        }
        told.push(format!("{:?}", rule::read(&json!({"rule": {"name": token}}).to_string())));
        for text in told {
            prop_assert!(!text.contains(CANARY) && !text.contains(&payload[..24]), "{text}");
        }
    }

    #[test]
    fn scrubbing_leaves_no_key_and_no_token(
        before in "\\PC{0,8}",
        kind in prop::sample::select(vec!["api03-", "admin01-", "oat01-", "api01-", ""]),
        secret in "[A-Za-z0-9_-]{24,60}",
        between in prop::sample::select(vec![" ", "\n", "\"", "'", ";", ", ", "=", "&", "\u{e9}"]),
        after in "\\PC{0,8}",
    ) {
        let token = mint::unsigned(&json!({"sub": secret}));
        let key = format!("sk-ant-{kind}{secret}");
        let text = format!("{before}{between}{key}{between}{token}{between}{key}{between}{after}");
        let clean = scrub(&text);
        prop_assert!(!clean.contains(&secret) && !clean.contains(&secret[6..20]), "{clean}");
        for (at, _) in clean.match_indices("sk-ant-") {
            let word: String = clean[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            prop_assert!(word.len() <= 12, "{clean}");
            if let Some(rest) = clean[at + word.len()..].strip_prefix('…') {
                let shown: Vec<char> = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
                prop_assert!(shown.len() <= 4, "{clean}");
            }
        }
        for word in clean.split(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c))) {
            let parts: Vec<&str> = word.split('.').collect();
            let header = BASE64URL.decode(parts[0]).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
            prop_assert!(parts.len() < 3 || !header.is_some_and(|h| h.is_object()), "{clean}");
        }
        prop_assert_eq!(scrub(&clean), clean.clone(), "what is clean stays as it is");
    }
}

#[test]
fn compiling_never_panics_on_any_text() {
    proptest!(ProptestConfig::with_cases(1024), |(source in prop_oneof![3 => condition(), 1 => "\\PC{0,30}"])| {
        if let Ok(condition) = Condition::compile(&source) {
            let Value::Object(claims) = github_claims() else { unreachable!("claims are an object") };
            let _ = condition.evaluate(&claims);
            let _ = (condition.constancy(), condition.references());
        }
    });
}
