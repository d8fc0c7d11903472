//! What clients differ in, one row per reason, and the data's own rules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

const KEY: &str = "sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAAAAAAwXyZ";
const NOW: i64 = 1_795_219_200;

fn around(variables: &[(&str, &str)]) -> Surroundings {
    let mut around = Surroundings::at(NOW);
    for (name, value) in variables {
        around.set(name, value);
    }
    around.add_file("/t", "header.payload.signature", None);
    around
}

const FEDERATION: [(&str, &str); 3] = [
    ("ANTHROPIC_FEDERATION_RULE_ID", "fdrl_1"),
    ("ANTHROPIC_ORGANIZATION_ID", "00000000-0000-4000-8000-000000000001"),
    ("ANTHROPIC_IDENTITY_TOKEN_FILE", "/t"),
];

fn with_federation(more: &[(&str, &str)]) -> Surroundings {
    around(&[&FEDERATION, more].concat())
}

#[test]
fn full_federation_wins_in_every_client() {
    for outcome in compare(&with_federation(&[])) {
        let slug = outcome.client.slug;
        if slug == "claude-code-action" {
            assert_eq!(outcome.source, Source::None, "the action replaces the job's variables by its inputs");
            continue;
        }
        assert_eq!(outcome.source, Source::FederationEnv, "{slug}");
        assert_eq!(outcome.next.unwrap().source, Source::None, "{slug} has nothing else");
    }
}

#[test]
fn an_empty_key_is_not_an_unset_one_everywhere() {
    let rows = [
        (&PYTHON, Source::FederationEnv, "counts as unset"),
        (&TYPESCRIPT, Source::FederationEnv, "counts as unset"),
        (&GO, Source::FederationEnv, "counts as unset"),
        (&PHP, Source::FederationEnv, "counts as unset"),
        (&CSHARP, Source::FederationEnv, "counts as unset"),
        (&RUBY, Source::ApiKey, "wins, and no header goes out"),
        (&ANT, Source::ApiKey, "wins, and an empty header goes out"),
        (&JAVA, Source::ApiKey, "wins"),
        (&CLAUDE_CODE, Source::FederationEnv, "counts as unset"),
    ];
    let around = with_federation(&[("ANTHROPIC_API_KEY", "")]);
    for (client, source, why) in rows {
        assert_eq!(resolve(client, &around).source, source, "{}: {why}", client.slug);
    }
}

#[test]
fn key_and_token_together_go_different_ways() {
    let both = around(&[
        ("ANTHROPIC_API_KEY", KEY),
        ("ANTHROPIC_AUTH_TOKEN", "sk-ant-oat01-BBBBBBBBBBBBBBBBBBBBBBBB"),
    ]);
    let rows = [
        (&PYTHON, Source::ApiKey, 1, "the key alone, as a bearer"),
        (&GO, Source::ApiKey, 1, "the key alone"),
        (&PHP, Source::Both, 2, "both headers"),
        (&JAVA, Source::Both, 2, "both headers, as read"),
        (&CSHARP, Source::Both, 2, "both headers, as read"),
        (&CLAUDE_CODE, Source::AuthToken, 1, "the token stands above the key"),
        (&ACTION, Source::AuthToken, 1, "as Claude Code"),
    ];
    for (client, source, headers, why) in rows {
        let outcome = resolve(client, &both);
        assert_eq!((outcome.source, outcome.headers.len()), (source, headers), "{}: {why}", client.slug);
    }
}

#[test]
fn the_action_federates_by_its_inputs_unless_a_key_is_near() {
    let mut job = around(&[]);
    job.action = ActionInputs {
        rule: Some(Plain::new("fdrl_1")),
        organization: Some(Plain::new("o")),
        ..Default::default()
    };
    let outcome = resolve(&ACTION, &job);
    assert_eq!(outcome.source, Source::FederationEnv);
    job.set("ANTHROPIC_API_KEY", KEY);
    let outcome = resolve(&ACTION, &job);
    assert_eq!(outcome.source, Source::ApiKey, "the job's variable is the input's fallback");
    assert_eq!(outcome.next.unwrap().source, Source::None, "and switches federation off");
}

#[test]
fn claude_code_looks_at_settings_between_key_and_profile() {
    let mut around = with_federation(&[]);
    around.claude_code.api_key_helper = true;
    assert_eq!(resolve(&CLAUDE_CODE, &around).source, Source::ApiKeyHelper);
    around.claude_code = ClaudeCode { bare: true, ..ClaudeCode::default() };
    assert_eq!(resolve(&CLAUDE_CODE, &around).source, Source::None, "bare mode reads no federation");
    around.set("CLAUDE_CODE_USE_BEDROCK", "1");
    assert_eq!(resolve(&CLAUDE_CODE, &around).source, Source::CloudProvider);
}

#[test]
fn the_trace_says_what_each_rung_saw() {
    let outcome =
        resolve(&PYTHON, &with_federation(&[("ANTHROPIC_API_KEY", KEY), ("ANTHROPIC_PROFILE", "ghost")]));
    let standings: Vec<(Tier, Standing)> =
        outcome.steps.iter().map(|step| (step.tier, step.standing)).collect();
    assert_eq!(
        standings,
        [
            (Tier::Constructor, Standing::Absent),
            (Tier::ApiKey, Standing::Wins),
            (Tier::AuthToken, Standing::Absent),
            (Tier::Profile, Standing::WouldFail),
            (Tier::FederationEnv, Standing::Shadowed),
            (Tier::ActiveProfile, Standing::Absent),
        ]
    );
    assert_eq!(outcome.warnings, [Warning::StaticShadowsAutoDiscovery]);
    assert_eq!(outcome.headers[0].to_string(), "Authorization: Bearer sk-ant-api03…wXyZ");
}

#[test]
fn a_rung_whose_header_is_refused_fails() {
    let outcome = resolve(&PYTHON, &around(&[("ANTHROPIC_API_KEY", &format!("{KEY}\n"))]));
    let step = outcome.steps.iter().find(|step| step.tier == Tier::ApiKey).unwrap();
    assert_eq!((step.standing, step.fault), (Standing::Fails, Some(Fault::IllegalHeaderValue)));
    assert_eq!(outcome.failure.unwrap().class, "APIConnectionError");
}

#[test]
fn a_mask_shows_less_of_a_short_text() {
    let rows = [
        ("", "…", "nothing"),
        ("ab", "a…", "half"),
        ("DUMMY-SHORT1", "DUMMY-…", "half"),
        (KEY, "sk-ant-api03…wXyZ", "twelve and four"),
    ];
    for (text, shown, why) in rows {
        assert_eq!(mask(text), shown, "{why}");
    }
}

#[test]
fn a_reference_counts_as_set_and_keeps_its_name() {
    let mut around = with_federation(&[]);
    around.set_reference("ANTHROPIC_API_KEY", "${{ secrets.CLAUDE_KEY }}");
    let outcome = resolve(&PYTHON, &around);
    assert_eq!(outcome.headers[0].to_string(), "Authorization: Bearer ${{ secrets.CLAUDE_KEY }}");
}

#[test]
fn every_client_and_code_stands_once_and_in_words() {
    let mut slugs: Vec<&str> = ALL.iter().map(|client| client.slug).collect();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), ALL.len());
    for client in ALL {
        assert!(client.source.starts_with("https://") && client.as_of.len() == 10, "{}", client.slug);
        assert_eq!(by_slug(client.slug).map(|found| found.slug), Some(client.slug));
        for rung in client.ladder {
            let words = [rung.needs, rung.partial, rung.empty, rung.malformed, rung.header, rung.tells];
            assert!(words.iter().all(|words| !words.is_empty()), "{} {:?}", client.slug, rung.tier);
        }
    }
    let mut codes: Vec<&str> = Fault::ALL.iter().map(|fault| fault.code()).collect();
    codes.extend(Warning::ALL.iter().map(|warning| warning.code()));
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}
