//! What `keyless lint` and `audit` tell machines: refusals, places in files, pages as they come.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_tests::cli::{Folder, GITHUB, issuer, keyless, rule, tight};
use serde_json::{Value, json};

#[test]
fn what_the_service_refuses_fails_and_is_told_in_every_format() {
    let audience = "https://api.anthropic.com";
    let subject = "repo:acme@12/site@34:ref:refs/heads/main";
    let push = json!({"subject_prefix": subject, "audience": audience, "claims": {"event_name": "push"}});
    let with = |name: &str, value: Value| {
        let mut matching = push.clone();
        matching[name] = value;
        rule(&matching)
    };
    let at = |url: &str, seconds: u64| json!({"name": "x", "issuer_url": url, "max_jwt_lifetime_seconds": seconds, "jwks": {"type": "discovery"}});
    let table = [
        (with("condition", json!("claims.ref == ")), issuer(), "rule.match.condition", "no expression"),
        (with("condition", json!("token.ref == 'a'")), issuer(), "rule.match.condition", "another variable"),
        (
            with("claims", json!({"repository_id": 34})),
            issuer(),
            "rule.match.claims.repository_id",
            "a number",
        ),
        (rule(&json!({"audience": audience})), issuer(), "rule.match", "an audience alone"),
        (rule(&push), at("http://idp.acme.example", 3600), "issuer.issuer_url", "no https"),
        (rule(&push), at("https://10.1.2.3", 3600), "issuer.issuer_url", "an IP address"),
        (rule(&push), at(GITHUB, 0), "issuer.max_jwt_lifetime_seconds", "no lifetime"),
    ];
    for (rule, issuer, field, why) in table {
        let folder = Folder::new();
        let (rule, issuer) = (folder.file("rule.json", &rule), folder.file("issuer.json", &issuer));
        let answer = keyless(&["lint", &rule, "--issuer", &issuer, "--json"], "");
        assert_eq!(answer.status, 1, "{why}: {answer:?}");
        assert!(answer.errors.contains(field), "{why}: {answer:?}");
        let told = answer.json();
        let row = told.as_array().unwrap().iter().find(|row| row["code"] == "refused").expect(why);
        assert_eq!((&row["severity"], &row["field"]), (&json!("error"), &json!(field)), "{why}");
        let log = keyless(&["lint", &rule, "--issuer", &issuer, "--format", "sarif"], "").json();
        let run = &log["runs"][0];
        let result = run["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "refused").expect(why);
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "refused", "{why}");
    }
}

#[test]
fn a_refusal_is_not_told_twice_where_a_finding_tells_it() {
    let folder = Folder::new();
    let matching = json!({"subject_prefix": "repo:acme@12/site@34:ref:refs/heads/main", "audience": "https://api.anthropic.com",
        "claims": {"event_name": "push"}, "condition": "true"});
    let told = keyless(&["lint", &folder.file("rule.json", &rule(&matching)), "--json"], "").json();
    let codes: Vec<&str> = told.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["condition-constant"]);
}

#[test]
fn sarif_of_an_audit_names_the_file_and_the_line_of_each_rule() {
    let record = |id: &str, subject: &str| {
        let mut value = rule(&json!({"subject_prefix": subject, "audience": "https://api.anthropic.com"}));
        value["id"] = json!(id);
        value["type"] = json!("federation_rule");
        value
    };
    let folder = Folder::new();
    let page = |name: &str, items: &[Value]| {
        let path = folder.0.path().join(name);
        std::fs::write(&path, format!("{:#}", json!({"data": items, "next_page": null}))).unwrap();
        path.display().to_string()
    };
    let first =
        page("one.json", &[record("fdrl_01A", "repo:acme@12/site@34:*"), record("fdrl_01B", "repo:acme/*")]);
    let second = page("two.json", &[record("fdrl_01C", "repo:acme*")]);
    let log = keyless(&["audit", &first, &second, "--format", "sarif"], "").json();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let mut prints: Vec<&str> = Vec::new();
    for (rule, file) in [("fdrl_01A", &first), ("fdrl_01B", &first), ("fdrl_01C", &second)] {
        let text = std::fs::read_to_string(file).unwrap();
        let begin = text.lines().position(|line| line.contains(rule)).unwrap() + 1;
        let of_rule =
            results.iter().filter(|result| result["locations"][0]["logicalLocations"][0]["name"] == rule);
        let mut seen = 0;
        for result in of_rule {
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(file.ends_with(uri.rsplit('/').next().unwrap()), "{rule}: {uri}");
            let region = &place["region"];
            let number = |name: &str| usize::try_from(region[name].as_u64().expect(name)).unwrap();
            let line = text.lines().nth(number("startLine") - 1).unwrap();
            let part = line.get(number("startColumn") - 1..number("endColumn") - 1).unwrap();
            assert!(part.starts_with('"') && part.ends_with('"'), "{part}");
            assert!(
                number("startLine").abs_diff(begin) < 20 && number("endLine") == number("startLine"),
                "{rule}: {line}"
            );
            prints.push(result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap());
            seen += 1;
        }
        assert!(seen > 0, "{rule}: {results:?}");
    }
    let all = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), all, "each result has a fingerprint of its own");
}

#[test]
fn pages_come_in_one_behind_the_other() {
    let page = |body: Value| json!({"data": [body], "next_page": null}).to_string();
    let answer =
        keyless(&["audit", "-", "--format", "json"], &format!("{}\n{}\n", page(tight()), page(issuer())));
    assert_eq!((answer.status, answer.errors.as_str()), (0, ""), "{answer:?}");
    assert_eq!(answer.json()["rules"][0]["platform"], "github-actions");
}

#[test]
fn help_shows_json_as_it_is_printed() {
    for command in ["token", "check", "condition", "lint", "strangers", "learn", "compare", "precedence"] {
        let help = keyless(&[command, "--help"], "").output;
        assert!(!help.contains('\\'), "{command}: {help}");
    }
}

#[test]
fn what_is_no_json_is_not_taken_for_a_setup() {
    let table = [
        ("", "Nothing was given"),
        ("{\"name\": ", "not JSON"),
        ("5", "none of the Admin API"),
        ("[]", "empty"),
    ];
    for (text, said) in table {
        for command in ["lint", "strangers", "audit"] {
            let answer = keyless(&[command, "-"], text);
            assert_eq!(answer.status, 2, "{command}: {answer:?}");
            assert!(
                answer.errors.contains(said) && !answer.errors.contains("saved"),
                "{command}: {answer:?}"
            );
        }
    }
    let answer = keyless(&["lint", "-"], "{\"keyless_setup\": ");
    assert!(answer.status == 2 && answer.errors.contains("saved setup"), "{answer:?}");
}
