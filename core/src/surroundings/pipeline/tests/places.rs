//! What each part of a pipeline runs with.

use super::{AZURE, BITBUCKET, CIRCLE, GITHUB, GITLAB};
use crate::precedence::{ACTION, CLAUDE_CODE, Client, PYTHON, Source, resolve};
use crate::surroundings::{Kind, Reading, gather, read};

/// What the second step finds of what the first one hands on.
#[test]
fn what_a_step_hands_on_reaches_the_next() {
    let rows = [
        ("echo \"ANTHROPIC_API_KEY=$K\" >> $GITHUB_ENV", Source::ApiKey, "echo"),
        ("echo ANTHROPIC_API_KEY=abc >> \"${GITHUB_ENV}\"", Source::ApiKey, "with braces"),
        ("printf 'ANTHROPIC_API_KEY=%s\\n' \"$K\" >> $GITHUB_ENV", Source::ApiKey, "printf"),
        ("printf '%s\\n' A=b ANTHROPIC_API_KEY=c >> $GITHUB_ENV", Source::ApiKey, "printf, its format twice"),
        ("echo \"ANTHROPIC_API_KEY=$K\" | tee -a $GITHUB_ENV", Source::ApiKey, "tee"),
        ("{\n  echo A=b\n  echo ANTHROPIC_API_KEY=a\n} >> $GITHUB_ENV", Source::ApiKey, "a group"),
        ("{ echo ANTHROPIC_API_KEY=a; } | tee -a $GITHUB_ENV", Source::ApiKey, "a group and tee"),
        ("cat >> $GITHUB_ENV <<EOF\nANTHROPIC_API_KEY=a\nEOF", Source::ApiKey, "a here-document"),
        ("tee -a $GITHUB_ENV <<< \"ANTHROPIC_API_KEY=$K\"", Source::ApiKey, "a text as input"),
        (
            "echo \"ANTHROPIC_API_KEY<<E\" >> $GITHUB_ENV\ncat key >> $GITHUB_ENV\necho E >> $GITHUB_ENV",
            Source::ApiKey,
            "a value between marks",
        ),
        ("export ANTHROPIC_API_KEY=a", Source::None, "an export ends with its step"),
        ("echo ANTHROPIC_API_KEY=a >> $GITHUB_OUTPUT", Source::None, "an output is no variable"),
        ("echo ANTHROPIC_API_KEY=a\ncat >> $GITHUB_ENV <<EOF\nA=b\nEOF", Source::None, "printed before"),
        ("echo 'ANTHROPIC_API_KEY=' >> $GITHUB_ENV", Source::None, "nothing is no key"),
    ];
    for (script, source, why) in rows {
        let script = script.replace('\n', "\n          ");
        let text = format!(
            "jobs:\n  a:\n    steps:\n      - run: |\n          {script}\n      - run: b\n        env: {{ANTHROPIC_WORKSPACE_ID: c}}"
        );
        assert_eq!(at(GITHUB, &text, "job a, step 2", &PYTHON), source, "{why}:\n{text}");
    }
    let rows = [
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - shell: pwsh\n        run: |\n          \"ANTHROPIC_API_KEY=$k\" | Out-File $env:GITHUB_ENV -Append",
            "job a",
            "PowerShell",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - shell: pwsh\n        run: Add-Content -Path $env:GITHUB_ENV -Value \"ANTHROPIC_API_KEY=$k\"",
            "job a",
            "PowerShell, by its own command",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - uses: actions/github-script@v7\n        with:\n          script: core.exportVariable('ANTHROPIC_API_KEY', key)",
            "job a",
            "JavaScript",
        ),
        (
            CIRCLE,
            "jobs:\n  a:\n    steps:\n      - run: echo \"export ANTHROPIC_API_KEY='$K'\" >> $BASH_ENV",
            "job a",
            "a script that every step runs first",
        ),
        (
            AZURE,
            "jobs:\n  - job: a\n    steps:\n      - bash: echo \"##vso[task.setvariable variable=ANTHROPIC_API_KEY]$K\"",
            "job a",
            "a logging command",
        ),
        (
            AZURE,
            "jobs:\n  - job: a\n    steps:\n      - script: |\n          echo ##vso[task.setvariable variable=anthropic.api.key]a",
            "job a",
            "a logging command in a shell of Windows",
        ),
    ];
    for (file, text, place, why) in rows {
        assert_eq!(at(file, text, place, &PYTHON), Source::ApiKey, "{why}:\n{text}");
    }
    let secret = "jobs:\n  - job: a\n    variables: {ANTHROPIC_PROFILE: b}\n    steps:\n      \
        - bash: echo \"##vso[task.setvariable variable=ANTHROPIC_API_KEY;issecret=true]$K\"";
    assert_eq!(at(AZURE, secret, "job a", &PYTHON), Source::Error, "a secret has to be mapped");
}

/// What a client uses at a place, by the place's name.
fn at(file: &str, text: &str, place: &str, client: &'static Client) -> Source {
    let reading = read(file, text).unwrap();
    let gathered = gather(&[reading], 1_795_219_200);
    let found = gathered.places().iter().position(|known| known.name == place);
    let found = found.unwrap_or_else(|| panic!("no {place} in {:?}\n{text}", gathered.places()));
    resolve(client, gathered.at(found, client)).source
}

/// Names of places with what the Python client uses there.
fn places(file: &str, text: &str) -> Vec<(String, Source)> {
    let gathered = gather(&[read(file, text).unwrap()], 1_795_219_200);
    let places = gathered.places().iter().enumerate();
    places
        .map(|(at, place)| (place.name.clone(), resolve(&PYTHON, gathered.at(at, &PYTHON)).source))
        .collect()
}

const FEDERATION: &str = "{ANTHROPIC_FEDERATION_RULE_ID: fdrl_1, ANTHROPIC_IDENTITY_TOKEN_FILE: /t, \
    ANTHROPIC_ORGANIZATION_ID: 00000000-0000-4000-8000-000000000001}";

/// File, text, names of places with what the Python client uses there, and why.
type Lived<'a> = (&'a str, String, &'a [(&'a str, Source)], &'a str);

#[test]
fn settings_of_one_place_never_reach_another() {
    let rows: [Lived<'_>; 12] = [
        (
            GITHUB,
            format!("jobs:\n  a:\n    env: {FEDERATION}\n  b:\n    env: {{ANTHROPIC_API_KEY: c}}"),
            &[("job a", Source::FederationEnv), ("job b", Source::ApiKey)],
            "jobs",
        ),
        (
            GITHUB,
            format!("env: {FEDERATION}\njobs:\n  a:\n    services:\n      b:\n        env: {{ANTHROPIC_API_KEY: c}}"),
            &[("job a, service b", Source::ApiKey), ("workflow", Source::FederationEnv)],
            "a service has nothing of the workflow",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    env: {ANTHROPIC_API_KEY: a}\n    steps:\n      - uses: b\n      - run: unset ANTHROPIC_API_KEY"
                .to_owned(),
            &[("job a, step 2", Source::None), ("job a, other parts", Source::ApiKey)],
            "a key that one step takes away reaches the others",
        ),
        (
            GITHUB,
            format!("env: {FEDERATION}\njobs:\n  a:\n    steps:\n      - uses: b\n      - env: {{ANTHROPIC_WORKSPACE_ID: c}}"),
            &[("job a, step 2", Source::FederationEnv)],
            "what has no key is not repeated",
        ),
        (
            GITLAB,
            format!("build:\n  variables: {{ANTHROPIC_API_KEY: a}}\nbuild.linux:\n  variables: {FEDERATION}"),
            &[("job build", Source::ApiKey), ("job build.linux", Source::FederationEnv)],
            "a dot in a name is no level",
        ),
        (
            GITLAB,
            format!("variables: {FEDERATION}\na:\n  inherit: {{variables: false}}\n  variables: {{ANTHROPIC_AUTH_TOKEN: b}}\nc:\n  variables: {{ANTHROPIC_WORKSPACE_ID: d}}"),
            &[("job a", Source::AuthToken), ("job c", Source::FederationEnv)],
            "a job that takes nothing over",
        ),
        (
            GITLAB,
            ".a:\n  variables: {ANTHROPIC_API_KEY: b}\n.c:\n  extends: .a\nd:\n  extends: [.c]\n  script: e".to_owned(),
            &[("job d", Source::ApiKey)],
            "templates of templates",
        ),
        (
            GITLAB,
            ".a:\n  script: [export ANTHROPIC_API_KEY=b]\nd:\n  script:\n    - !reference [.a, script]".to_owned(),
            &[("job d", Source::ApiKey)],
            "a script that is referred to",
        ),
        (
            GITLAB,
            "before_script: [export ANTHROPIC_API_KEY=b]\na:\n  script: c\n  variables: {ANTHROPIC_WORKSPACE_ID: d}\ne:\n  before_script: []\n  script: c\n  variables: {ANTHROPIC_PROFILE: d}".to_owned(),
            &[("job a", Source::ApiKey), ("job e", Source::Error)],
            "the same before every script but the one that has its own",
        ),
        (
            BITBUCKET,
            "pipelines:\n  default:\n    - step: {script: [export ANTHROPIC_API_KEY=a, {pipe: b, variables: {ANTHROPIC_AUTH_TOKEN: c}}]}".to_owned(),
            &[("default pipeline, step 1", Source::ApiKey), ("default pipeline, step 1, pipe 1", Source::AuthToken)],
            "a pipe is a container of its own",
        ),
        (
            CIRCLE,
            "commands:\n  k:\n    steps:\n      - run: export ANTHROPIC_API_KEY=a\njobs:\n  a:\n    steps: [k]\n  b:\n    steps: [checkout]".to_owned(),
            &[("job a, step 1, part 1", Source::ApiKey)],
            "a command runs in the job that calls it",
        ),
        (
            AZURE,
            format!("variables: {FEDERATION}\nstages:\n  - stage: a\n    variables: {{ANTHROPIC_API_KEY: b}}\n    jobs: [{{job: c}}]\n  - stage: d\n    variables: {{ANTHROPIC_WORKSPACE_ID: e}}"),
            &[("stage a", Source::ApiKey), ("stage d", Source::FederationEnv)],
            "stages",
        ),
    ];
    for (file, text, expected, why) in rows {
        let found = places(file, &text);
        let found: Vec<(&str, Source)> =
            found.iter().map(|(name, source)| (name.as_str(), *source)).collect();
        assert_eq!(found, expected, "{why}:\n{text}");
    }
}

#[test]
fn an_identity_token_that_a_step_fetches_is_seen() {
    let rows = [
        (
            GITHUB,
            "jobs:\n  a:\n    env: {ANTHROPIC_FEDERATION_RULE_ID: r, ANTHROPIC_ORGANIZATION_ID: o}\n    steps:\n      \
             - run: echo \"ANTHROPIC_IDENTITY_TOKEN=$(curl $ACTIONS_ID_TOKEN_REQUEST_URL)\" >> $GITHUB_ENV",
            "job a",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    env: {ANTHROPIC_FEDERATION_RULE_ID: r, ANTHROPIC_ORGANIZATION_ID: o}\n    steps:\n      \
             - env: {ANTHROPIC_IDENTITY_TOKEN: '${{ steps.t.outputs.token }}'}",
            "job a, step 1",
        ),
        (
            GITLAB,
            "a:\n  variables: {ANTHROPIC_FEDERATION_RULE_ID: r, ANTHROPIC_ORGANIZATION_ID: o}\n  \
             id_tokens: {ANTHROPIC_IDENTITY_TOKEN: {aud: b}}",
            "job a",
        ),
        (
            BITBUCKET,
            "pipelines:\n  default:\n    - step:\n        oidc: true\n        script:\n          \
             - export ANTHROPIC_IDENTITY_TOKEN=$BITBUCKET_STEP_OIDC_TOKEN ANTHROPIC_FEDERATION_RULE_ID=r ANTHROPIC_ORGANIZATION_ID=o",
            "default pipeline, step 1",
        ),
        (
            CIRCLE,
            "jobs:\n  a:\n    environment: {ANTHROPIC_FEDERATION_RULE_ID: r, ANTHROPIC_ORGANIZATION_ID: o}\n    steps:\n      \
             - run: echo 'export ANTHROPIC_IDENTITY_TOKEN=$CIRCLE_OIDC_TOKEN_V2' >> $BASH_ENV",
            "job a",
        ),
        (
            AZURE,
            "variables: {ANTHROPIC_FEDERATION_RULE_ID: r, ANTHROPIC_ORGANIZATION_ID: o}\nsteps:\n  - task: AzureCLI@2\n    \
             inputs:\n      addSpnToEnvironment: true\n      scriptType: bash\n      \
             inlineScript: ANTHROPIC_IDENTITY_TOKEN=$idToken python a.py",
            "step 1",
        ),
    ];
    for (file, text, place) in rows {
        assert_eq!(at(file, text, place, &PYTHON), Source::FederationEnv, "{text}");
    }
}

#[test]
fn what_an_unknown_action_is_given_counts_where_it_is_a_credential() {
    let rows = [
        ("{anthropic_api_key: a}", Some(Source::ApiKey), "a key"),
        ("{anthropic_api_key: ''}", None, "nothing"),
        ("{anthropic_federation_rule_id: a}", None, "an id, of which it makes what it likes"),
    ];
    for (with, source, why) in rows {
        let text = format!("jobs:\n  a:\n    steps:\n      - uses: ./b\n        with: {with}");
        let found = places(GITHUB, &text);
        let found = found.iter().find(|(name, _)| name == "job a, step 1").map(|(_, source)| *source);
        assert_eq!(found, source, "{why}");
    }
}

#[test]
fn a_switch_that_is_computed_hides_no_key() {
    let text = "jobs:\n  a:\n    env: {ANTHROPIC_API_KEY: b, CLAUDE_CODE_USE_BEDROCK: '${{ inputs.c }}'}";
    assert_eq!(at(GITHUB, text, "job a", &CLAUDE_CODE), Source::ApiKey);
    let on = text.replace("'${{ inputs.c }}'", "1");
    assert_eq!(at(GITHUB, &on, "job a", &CLAUDE_CODE), Source::CloudProvider);
}

#[test]
fn inputs_of_the_action_are_no_variables_of_the_job() {
    let rows = [
        ("anthropic_api_key: '${{ secrets.K }}'", Source::ApiKey, "a key"),
        ("claude_code_oauth_token: a", Source::OauthToken, "a token"),
        (
            "{anthropic_federation_rule_id: r, anthropic_organization_id: o}",
            Source::FederationEnv,
            "federation",
        ),
        (
            "{anthropic_federation_rule_id: r, anthropic_organization_id: o, anthropic_api_key: k}",
            Source::ApiKey,
            "both",
        ),
        ("{anthropic_api_key: ''}", Source::None, "an empty input"),
        ("use_bedrock: true", Source::CloudProvider, "another provider"),
        ("settings: '{\"env\": {\"ANTHROPIC_AUTH_TOKEN\": \"a\"}}'", Source::AuthToken, "settings"),
        ("settings: '{\"apiKeyHelper\": \"a\"}'", Source::ApiKeyHelper, "a helper in settings"),
        ("claude_env: |\n              ANTHROPIC_API_KEY: a", Source::ApiKey, "variables of its own"),
    ];
    for (with, source, why) in rows {
        let with = if with.starts_with('{') { format!(" {with}") } else { format!("\n            {with}") };
        let text = format!(
            "jobs:\n  a:\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:{with}"
        );
        if source == Source::None {
            assert_ne!(at(GITHUB, &text, "job a, step 1", &ACTION), Source::ApiKey, "{why}");
            continue;
        }
        assert_eq!(at(GITHUB, &text, "job a, step 1", &ACTION), source, "{why}:\n{text}");
        assert_eq!(at(GITHUB, &text, "job a, step 1", &PYTHON), Source::None, "{why}: another client");
    }
    let base = "jobs:\n  a:\n    env: {ANTHROPIC_API_KEY: b}\n    steps:\n      \
        - uses: anthropics/claude-code-base-action@beta\n        with: {claude_code_oauth_token: c}\n      - run: d";
    assert_eq!(
        at(GITHUB, base, "job a, step 1", &ACTION),
        Source::OauthToken,
        "no way back to the job's key"
    );
    assert_eq!(at(GITHUB, base, "job a, other parts", &CLAUDE_CODE), Source::ApiKey, "which the others have");
}

#[test]
fn circles_and_long_files_end() {
    let job =
        ".a: {extends: .b, script: [!reference [.a, script]]}\n.b: {extends: [.a, .b]}\nc: {extends: .a}\n";
    let many: String = (0..2_000).fold(job.to_owned(), |text, at| {
        format!("{text}j{at}: {{extends: [.a, c], script: [!reference [.a, script], export ANTHROPIC_API_KEY=a]}}\n")
    });
    let commands: String = (0..500).fold("version: 2.1\ncommands:\n".to_owned(), |text, at| {
        format!(
            "{text}  c{at}: {{steps: [c{0}, c{0}, {{run: export ANTHROPIC_API_KEY=a}}]}}\n",
            at.max(1) - 1
        )
    });
    let steps =
        format!("on: a\njobs:\n  a:\n    steps:\n{}", "      - run: ANTHROPIC_API_KEY=a b\n".repeat(5_000));
    for (file, text) in
        [(GITLAB, many), (CIRCLE, format!("{commands}jobs:\n  a: {{steps: [c499]}}")), (GITHUB, steps)]
    {
        let reading: Reading = read(file, &text).unwrap();
        assert!(reading.findings.iter().any(|found| found.kind == Kind::ApiKey), "{file}");
        assert!(!gather(&[reading], 0).places().is_empty());
    }
}
