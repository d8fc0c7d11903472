//! What `ant auth status` printed, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::precedence::{Source, by_slug, resolve, status::misleads};
use Kind::ApiKey as Key;
use State::{Empty, Set};

const HEAD: &str = "Active profile:  work (from active_config file)\nConfig dir:      /home/dev/.config/anthropic\n\nCredentials\n";
const TAIL: &str =
    "\n\nBase URL\n  (active) * SDK default                                    https://api.anthropic.com\n";

/// Lines, kinds and states.
type Found = &'static [(usize, Kind, State)];

#[test]
fn a_status_tells_what_it_proves() {
    let key = "  (active) * --api-key / ANTHROPIC_API_KEY                  sk-ant-api03-DUM...\n           * Profile (user_oauth) \
               [via active_config]       sk-ant-oat01-DUM...\n               expires:        2026-11-22T07:00:00Z (in 7h12m0s)";
    let empty = "  (active) * --api-key / ANTHROPIC_API_KEY                  (unset)";
    let profile = "  (active) * Profile (user_oauth) [via active_config]       sk-ant-oat01-DUM...";
    let federated = "  (active) * Profile (oidc_federation) [via active_config]  sk-ant-oat01-DUM...";
    let nothing = "  (profile \"work\" not configured — run `ant auth login` to set it up)";
    let open = "  (profile \"work\" configured but not logged in — run `ant auth login`)";
    let rows: [(&str, Found, Source, Source, usize, &str); 6] = [
        (
            key,
            &[(5, Key, Set), (6, Kind::Profile, Set)],
            Source::ApiKey,
            Source::ApiKey,
            0,
            "a key over a profile",
        ),
        (empty, &[(5, Key, Empty)], Source::ApiKey, Source::None, 0, "an empty key wins in ant alone"),
        (profile, &[(5, Kind::Profile, Set)], Source::ActiveProfile, Source::ActiveProfile, 0, "a login"),
        (
            federated,
            &[(5, Kind::Profile, Set)],
            Source::ActiveProfile,
            Source::ActiveProfile,
            0,
            "an exchanged profile",
        ),
        (nothing, &[], Source::None, Source::None, 0, "nothing"),
        (open, &[], Source::None, Source::None, 1, "a profile of a type that is not shown"),
    ];
    for (credentials, found, ant, python, unread, why) in rows {
        let reading = read("status.txt", &format!("{HEAD}{credentials}{TAIL}")).unwrap();
        assert_eq!(reading.format, Format::AntStatus, "{why}");
        let findings: Vec<(usize, Kind, State)> =
            reading.findings.iter().map(|f| (f.line, f.kind, f.state)).collect();
        assert_eq!(findings, found, "{why}");
        assert_eq!(reading.unread.len(), unread, "{why}: {:?}", reading.unread);
        assert!(reading.status.is_some());
        let gathered = gather(std::slice::from_ref(&reading), 1_795_219_200);
        for (slug, source) in [("ant", ant), ("python", python)] {
            let client = by_slug(slug).unwrap();
            assert_eq!(resolve(client, gathered.at(0, client)).source, source, "{why}: {slug}");
        }
    }
}

#[test]
fn a_status_gives_what_it_needs_to_tell_where_it_misleads() {
    let text = format!(
        "{HEAD}  (active) * Federation (jwt-bearer)                        see 'Federation inputs' below\n\nBase URL\n           * SDK \
         default\n  (active) * ANTHROPIC_BASE_URL env                         https://proxy.example\n\nFederation inputs\n  \
         --identity-token         / ANTHROPIC_IDENTITY_TOKEN         eyJhbGciOiJSUzI1...\n  --federation-rule        / \
         ANTHROPIC_FEDERATION_RULE_ID     fdrl_1\n  --organization-id        / ANTHROPIC_ORGANIZATION_ID        \n"
    );
    let reading = read("-", &text).unwrap();
    let found: Vec<(usize, &str, State)> =
        reading.findings.iter().map(|f| (f.line, f.name.as_str(), f.state)).collect();
    assert_eq!(
        found,
        [
            (9, "ANTHROPIC_BASE_URL", Set),
            (12, "ANTHROPIC_IDENTITY_TOKEN", Set),
            (13, "ANTHROPIC_FEDERATION_RULE_ID", Set),
            (14, "ANTHROPIC_ORGANIZATION_ID", Empty)
        ]
    );
    assert!(misleads(reading.status.as_ref().unwrap()).iter().any(|case| case.code == "base_url_not_used"));
}
