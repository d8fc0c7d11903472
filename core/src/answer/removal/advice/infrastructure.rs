//! What describes infrastructure, and programs.

use super::deployments::YAML;
use super::local::{ENV, JSON, PLAIN};
use super::{Advice, RESTART, shell};
use crate::surroundings::{Kind, Language};

/// Source: Terraform, sensitive data in state (<https://developer.hashicorp.com/terraform/language/manage-sensitive-data>, read
/// 2026-11-22).
pub(super) const HCL: Advice = Advice {
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

pub(super) const TOML: Advice =
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

/// Source: aws cloudformation deploy
/// (<https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/index.html>, read 2026-11-22).
pub(super) const STACK: Advice = Advice {
    commands: &[shell(
        "aws cloudformation deploy --template-file ⟦file⟧ --stack-name \"$STACK\"",
        "Takes it away where it runs; sam deploy or serverless deploy where those made the stack.",
    )],
    remains: &["Parameters of the stack may still hold the value: look there too."],
    ..YAML
};

/// What `ant auth status` printed is no file to edit.
pub(super) const STATUS: Advice = Advice { remains: &[RESTART], ..ENV };

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

/// How a constructor of a language goes back to what lies around, as the SDKs’ own READMEs write it
/// (<https://github.com/anthropics>, read 2026-11-22).
static PYTHON: Advice = program("client = Anthropic(⟦name⟧=⟦value⟧)", "client = Anthropic()");
static TYPESCRIPT: Advice =
    program("const client = new Anthropic({ ⟦name⟧: ⟦value⟧ });", "const client = new Anthropic();");
static GO: Advice =
    program("client := anthropic.NewClient(option.⟦name⟧(⟦value⟧))", "client := anthropic.NewClient()");
static JAVA: Advice =
    program("AnthropicOkHttpClient.builder().⟦name⟧(⟦value⟧).build()", "AnthropicOkHttpClient.fromEnv()");
static CSHARP: Advice = program("new AnthropicClient { ⟦name⟧ = ⟦value⟧ }", "new AnthropicClient()");
static RUBY: Advice = program("Anthropic::Client.new(⟦name⟧: ⟦value⟧)", "Anthropic::Client.new");
static PHP: Advice = program("new Client(⟦name⟧: ⟦value⟧)", "new Client()");

/// For a program of this language: a constructor’s argument, or a variable that it sets.
pub(super) fn source(language: Language, kind: Kind) -> &'static Advice {
    if kind != Kind::Constructor {
        return &VARIABLE;
    }
    match language {
        Language::Python => &PYTHON,
        Language::TypeScript => &TYPESCRIPT,
        Language::Go => &GO,
        Language::Java => &JAVA,
        Language::CSharp => &CSHARP,
        Language::Ruby => &RUBY,
        Language::Php => &PHP,
    }
}
