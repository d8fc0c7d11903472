//! What describes infrastructure, and programs.

use super::deployments::YAML;
use super::local::{ENV, JSON, PLAIN};
use super::{Advice, RESTART, shell};

/// Source: Terraform, sensitive data in state (<https://developer.hashicorp.com/terraform/language/manage-sensitive-data>, read
/// 2026-11-22).
const HCL: Advice = Advice {
    line: "⟦name⟧ = ⟦value⟧",
    item: "⟦name⟧ = ⟦value⟧",
    commands: &[
        shell("terraform plan", "Shows what changes: the variable should go, and nothing else."),
        shell("terraform apply", "Takes it away where it runs."),
        shell(
            "terraform state pull | grep -c sk-ant-",
            "Counts the lines of the state that hold a key; 0 is expected.",
        ),
    ],
    remains: &[
        "Earlier versions of the state keep the value: only revoking the key ends that.",
        "Variables of the workspace, variable sets and TF_VAR_ variables may set it again: look there too.",
    ],
    ..PLAIN
};

const TOML: Advice =
    Advice {
        line: "⟦name⟧ = ⟦value⟧", item: "⟦name⟧ = ⟦value⟧", remains: &[RESTART], ..YAML
    };

/// Source: Amazon ECS, task definition parameters
/// (<https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>, read 2026-11-22).
pub(super) const ECS: Advice = Advice {
    item: "{ \"name\": \"⟦name⟧\", … }",
    about: "The whole entry goes, under environment or secrets.",
    commands: &[
        shell(
            "aws ecs register-task-definition --cli-input-json file://⟦file⟧ --query taskDefinition.taskDefinitionArn --output text",
            "Makes a new revision of the file without the entry; what describe-task-definition adds has to go first.",
        ),
        shell(
            "aws ecs update-service --cluster \"$CLUSTER\" --service \"$SERVICE\" --task-definition \"$FAMILY\" --query \
             service.taskDefinition --output text",
            "Rolls the newest revision out.",
        ),
    ],
    remains: &["Older revisions keep it: deregister and delete them, so that no service goes back to one."],
    ..JSON
};

/// Source: aws lambda update-function-configuration
/// (<https://docs.aws.amazon.com/cli/latest/reference/lambda/update-function-configuration.html>, read 2026-11-22):
/// `--environment` replaces every variable.
pub(super) const LAMBDA: Advice = Advice {
    commands: &[shell(
        "(umask 077; aws lambda get-function-configuration --function-name \"$FUNCTION\" --query Environment | jq \
         'del(.Variables[\"'⟦name⟧'\"])' > environment.json && aws lambda update-function-configuration --function-name \"$FUNCTION\" \
         --environment file://environment.json --query LastUpdateStatus --output text; rm -f environment.json)",
        "Writes all other variables back: an update replaces the whole environment, so that naming one alone would lose the rest.",
    )],
    remains: &[
        "Published versions keep theirs: publish a new one, move aliases to it, and delete the old ones.",
    ],
    ..JSON
};

/// What `ant auth status` printed is no file to edit.
const STATUS: Advice = Advice { remains: &[RESTART], ..ENV };

/// A variable that a program sets for itself.
const VARIABLE: Advice =
    Advice { line: "⟦name⟧ = ⟦value⟧", item: "⟦name⟧ = ⟦value⟧", commands: &[], ..PLAIN };

const fn program(line: &'static str, instead: &'static str) -> Advice {
    Advice {
        line,
        item: line,
        instead: Some(instead),
        about: "Other arguments stay. Without a credential in code, the client looks around for federation by itself.",
        commands: &[],
        remains: &["Code that reads the variable first fails once it is gone: take that out as well."],
    }
}

/// Constructors by the language’s name, as the SDKs’ own READMEs write them (<https://github.com/anthropics>, read 2026-11-22).
static PROGRAMS: [(&str, Advice); 7] = [
    ("Python", program("client = Anthropic(⟦name⟧=⟦value⟧)", "client = Anthropic()")),
    (
        "TypeScript",
        program("const client = new Anthropic({ ⟦name⟧: ⟦value⟧ });", "const client = new Anthropic();"),
    ),
    (
        "Go",
        program("client := anthropic.NewClient(option.⟦name⟧(⟦value⟧))", "client := anthropic.NewClient()"),
    ),
    (
        "Java",
        program("AnthropicOkHttpClient.builder().⟦name⟧(⟦value⟧).build()", "AnthropicOkHttpClient.fromEnv()"),
    ),
    ("C#", program("new AnthropicClient { ⟦name⟧ = ⟦value⟧ }", "new AnthropicClient()")),
    ("Ruby", program("Anthropic::Client.new(⟦name⟧: ⟦value⟧)", "Anthropic::Client.new")),
    ("PHP", program("new Client(⟦name⟧: ⟦value⟧)", "new Client()")),
];

/// Advice for a format by the name that people know it by, and for a program by its language.
pub(super) fn by_name(format: &str, is_constructor: bool) -> &'static Advice {
    let language = PROGRAMS.iter().find(|(language, _)| format.starts_with(language));
    match language {
        Some((_, advice)) if is_constructor => advice,
        Some(_) => &VARIABLE,
        None if format.contains("HCL") => &HCL,
        None if format.contains("TOML") => &TOML,
        None if format.contains("ant auth status") => &STATUS,
        None => &JSON,
    }
}
