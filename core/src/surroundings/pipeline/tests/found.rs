//! What is found in a file, and where.

use super::{AZURE, BITBUCKET, CIRCLE, GITHUB, GITLAB};
use crate::surroundings::tests::check;
use crate::surroundings::{Format, Kind, State, read};
use Kind::{
    ApiKey as Key, AuthToken as Token, BaseUrl, IdentityToken as Identity, Profile, WorkspaceId as Workspace,
};
use State::{Commented, Empty, Placeholder, Reference, Set, Unset};

#[test]
fn variables_of_every_level_are_found() {
    check(&[
        (GITHUB, "env:\n  ANTHROPIC_API_KEY: a", &[(2, Key, Set)], "of a workflow"),
        (GITHUB, "jobs:\n  a:\n    env:\n      ANTHROPIC_API_KEY: a", &[(4, Key, Set)], "of a job"),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - env: {ANTHROPIC_API_KEY: a}",
            &[(4, Key, Set)],
            "of a step",
        ),
        (GITHUB, "env:\n  ANTHROPIC_API_KEY:", &[(2, Key, Empty)], "null is set to nothing"),
        (GITHUB, "env:\n  ANTHROPIC_API_KEY: ${{ '' }}", &[(2, Key, Empty)], "an expression of nothing"),
        (
            GITHUB,
            "env:\n  ANTHROPIC_API_KEY: $OTHER",
            &[(2, Key, Set)],
            "nothing but expressions is expanded",
        ),
        (GITHUB, "env:\n  ANTHROPIC_API_KEY: <your-key>", &[(2, Key, Placeholder)], "to be replaced"),
        (
            GITHUB,
            "env:\n  ANTHROPIC_API_KEY: ${{ vars.K }}",
            &[(2, Key, Reference)],
            "a configuration variable",
        ),
        (
            GITHUB,
            "env:\n  ANTHROPIC_API_KEY: ${{ secrets.K || 'sk-ant-api03-abcdefghijklmnop' }}",
            &[(2, Key, Set)],
            "a key in an expression",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    strategy:\n      matrix:\n        k: [sk-ant-api03-abcdefghijklmnop]",
            &[(5, Key, Set)],
            "a key in a matrix",
        ),
        (GITLAB, "variables:\n  ANTHROPIC_API_KEY: $K", &[(2, Key, Reference)], "of a pipeline"),
        (
            GITLAB,
            "variables:\n  ANTHROPIC_PROFILE: {value: $K, expand: false}",
            &[(2, Profile, Set)],
            "a value that is not expanded",
        ),
        (GITLAB, "a:\n  variables:\n    ANTHROPIC_API_KEY: ''", &[(3, Key, Empty)], "of a job, empty"),
        (
            GITLAB,
            "a:\n  script: b\n  rules:\n    - variables:\n        ANTHROPIC_BASE_URL: https://b",
            &[(5, BaseUrl, Set)],
            "of a rule",
        ),
        (CIRCLE, "jobs:\n  a:\n    environment:\n      ANTHROPIC_API_KEY: a", &[(4, Key, Set)], "of a job"),
        (
            CIRCLE,
            "jobs:\n  a:\n    environment:\n      - ANTHROPIC_API_KEY: a\n      - ANTHROPIC_PROFILE=b",
            &[(4, Key, Set), (5, Profile, Set)],
            "as a list",
        ),
        (
            CIRCLE,
            "jobs:\n  a:\n    environment:\n      ANTHROPIC_API_KEY: << pipeline.parameters.k >>",
            &[(4, Key, Reference)],
            "a parameter",
        ),
        (AZURE, "variables:\n  ANTHROPIC_API_KEY: a", &[(2, Key, Set)], "as a mapping"),
        (
            AZURE,
            "variables:\n  - name: anthropic.api.key\n    value: a",
            &[(2, Key, Set)],
            "dots become lines",
        ),
        (
            AZURE,
            "variables:\n  - name: ANTHROPIC_API_KEY\n    value: $[variables.k]",
            &[(2, Key, Reference)],
            "at run",
        ),
        (
            AZURE,
            "steps:\n  - script: a\n    env:\n      ANTHROPIC_API_KEY: $(k)",
            &[(4, Key, Reference)],
            "a macro",
        ),
        (
            AZURE,
            "steps:\n  - ${{ if a }}:\n      - ${{ if b }}:\n          - bash: export ANTHROPIC_API_KEY=a",
            &[(4, Key, Set)],
            "under conditions",
        ),
    ]);
}

#[test]
fn scripts_are_read_where_they_stand() {
    check(&[
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - run: |\n\n          export ANTHROPIC_API_KEY=a",
            &[(6, Key, Set)],
            "behind an empty line",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - run: >-\n          a &&\n          ANTHROPIC_API_KEY=$K b",
            &[(6, Key, Reference)],
            "in lines that are one",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - run: ANTHROPIC_PROFILE=a\n          ANTHROPIC_API_KEY=b c",
            &[(4, Profile, Set), (5, Key, Set)],
            "without a mark",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - run: \"a\n          ANTHROPIC_API_KEY=b c\"",
            &[(5, Key, Set)],
            "in quotes",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - run: $env:ANTHROPIC_API_KEY = 'a'",
            &[(5, Key, Set)],
            "PowerShell where Windows runs it",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - run: x('sk-ant-api03-abcdefghijklmnop')\n        shell: python",
            &[(4, Key, Set)],
            "a key in another language",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - run: |\n          # ANTHROPIC_API_KEY=abc\n          # ANTHROPIC_AUTH_TOKEN: abc",
            &[(5, Key, Commented), (6, Token, Commented)],
            "comments of the script",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - run: curl -H \"x-api-key: ${{ secrets.ANTHROPIC_API_KEY }}\" b",
            &[(4, Key, Reference)],
            "a secret in a command",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    if: secrets.ANTHROPIC_API_KEY != ''\n    steps: [{run: a}]",
            &[],
            "a secret that is only compared",
        ),
        (
            AZURE,
            "steps:\n  - bash: a --key $(ANTHROPIC_API_KEY)",
            &[(2, Key, Reference)],
            "a macro in a command",
        ),
        (
            GITLAB,
            "a:\n  script:\n    - - export ANTHROPIC_PROFILE=a\n    - unset ANTHROPIC_API_KEY",
            &[(3, Profile, Set), (4, Key, Unset)],
            "lists in lists",
        ),
        (
            CIRCLE,
            "jobs:\n  a:\n    steps:\n      - run: export ANTHROPIC_API_KEY=<< parameters.k >>\n      - run: export ANTHROPIC_PROFILE=b",
            &[(4, Key, Reference), (5, Profile, Set)],
            "a parameter begins no here-document",
        ),
        (
            CIRCLE,
            "jobs:\n  a:\n    steps:\n      - run: |\n          cat > .env <<END\n          ANTHROPIC_API_KEY=a\n          END",
            &[(6, Key, Set)],
            "a here-document",
        ),
        (
            AZURE,
            "steps:\n  - task: PowerShell@2\n    inputs:\n      targetType: inline\n      script: |\n        $env:ANTHROPIC_API_KEY = 'a'",
            &[(6, Key, Set)],
            "a task with PowerShell",
        ),
    ]);
}

#[test]
fn what_stands_elsewhere_is_said_with_its_line() {
    let rows = [
        (GITHUB, "jobs:\n  a:\n    uses: b\n    secrets: inherit", 4, "secrets of a called workflow"),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          settings: a.json",
            6,
            "settings in a file",
        ),
        (GITLAB, "include: b.yml\na:\n  script: c", 1, "included files"),
        (CIRCLE, "workflows:\n  a:\n    jobs:\n      - b:\n          context: c", 5, "a context"),
        (BITBUCKET, "pipelines:\n  default:\n    - step:\n        deployment: a", 4, "a deployment"),
        (AZURE, "variables:\n  - group: a", 2, "a group"),
        (AZURE, "stages:\n  - template: a.yml", 2, "a template"),
        (GITHUB, "env:\n  ANTHROPIC_API_KEY: [a]", 2, "a list for a variable"),
    ];
    for (file, text, line, why) in rows {
        let lines: Vec<usize> = read(file, text).unwrap().unread.iter().map(|unread| unread.line).collect();
        assert_eq!(lines, [line], "{why}");
    }
}

#[test]
fn inputs_go_by_other_spellings() {
    check(&[
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - uses: b\n        with: {anthropic-api-key: c, claude_api_key: d}",
            &[(5, Key, Set), (5, Key, Set)],
            "with hyphens, and in short",
        ),
        (
            GITHUB,
            "jobs:\n  a:\n    steps:\n      - uses: b\n        with:\n          key: ${{ secrets.ANTHROPIC_AUTH_TOKEN }}",
            &[(6, Token, Reference)],
            "by what it is given",
        ),
        (
            "action.yml",
            "inputs:\n  anthropic_api_key:\n    required: true\nruns:\n  using: composite",
            &[(2, Key, Reference)],
            "that callers give",
        ),
        (
            AZURE,
            "steps:\n  - template: a.yml\n    parameters: {anthropicApiKey: b}",
            &[(3, Key, Set)],
            "of a template",
        ),
        (GITHUB, "# anthropic_api_key: ${{ secrets.K }}\non: push", &[(1, Key, Commented)], "in a comment"),
        (GITHUB, "# Anthropic API key: see below\non: push", &[], "a sentence"),
        (
            GITLAB,
            "a:\n  id_tokens:\n    ANTHROPIC_IDENTITY_TOKEN: {aud: b}",
            &[(3, Identity, Reference)],
            "a token",
        ),
        (
            BITBUCKET,
            "pipelines:\n  custom:\n    a:\n      - variables:\n          - name: ANTHROPIC_WORKSPACE_ID",
            &[(5, Workspace, Reference)],
            "asked for at the start",
        ),
    ]);
}

#[test]
fn a_platform_is_known_by_name_and_by_shape() {
    let rows = [
        (".github/workflows/a.yaml", "", Format::GithubWorkflow, "the folder"),
        ("x\\.github\\workflows\\a.yml", "", Format::GithubWorkflow, "a path of Windows"),
        ("actions/a/action.yml", "", Format::GithubAction, "an action"),
        ("ci/base.gitlab-ci.yml", "", Format::Gitlab, "the end of the name"),
        (".circleci/config.yml", "", Format::CircleCi, "the folder"),
        ("bitbucket-pipelines.yml", "", Format::Bitbucket, "the name"),
        ("azure-pipelines-nightly.yml", "", Format::Azure, "the beginning of the name"),
        ("-", "name: a\non: push\njobs:\n  b:\n    runs-on: c", Format::GithubWorkflow, "on and jobs"),
        ("a.yml", "name: a\nruns:\n  using: composite", Format::GithubAction, "runs"),
        ("-", "stages: [a]\nb:\n  script: c", Format::Gitlab, "stages and a script"),
        ("-", "b:\n  stage: c\n  script:\n    - d", Format::Gitlab, "a job alone"),
        ("-", "version: 2.1\njobs:\n  a:\n    docker: []", Format::CircleCi, "a version and jobs"),
        ("-", "image: a\npipelines:\n  default: []", Format::Bitbucket, "pipelines"),
        (
            "-",
            "trigger: [main]\npool:\n  vmImage: a\nsteps:\n- script: b",
            Format::Azure,
            "trigger, pool and steps",
        ),
        ("a.yml", "parameters: []\nsteps:\n- task: b", Format::Azure, "a template of steps"),
        ("a.yml", "services:\n  a:\n    image: b", Format::Compose, "none of these"),
        ("values.yaml", "hook:\n  script: |\n    a", Format::Yaml, "a script in something else"),
    ];
    for (file, text, format, why) in rows {
        assert_eq!(read(file, text).unwrap().format, format, "{why}");
    }
}
