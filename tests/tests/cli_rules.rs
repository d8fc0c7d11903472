//! `keyless lint`, `strangers`, `learn`, `compare` and `audit` as somebody runs them: files in, answers and exit status out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_core::lint;
use keyless_tests::cli::{Folder, GITHUB, issuer, keyless, rule, tight};
use serde_json::{Value, json};
use std::path::Path;

fn loose() -> Value {
    rule(
        &json!({"subject_prefix": "repo:acme/site*", "audience": "https://api.anthropic.com", "claims": {"repository_owner_id": "12"}}),
    )
}

fn token() -> Value {
    json!({
        "iss": GITHUB, "sub": "repo:acme@12/site@34:ref:refs/heads/main", "aud": "https://api.anthropic.com",
        "iat": 1_789_999_980, "exp": 1_790_000_280, "jti": "a", "repository": "acme/site", "repository_id": "34",
        "repository_owner": "acme", "repository_owner_id": "12", "ref": "refs/heads/main", "ref_type": "branch",
        "event_name": "push", "run_id": "77", "sha": "0f1e", "environment": "production",
    })
}

#[test]
fn lint_says_nothing_of_a_tight_rule_and_ends_well() {
    let folder = Folder::new();
    let (rule, issuer) = (folder.file("rule.json", &tight()), folder.file("issuer.json", &issuer()));
    let answer = keyless(&["lint", &rule, "--issuer", &issuer, "--format", "json"], "");
    assert_eq!((answer.status, answer.json()), (0, json!([])), "{answer:?}");
    let answer = keyless(&["lint", &rule, "--issuer", &issuer], "");
    assert_eq!((answer.status, answer.output.trim()), (0, "1 rule, 0 findings"));
}

#[test]
fn lint_tells_code_severity_field_and_message_in_every_format() {
    let folder = Folder::new();
    let (rule, issuer) = (folder.file("rule.json", &loose()), folder.file("issuer.json", &issuer()));
    let answer = keyless(&["lint", &rule, "--issuer", &issuer, "--format", "json"], "");
    let told = answer.json();
    assert_eq!(keyless(&["lint", &rule, "--issuer", &issuer, "--json"], "").json(), told, "the short way");
    let found = told.as_array().unwrap();
    let one = found.iter().find(|f| f["code"] == "subject-prefix-splits-segment").expect("it is found");
    assert_eq!(one["field"], "rule.match.subject_prefix");
    assert_eq!(one["rule"], "site");
    assert_eq!((&one["severity"], &one["confidence"]), (&json!("warning"), &json!("certain")));
    assert!(one["message"].as_str().unwrap().ends_with('.'));
    assert_eq!(answer.status, 0, "warnings do not fail unless they are told to");

    let text = keyless(&["lint", &rule, "--issuer", &issuer], "");
    assert!(
        text.output.contains("warning rule.match.subject_prefix [subject-prefix-splits-segment]"),
        "{text:?}"
    );
    assert!(text.output.contains("    fix: "), "{text:?}");
}

#[test]
fn lint_needs_no_issuer_to_tell_what_is_loose() {
    let table = [
        (json!({"subject_prefix": "repo:acme*"}), "subject-prefix-splits-segment", "GitHub, by the subject"),
        (json!({"subject_prefix": "repo:acme/*"}), "workload-not-pinned", "every repository"),
        (json!({"subject_prefix": "repo:acme/api:*"}), "pull-request-admitted", "every ref"),
        (json!({"claims": {"repository_owner": "acme"}}), "name-only-pin", "GitHub, by a claim"),
        (
            json!({"claims": {"ref": "refs/heads/main", "event_name": "push"}}),
            "tenant-not-pinned",
            "nobody is named",
        ),
        (
            json!({"subject_prefix": "system:serviceaccount:inference*"}),
            "subject-prefix-splits-segment",
            "Kubernetes",
        ),
        (json!({"subject_prefix": "arn:aws:iam::123456789012:role/*"}), "workload-not-pinned", "AWS"),
        (json!({"subject_prefix": "spiffe://prod.example.com/*"}), "workload-not-pinned", "SPIFFE"),
        (json!({"claims": {"kubernetes.io.namespace": "x"}}), "claim-never-text", "a path"),
        (
            json!({"subject_prefix": "repo:acme/api:", "audience": "sts.amazonaws.com"}),
            "audience-foreign",
            "AWS's audience",
        ),
    ];
    for (matching, code, why) in table {
        let answer = keyless(&["lint", "-", "--json"], &rule(&matching).to_string());
        let told = answer.json();
        assert!(told.as_array().unwrap().iter().any(|f| f["code"] == code), "{why}: {told}");
    }
}

#[test]
fn lint_fails_from_the_severity_on_that_it_is_told() {
    let folder = Folder::new();
    let issuer = folder.file("issuer.json", &issuer());
    let error = folder.file(
        "error.json",
        &rule(&json!({"subject_prefix": "repo:acme/", "audience": "https://api.anthropic.com"})),
    );
    let warning = folder.file("warning.json", &loose());
    let omitted = rule(&json!({"subject_prefix": "repo:acme@12/site@34:ref:refs/heads/main"}));
    let info = folder.file("info.json", &omitted);
    let table = [
        (&error, "error", 1, "an error"),
        (&warning, "error", 0, "a warning is no error"),
        (&warning, "warning", 1, "as bad as asked for"),
        (&warning, "info", 1, "worse than asked for"),
        (&info, "warning", 0, "information"),
        (&info, "info", 1, "information is asked for"),
    ];
    for (rule, severity, status, why) in table {
        let answer = keyless(&["lint", rule, "--issuer", &issuer, "--fail-on", severity], "");
        assert_eq!(answer.status, status, "{why}: {answer:?}");
    }
    let answer = keyless(&["lint", "--issuer", &issuer, &warning, &error, &info], "");
    assert_eq!(answer.status, 1, "one of several");
    assert!(answer.output.ends_with("findings\n") && answer.output.contains("3 rules, "), "{answer:?}");
}

#[test]
fn lint_reads_standard_input_lists_and_setups() {
    let list = json!({"data": [tight(), loose()], "next_page": null});
    let answer = keyless(&["lint", "-", "--format", "json"], &list.to_string());
    assert!(
        answer.json().as_array().unwrap().iter().any(|f| f["code"] == "subject-prefix-splits-segment"),
        "{answer:?}"
    );
    let setup = Path::new(env!("CARGO_MANIFEST_DIR")).join("providers/github-actions/setups/branch.json");
    let answer =
        keyless(&["lint", &setup.display().to_string(), "--format", "json", "--fail-on", "warning"], "");
    assert_eq!(answer.status, 0, "{answer:?}");
}

#[test]
fn lint_refuses_what_holds_no_rule() {
    let table = [("", "nothing"), ("{", "cut"), ("[]", "an empty list"), (r#"{"a": 1}"#, "something else")];
    for (text, why) in table {
        let answer = keyless(&["lint", "-"], text);
        assert_eq!(answer.status, 2, "{why}: {answer:?}");
        assert!(answer.errors.contains("keyless"), "{why}: {answer:?}");
    }
    assert_eq!(keyless(&["lint", "/nonexistent/rule.json"], "").status, 2);
    assert_eq!(keyless(&["lint"], "").status, 2, "no file");
}

#[test]
fn lint_explains_every_finding_and_names_them_where_a_code_is_unknown() {
    for lint in lint::ALL {
        let answer = keyless(&["lint", "--explain", lint.code], "");
        assert_eq!(answer.status, 0, "{}", lint.code);
        assert!(answer.output.starts_with(&format!("# {}\n", lint.code)), "{}", lint.code);
    }
    let answer = keyless(&["lint", "--explain", "no-such-thing"], "");
    assert_eq!(answer.status, 2);
    assert!(answer.errors.contains("name-only-pin"), "{answer:?}");
}

#[test]
fn lint_prints_sarif_that_code_scanning_reads() {
    let folder = Folder::new();
    let rule = folder.file(
        "a rule.json",
        &rule(&json!({"subject_prefix": "repo:acme/", "audience": "sts.amazonaws.com"})),
    );
    let answer = keyless(&["lint", &rule, "--format", "sarif"], "");
    let log = answer.json();
    // What the schema of SARIF 2.1.0 requires, and what code scanning asks for besides.
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().contains("sarif-schema-2.1.0"));
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("{log}") };
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "keyless");
    let rules = driver["rules"].as_array().unwrap();
    assert_eq!(rules.len(), lint::ALL.len());
    for rule in rules {
        assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
        assert!(
            ["note", "warning", "error"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap())
        );
    }
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 2, "{results:?}");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"], "the index is the rule's");
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(["note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.ends_with("a%20rule.json"), "{uri}");
    }
}

#[test]
fn strangers_are_told_with_the_workload_first() {
    let folder = Folder::new();
    let (tight, loose) = (folder.file("tight.json", &tight()), folder.file("loose.json", &loose()));
    let issuer = folder.file("issuer.json", &issuer());
    let answer = keyless(&["strangers", &loose, "--issuer", &issuer, "--json"], "");
    assert_eq!(answer.status, 1, "{answer:?}");
    let told = answer.json();
    let callers = told.as_array().unwrap();
    assert_eq!(
        (&callers[0]["id"], &callers[0]["admitted"], &callers[0]["by"]),
        (&json!("owner"), &json!(true), &Value::Null)
    );
    assert!(callers.len() > 10 && callers.iter().all(|c| c["claims"].is_object()));
    let of = |id: &str| callers.iter().find(|c| c["id"] == id).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(of("look-alike-repository")["admitted"], true);
    assert_eq!(
        (&of("other-owner")["admitted"], &of("other-owner")["by"]),
        (&json!(false), &json!("subject"))
    );

    let answer = keyless(&["strangers", &tight, "--issuer", &issuer, "--provider", "github-actions"], "");
    assert!(answer.output.contains("The workload itself"), "{answer:?}");
    assert_eq!(keyless(&["strangers", &tight, "--provider", "nobody"], "").status, 2);
}

#[test]
fn learn_prints_a_create_body_that_takes_every_sample() {
    let mut other = token();
    other["ref"] = json!("refs/heads/release");
    other["sub"] = json!("repo:acme@12/site@34:ref:refs/heads/release");
    other["run_id"] = json!("78");
    let samples = format!("{}\n{}\n", token(), other);
    let answer = keyless(&["learn"], &samples);
    assert_eq!(answer.status, 0, "{answer:?}");
    let body = answer.json();
    assert!(body["match"].is_object() && body["oauth_scope"] == "workspace:inference", "{body}");
    assert!(
        !body.to_string().contains("\"77\"") && body.to_string().contains("34"),
        "no run, but an id: {body}"
    );

    let folder = Folder::new();
    let learnt = folder.file("learnt.json", &body);
    let samples_file = folder.0.path().join("samples.ndjson");
    std::fs::write(&samples_file, &samples).unwrap();
    let samples_file = samples_file.display().to_string();
    let answer = keyless(&["learn", &samples_file, "--against", &learnt], "");
    assert_eq!((answer.status, answer.output.trim()), (0, "2 of 2 samples get in"), "{answer:?}");
    let answer = keyless(&["learn", &samples_file, "--against", &folder.file("tight.json", &tight())], "");
    assert_eq!(answer.status, 1, "the other branch is shut out: {answer:?}");
    assert_eq!(keyless(&["learn"], "no token").status, 2);
}

#[test]
fn compare_says_which_rule_is_wider_with_a_witness() {
    let folder = Folder::new();
    let subject = |text: &str| {
        folder.file(
            &format!("{}.json", text.len()),
            &rule(&json!({"subject_prefix": text, "audience": "https://api.anthropic.com"})),
        )
    };
    let (narrow, wide, other) = (
        subject("repo:acme/site:ref:refs/heads/main"),
        subject("repo:acme/site:*"),
        subject("repo:acme/playground:*"),
    );
    let table = [
        (&wide, &narrow, "wider", 0, "the second is tighter"),
        (&narrow, &wide, "narrower", 1, "the second lets in more"),
        (&narrow, &narrow, "equal", 0, "the same"),
        (&wide, &other, "neither", 1, "each lets in somebody"),
    ];
    for (first, second, relation, status, why) in table {
        let answer = keyless(&["compare", first, second, "--json"], "");
        let told = answer.json();
        assert_eq!((told["relation"].as_str(), answer.status), (Some(relation), status), "{why}: {told}");
        assert_eq!(told["only_second"].is_object(), status == 1, "{why}: {told}");
        assert_eq!(told["proven"], true, "{why}");
    }
    assert!(keyless(&["compare", &narrow, &wide], "").output.contains("The second alone lets in"));
    assert_eq!(keyless(&["compare", &narrow], "").status, 2);
}

#[test]
fn audit_reports_every_rule_of_the_lists_in_every_format() {
    let record = |id: &str, mut value: Value, kind: &str| {
        value["id"] = json!(id);
        value["type"] = json!(kind);
        value
    };
    let list = |items: Value| json!({"data": items, "next_page": null});
    let named = |name: &str, mut value: Value| {
        value["name"] = json!(name);
        value["workspace_ids"] = json!([value["workspace_id"]]);
        value.as_object_mut().unwrap().shift_remove("workspace_id");
        value
    };
    let broken = rule(&json!({"subject_prefix": "repo:acme/", "audience": "https://api.anthropic.com"}));
    let rules = list(json!([
        record("fdrl_01A", named("tight", tight()), "federation_rule"),
        record("fdrl_01B", named("broken", broken), "federation_rule"),
    ]));
    let folder = Folder::new();
    let rules = folder.file("rules.json", &rules);
    let issuers =
        folder.file("issuers.json", &list(json!([record("fdis_01A", issuer(), "federation_issuer")])));
    let audit = |format: &str| keyless(&["audit", &rules, &issuers, "--format", format], "");
    for format in ["text", "csv", "markdown", "json", "sarif", "script"] {
        let answer = audit(format);
        assert_eq!(answer.status, 1, "{format}: {answer:?}");
        assert!(!answer.output.is_empty(), "{format}");
    }
    let told = audit("json").json();
    let found = told["rules"].as_array().unwrap();
    assert_eq!((&found[0]["name"], &found[0]["findings"]), (&json!("tight"), &json!([])), "{told}");
    assert_eq!(found[1]["findings"][0]["code"], "subject-prefix-without-star", "{told}");
    assert_eq!(audit("csv").output.lines().count(), 3);
    assert_eq!(keyless(&["audit"], "{}").status, 2);
}
