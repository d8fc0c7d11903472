//! What is to be removed and how, per format.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::How;
use super::tests::{FEDERATION, ask};
use crate::surroundings::State as Set;

#[test]
fn every_removal_takes_away_and_none_empties() {
    let table = [
        (
            "a.sh",
            "export ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanary",
            "-export ANTHROPIC_API_KEY=sk-ant-api03…nary",
            "unset ANTHROPIC_API_KEY",
        ),
        (
            ".env",
            "# ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanary",
            "-# ANTHROPIC_API_KEY=sk-ant-api03…nary",
            "",
        ),
        (
            "a.ps1",
            "$env:ANTHROPIC_API_KEY = 'opaque-opaque-opaque'",
            "-$env:ANTHROPIC_API_KEY = \"opaque-opa…\"",
            "Remove-Item Env:ANTHROPIC_API_KEY",
        ),
        (
            "a.fish",
            "set -gx ANTHROPIC_API_KEY (pass k)",
            "-set -gx ANTHROPIC_API_KEY (computed)",
            "set -e ANTHROPIC_API_KEY",
        ),
        ("Dockerfile", "ENV ANTHROPIC_API_KEY=", "-ENV ANTHROPIC_API_KEY=", ""),
        (
            "app's.service",
            "[Service]\nEnvironment=ANTHROPIC_API_KEY=opaque-opaque-opaque",
            "-Environment=\"ANTHROPIC_API_KEY=opaque-opa…\"",
            "sudo systemctl edit --full 'app'\\''s.service'",
        ),
        ("a.sh", "curl -H 'x-api-key: sk-ant-api03-canarycanarycanarycanary'", "-sk-ant-api03…nary", ""),
    ];
    for (file, text, minus, command) in table {
        let said = ask(&[(file, text)]);
        let [removal] = said.removals.as_slice() else { panic!("{text}: {:?}", said.removals) };
        let edit = removal.how.iter().find_map(|how| match how {
            How::Edit { diff, .. } => Some(diff.as_str()),
            How::Command { .. } => None,
        });
        let edit = edit.unwrap();
        assert!(edit.lines().any(|line| line == minus), "{text}: {edit}");
        assert!(edit.contains(&format!("@@ -{} +", removal.line)), "{edit}");
        let first = removal.how.iter().find_map(|how| match how {
            How::Command { text, .. } => Some(text.as_str()),
            How::Edit { .. } => None,
        });
        assert_eq!(first.unwrap_or_default(), command, "{text}");
        let told = format!("{removal:?}");
        assert!(!told.contains("canarycanary") && !told.contains("+ANTHROPIC"), "{told}");
        assert!(!removal.why.is_empty());
    }
}

#[test]
fn commands_know_what_a_setting_refers_to() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData:\n  ANTHROPIC_API_KEY: opaque-opaque-opaque\n";
    let pod = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      \
               - name: app\n        env:\n        - name: ANTHROPIC_API_KEY\n          valueFrom:\n            \
               secretKeyRef: {name: keys, key: a/b}\n";
    let run = pod.replace("apps/v1", "serving.knative.dev/v1").replace("Deployment", "Service");
    let github = "on: push\njobs:\n  a:\n    env:\n      ANTHROPIC_API_KEY: ${{ secrets.CLAUDE }}\n    steps:\n      - run: x\n";
    let vars = github.replace("secrets.", "vars.");
    let gitlab = "a:\n  variables:\n    ANTHROPIC_API_KEY: $CLAUDE\n  script: [x]\n";
    let circle = "version: 2.1\njobs:\n  a:\n    docker: [{image: b}]\n    environment:\n      ANTHROPIC_API_KEY: opaque-opaque\n    steps: [checkout]\n";
    let azure = "steps:\n- script: x\n  env:\n    ANTHROPIC_API_KEY: $(claude)\n";
    let compose = "services:\n  a:\n    image: b\n    environment:\n    - ANTHROPIC_API_KEY=${CLAUDE}\n";
    let table: [(&str, &str, &str, &str); 9] = [
        (
            "s.yaml",
            secret,
            "-ANTHROPIC_API_KEY: opaque-opa…",
            "kubectl patch secret keys --type=json -p '[{\"op\":\"remove\",\"path\":\"/data/ANTHROPIC_API_KEY\"}]'",
        ),
        (
            "p.yaml",
            pod,
            "-- name: ANTHROPIC_API_KEY",
            "kubectl set env deployment/web --containers=app ANTHROPIC_API_KEY-",
        ),
        (
            "p.yaml",
            pod,
            "-- name: ANTHROPIC_API_KEY",
            "kubectl patch secret keys --type=json -p '[{\"op\":\"remove\",\"path\":\"/data/a~1b\"}]'",
        ),
        (
            "r.yaml",
            &run,
            "-- name: ANTHROPIC_API_KEY",
            "gcloud run services update web --remove-secrets=ANTHROPIC_API_KEY",
        ),
        (
            ".github/workflows/a.yml",
            github,
            "-ANTHROPIC_API_KEY: ${{ secrets.CLAUDE }}",
            "gh secret delete CLAUDE",
        ),
        (
            ".github/workflows/a.yml",
            &vars,
            "-ANTHROPIC_API_KEY: ${{ vars.CLAUDE }}",
            "gh variable delete CLAUDE",
        ),
        (".gitlab-ci.yml", gitlab, "-ANTHROPIC_API_KEY: ${CLAUDE}", "glab variable delete CLAUDE"),
        (
            "azure-pipelines.yml",
            azure,
            "-ANTHROPIC_API_KEY: ${claude}",
            "az pipelines variable delete --name claude --pipeline-name \"$PIPELINE\"",
        ),
        (
            "compose.yaml",
            compose,
            "-- ANTHROPIC_API_KEY=${CLAUDE}",
            "docker compose up --detach --force-recreate",
        ),
    ];
    for (file, text, minus, command) in table {
        let said = ask(&[(file, text)]);
        let [removal] = said.removals.as_slice() else { panic!("{text}: {:?}", said.removals) };
        let told = format!("{:?}", removal.how);
        let has = |wanted: &str| {
            removal.how.iter().any(|how| match how {
                How::Command { text, .. } => text == wanted,
                How::Edit { diff, .. } => diff.lines().any(|line| line == wanted),
            })
        };
        assert!(has(minus) && has(command), "{file}: {told}");
    }
    let circle = ask(&[(".circleci/config.yml", circle)]);
    assert!(
        format!("{:?}", circle.removals[0].how).contains("envvar/\\\"ANTHROPIC_API_KEY"),
        "{:?}",
        circle.removals
    );
}

#[test]
fn programs_and_infrastructure_lose_their_keys_as_well() {
    let python =
        "import anthropic\nclient = anthropic.Anthropic(api_key=\"sk-ant-api03-canarycanarycanarycanary\")\n";
    let go = "package main\nimport \"github.com/anthropics/anthropic-sdk-go\"\nvar c = anthropic.NewClient(option.WithAPIKey(\"sk-ant-api03-canarycanarycanarycanary\"))\n";
    let ecs = "{\"family\": \"a\", \"containerDefinitions\": [{\"name\": \"b\", \"environment\": [{\"name\": \"ANTHROPIC_API_KEY\", \"value\": \"opaque-opaque\"}]}]}";
    let lambda = "{\"FunctionName\": \"a\", \"Environment\": {\"Variables\": {\"ANTHROPIC_API_KEY\": \"opaque-opaque\"}}}";
    let terraform = "resource \"aws_lambda_function\" \"a\" {\n  environment {\n    variables = {\n      ANTHROPIC_API_KEY = \"opaque-opaque\"\n    }\n  }\n}\n";
    let table = [
        ("app.py", python, "-client = Anthropic(api_key=sk-ant-api03…nary)", "+client = Anthropic()"),
        (
            "main.go",
            go,
            "-client := anthropic.NewClient(option.WithAPIKey(sk-ant-api03…nary))",
            "+client := anthropic.NewClient()",
        ),
        (
            "task.json",
            ecs,
            "-{ \"name\": \"ANTHROPIC_API_KEY\", … }",
            "aws ecs register-task-definition --cli-input-json file://task.json",
        ),
        (
            "f.json",
            lambda,
            "-\"ANTHROPIC_API_KEY\": \"opaque…\"",
            "jq 'del(.Variables[\"'ANTHROPIC_API_KEY'\"])'",
        ),
        ("main.tf", terraform, "-ANTHROPIC_API_KEY = opaque…", "terraform apply"),
    ];
    for (file, text, minus, part) in table {
        let said = ask(&[(file, text)]);
        let [removal] = said.removals.as_slice() else { panic!("{file}: {:?}", said.removals) };
        let has = |wanted: &str| {
            removal.how.iter().any(|how| match how {
                How::Command { text, .. } => text.contains(wanted),
                How::Edit { diff, .. } => diff.lines().any(|line| line == wanted),
            })
        };
        assert!(has(minus) && has(part) && removal.used, "{file}: {removal:?}");
    }
    let python = ask(&[("app.py", python), (".env", FEDERATION)]);
    let program = python.places.iter().find(|place| !place.place.file.is_empty()).unwrap();
    let first = &program.client("python").unwrap().rows[0];
    assert_eq!((first.mark.word, first.at.as_ref().map(|at| at.line)), ("wins", Some(2)), "{first:?}");
}

#[test]
fn what_is_unset_or_a_placeholder_is_not_removed() {
    let said = ask(&[
        ("a.sh", "unset ANTHROPIC_API_KEY\n"),
        (".env.example", "ANTHROPIC_API_KEY=<your-key>\nANTHROPIC_PROFILE=x\n"),
    ]);
    assert_eq!(said.removals, [], "{:?}", said.headline);
}

#[test]
fn what_is_used_comes_first_and_what_is_empty_says_why() {
    let said = ask(&[
        ("a.sh", "export ANTHROPIC_API_KEY=opaque-opaque-opaque\n"),
        ("b.sh", "export ANTHROPIC_API_KEY=\n"),
    ]);
    let states: Vec<Set> = said.removals.iter().map(|removal| removal.state).collect();
    assert_eq!(states, [Set::Empty, Set::Set], "{:?}", said.removals);
    let why = &said.removals[0].why;
    assert!(why.contains("Ruby SDK") && why.contains("Java SDK") && why.contains("ant"), "{why}");
}
