//! The answer, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::surroundings::{gather, read};

pub(super) const FEDERATION: &str = "ANTHROPIC_FEDERATION_RULE_ID=fdrl_1\n\
    ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-000000000001\n\
    ANTHROPIC_IDENTITY_TOKEN_FILE=/var/run/token\n";
const KEY: &str = "ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanarycanary\n";
const LOGIN: &str = r#"{"authentication":{"type":"user_oauth","client_id":"c"}}"#;
const STORED: &str = r#"{"type":"oauth_token","access_token":"sk-ant-oat01-canarycanarycanarycanary","refresh_token":"r","expires_at":1795300000}"#;
const PROFILE: &str = r#"{"authentication":{"type":"oidc_federation","federation_rule_id":"fdrl_1",
    "identity_token":{"source":"file","path":"/t"}},"organization_id":"00000000-0000-4000-8000-000000000001"}"#;

/// Files by name, with their texts.
pub(super) type Files<'a> = &'a [(&'a str, &'a str)];

pub(super) fn ask(files: Files<'_>) -> Answer {
    let readings: Vec<Reading> = files.iter().map(|(file, text)| read(file, text).unwrap()).collect();
    answer(&readings, &gather(&readings, 1_795_219_200))
}

#[test]
fn one_line_says_what_is_the_case() {
    let with = |more: &str| format!("{FEDERATION}{more}");
    let without =
        |name: &str| FEDERATION.split_inclusive('\n').filter(|line| !line.contains(name)).collect::<String>();
    let all = [
        (FEDERATION.to_owned(), Tone::Good, "Federation is used everywhere", "all three variables"),
        (with(KEY), Tone::Bad, "Federation is configured, and nothing uses it", "a key above it"),
        (
            with("ANTHROPIC_AUTH_TOKEN=abcdefghijkl\n"),
            Tone::Bad,
            "Federation is configured, and nothing uses it",
            "a token above it",
        ),
        (KEY.to_owned(), Tone::Bad, "A key is used, and no federation is configured", "a key alone"),
        (
            "ANTHROPIC_AUTH_TOKEN=abcdefghijkl\n".to_owned(),
            Tone::Bad,
            "A token is used, and no federation is configured",
            "a token alone",
        ),
        (
            with("ANTHROPIC_API_KEY=\n"),
            Tone::Bad,
            "An empty variable stands before federation in some clients",
            "empty is set for some clients only",
        ),
        (
            "ANTHROPIC_API_KEY=\n".to_owned(),
            Tone::Bad,
            "An empty variable is taken for a credential",
            "and there is nothing else",
        ),
        (
            with("CLAUDE_CODE_OAUTH_TOKEN=abcdefghijkl\n"),
            Tone::Bad,
            "Federation is used, but Claude Code uses a token too",
            "a token that one client reads",
        ),
        (
            without("ORGANIZATION"),
            Tone::Bad,
            "Federation is configured, but incomplete: ANTHROPIC_ORGANIZATION_ID is missing",
            "one variable is missing",
        ),
        (
            format!("{KEY}{}", without("IDENTITY")),
            Tone::Bad,
            "A key is used, and federation is incomplete: ANTHROPIC_IDENTITY_TOKEN_FILE is missing",
            "a key, and one variable is missing",
        ),
        ("A=b\n".to_owned(), Tone::Neutral, "Nothing here is a credential", "nothing"),
        (
            "# ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanarycanary\nA=b\n".to_owned(),
            Tone::Caution,
            "A key stands here, and no client uses it",
            "a key in a comment",
        ),
        (
            "ANTHROPIC_BASE_URL=https://gateway.example\n".to_owned(),
            Tone::Neutral,
            "Requests go to another address, and nothing here is a credential",
            "a gateway",
        ),
    ];
    for (text, tone, title, why) in all {
        let said = ask(&[(".env", &text)]).headline;
        assert_eq!((said.tone, said.title.as_str()), (tone, title), "{why}: {said:?}");
        assert!(!said.about.contains("canarycanary"), "{why}");
    }
    let files: [(Files<'_>, Tone, &str, &str); 4] = [
        (
            &[("configs/default.json", PROFILE)],
            Tone::Caution,
            "Federation is used, but not by every client",
            "PHP reads no default profile",
        ),
        (
            &[
                ("configs/work.json", LOGIN),
                ("credentials/work.json", STORED),
                (".env", "ANTHROPIC_PROFILE=work\n"),
            ],
            Tone::Caution,
            "Only a login’s token is used",
            "a login",
        ),
        (
            &[("s.json", "{\"env\":{\"ANTHROPIC_API_KEY\":\"sk-ant-api03-canarycanarycanary\"}}")],
            Tone::Bad,
            "Claude Code uses a key, and no federation is configured",
            "settings of one client",
        ),
        (
            &[(".env", FEDERATION), ("s.json", "{\"apiKeyHelper\":\"print-key\"}")],
            Tone::Bad,
            "Federation is used, but Claude Code uses a key too",
            "a helper in settings",
        ),
    ];
    for (files, tone, title, why) in files {
        let said = ask(files);
        let brief: Vec<_> =
            said.places[0].clients.iter().map(|c| (c.outcome.client.slug, c.uses, c.state)).collect();
        assert_eq!((said.headline.tone, said.headline.title.as_str()), (tone, title), "{why}: {brief:?}");
    }
}

#[test]
fn a_row_says_where_its_setting_stands() {
    let both = format!("{FEDERATION}{KEY}");
    let said = ask(&[("a.sh", "export ANTHROPIC_API_KEY=other-key-other-key\n"), (".env", &both)]);
    let rows = &said.places[0].client("python").unwrap().rows;
    let brief: Vec<_> =
        rows.iter().map(|row| (row.title, row.mark.word, row.at.as_ref().map(|at| at.line))).collect();
    assert_eq!(
        brief,
        [
            ("Constructor argument", "not seen", None),
            ("ANTHROPIC_API_KEY", "wins", Some(4)),
            ("ANTHROPIC_AUTH_TOKEN", "not set", None),
            ("ANTHROPIC_PROFILE", "not set", None),
            ("Federation variables", "shadowed", Some(1)),
            ("Active profile", "none", None),
        ]
    );
    assert_eq!(rows[1].value.as_deref(), Some("sk-ant-api03…nary"));
    assert_eq!(rows[1].at.as_ref().unwrap().file, ".env", "the last assignment");
    assert_eq!(
        said.headline.about,
        "ANTHROPIC_API_KEY stands in .env line 4. Without it, federation is used."
    );
}

#[test]
fn what_was_pasted_of_a_status_is_held_against_what_requests_do() {
    let status = "Active profile:  default (fallback — no active_config set)\nConfig dir:      /c\nProfile config:  /c/p\nCredentials:     /c/d\n\n\
        Credentials\n  (profile \"default\" not configured — run `ant auth login` to set it up)\n           * Federation (jwt-bearer)                        partial — missing required inputs\n\n\
        Base URL\n  (active) * SDK default                                    https://api.anthropic.com\n\n\
        Organization\n  (active) * Derived from credential (server-side)          (determined at request time)\n\n\
        Workspace\n  (active) * Server-side default                            (determined at request time)\n\n\
        Federation inputs\n  --federation-rule        / ANTHROPIC_FEDERATION_RULE_ID     fdrl_DUMMY0001\n";
    let said = ask(&[("-", status)]);
    let told: Vec<_> = said.status.iter().map(|status| (status.pasted, status.case.code)).collect();
    assert_eq!(told, [(true, "partial_federation_stops_requests")]);
    assert!(
        said.headline.title.starts_with("Federation is configured, but incomplete: "),
        "{:?}",
        said.headline
    );
}

#[test]
fn a_key_in_a_custom_header_is_used_and_removed() {
    let header = "ANTHROPIC_CUSTOM_HEADERS='X-Api-Key: sk-ant-api03-canarycanarycanarycanary'\n";
    let said = ask(&[(".env", &format!("{FEDERATION}{header}"))]);
    let marks: Vec<_> = ["python", "typescript", "ruby", "ant"]
        .iter()
        .map(|slug| {
            let client = said.places[0].client(slug).unwrap();
            (client.rows.last().unwrap().mark.word, client.state, client.after)
        })
        .collect();
    let moves = |word, state| (word, state, State::Migrated);
    assert_eq!(
        marks,
        [
            moves("wins", State::NotMigrated),
            moves("goes out too", State::NotMigrated),
            moves("goes out too", State::NotMigrated),
            moves("passed over", State::Migrated),
        ]
    );
    assert_eq!(said.headline.tone, Tone::Bad, "{:?}", said.headline);
    let [removal] = said.removals.as_slice() else { panic!("{:?}", said.removals) };
    assert!(removal.used && removal.line == 4, "{removal:?}");
}

#[test]
fn a_place_takes_what_stands_nearest_to_it() {
    let text = "on: push\nenv:\n  ANTHROPIC_API_KEY: ${{ secrets.A }}\njobs:\n  one:\n    env:\n      ANTHROPIC_API_KEY: ${{ secrets.B }}\n    steps:\n      \
                - run: x\n  two:\n    steps:\n      - run: x\n";
    let said = ask(&[(".github/workflows/a.yml", text)]);
    let at: Vec<_> = said
        .places
        .iter()
        .map(|place| {
            let won = place.client("go").unwrap().rows.iter().find(|row| row.mark.word == "wins").unwrap();
            (place.place.name.as_str(), won.at.as_ref().unwrap().line, won.value.as_deref().unwrap())
        })
        .collect();
    assert_eq!(at, [("job one", 7, "${{ secrets.B }}"), ("workflow, other parts", 3, "${{ secrets.A }}")]);
    assert!(said.headline.about.contains("It is used in 2 of 2 places."), "{:?}", said.headline);
}

#[test]
fn in_a_program_its_own_client_runs_alone() {
    let program =
        "import anthropic\nclient = anthropic.Anthropic(api_key=\"sk-ant-api03-canarycanarycanarycanary\")\n";
    let said = ask(&[("app.py", program)]);
    assert_eq!(said.headline.title, "Python SDK uses a key, and no federation is configured");
    assert_eq!(said.headline.about, "A constructor argument stands in app.py line 2.");
    let runs: Vec<_> = said.places[0]
        .clients
        .iter()
        .filter(|client| client.runs)
        .map(|client| client.outcome.client.slug)
        .collect();
    assert_eq!(runs, ["python"]);
}

#[test]
fn in_a_step_of_the_action_nothing_else_runs() {
    let text = "on: push\njobs:\n  a:\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          \
                anthropic_federation_rule_id: fdrl_1\n          anthropic_organization_id: 00000000-0000-4000-8000-000000000001\n";
    let said = ask(&[(".github/workflows/a.yml", text)]);
    assert_eq!(said.headline.title, "Federation is used everywhere", "{:?}", said.headline);
    let runs: Vec<_> = said.places[0]
        .clients
        .iter()
        .filter(|client| client.runs)
        .map(|client| client.outcome.client.slug)
        .collect();
    assert_eq!(runs, ["claude-code-action"]);
    let said = ask(&[(
        ".github/workflows/a.yml",
        &text.replace("          anthropic_organization_id: 00000000-0000-4000-8000-000000000001\n", ""),
    )]);
    assert_eq!(
        said.headline.title,
        "Federation is configured, but incomplete: anthropic_organization_id is missing"
    );
}

#[test]
fn status_would_mislead_where_requests_do_something_else() {
    let table: [(Files<'_>, &[&str], &str); 4] = [
        (&[(".env", FEDERATION)], &[], "it would be right"),
        (
            &[(".env", "ANTHROPIC_FEDERATION_RULE_ID=fdrl_1\n")],
            &["partial_federation_stops_requests"],
            "partial",
        ),
        (&[("configs/default.json", PROFILE)], &["federation_profile_not_logged_in"], "not exchanged yet"),
        (
            &[(".env", KEY), ("b.env", "ANTHROPIC_BASE_URL=https://gateway.example\n")],
            &["base_url_not_used"],
            "a gateway",
        ),
    ];
    for (files, codes, why) in table {
        let said: Vec<&str> = ask(files).status.iter().map(|status| status.case.code).collect();
        assert_eq!(said, codes, "{why}");
    }
}
