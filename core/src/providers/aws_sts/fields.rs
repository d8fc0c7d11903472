//! The form.

use super::check;
use crate::providers::{Answers, Choice, Command, Entry, Field, Need};

/// Where the workload runs; the first choice where none of them was made.
pub(super) fn runs_on(answers: &Answers) -> &'static str {
    match answers.get("runs_on") {
        EC2 => EC2,
        ECS => ECS,
        _ => LAMBDA,
    }
}

pub(super) const LAMBDA: &str = "lambda";
pub(super) const EC2: &str = "ec2";
pub(super) const ECS: &str = "ecs";

pub(super) const ON_LAMBDA: fn(&Answers) -> bool = |answers| runs_on(answers) == LAMBDA;
pub(super) const ON_EC2: fn(&Answers) -> bool = |answers| runs_on(answers) == EC2;
pub(super) const ON_ECS: fn(&Answers) -> bool = |answers| runs_on(answers) == ECS;

/// What stands in a subject while its part is not entered: no account and no role is called like this.
pub(super) const ACCOUNT_ID: &str = "ACCOUNT_ID";
pub(super) const ROLE_NAME: &str = "ROLE_NAME";

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "runs_on",
        label: "Runs on",
        hint: "Where the role's credentials come from. The rule is the same but for what can be pinned beside the role.",
        example: LAMBDA,
        placeholder: "RUNS_ON",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: LAMBDA, label: "AWS Lambda" },
            Choice { value: EC2, label: "Amazon EC2" },
            Choice { value: ECS, label: "Amazon ECS" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "issuer_url",
        label: "Issuer",
        hint: "The account's own. It exists once outbound identity federation is switched on.",
        example: "https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws",
        placeholder: "ISSUER_URL",
        need: Need::Required,
        find: &[Command::new(
            "aws iam get-outbound-web-identity-federation-info --query IssuerIdentifier --output text",
            "Prints the issuer of the account that the command is signed in to.",
        )],
        check: check::issuer_url,
        ..Field::LINE
    },
    Field {
        id: "role_arn",
        label: "Role",
        hint: "The whole ARN of the role that the workload runs with, with its path. Give the workload one of its own: the rule \
               admits everything that runs with it.",
        example: "arn:aws:iam::123456789012:role/apps/inference-worker",
        placeholder: "ROLE_ARN",
        need: Need::Required,
        find: &[
            Command::new(
                "aws lambda get-function-configuration --function-name {function_arn} --query Role --output text",
                "Prints the role of the function.",
            )
            .when(ON_LAMBDA),
            Command::new(
                "aws ecs describe-task-definition --task-definition {task_family} --region {region} \
                 --query taskDefinition.taskRoleArn --output text",
                "Prints the task role. The execution role is another one and no use here.",
            )
            .when(ON_ECS),
            Command::new(
                "aws iam list-instance-profiles --query 'InstanceProfiles[].[InstanceProfileName,Roles[0].Arn]' --output text",
                "Lists the instance profiles with their roles.",
            )
            .when(ON_EC2),
            Command::new(
                "role=$(aws sts get-caller-identity --query Arn --output text | cut -d/ -f2) && aws iam get-role --role-name \
                 \"$role\" --query Role.Arn --output text",
                "Prints the role with its path, from where the workload runs; get-caller-identity alone prints the session.",
            ),
        ],
        check: check::role,
        ..Field::LINE
    },
    Field {
        id: "account_id",
        label: "Account",
        hint: "The account that the role is in. It must be the issuer's.",
        example: "123456789012",
        placeholder: ACCOUNT_ID,
        need: Need::Recommended,
        find: &[Command::new(
            "aws sts get-caller-identity --query Account --output text",
            "Prints the account that the command is signed in to.",
        )],
        check: check::account,
        ..Field::LINE
    },
    Field {
        id: "organization_id",
        label: "Organization",
        hint: "The AWS organization that the account belongs to. Leave it empty where there is none.",
        example: "o-abc1234567",
        placeholder: "ORGANIZATION_ID",
        need: Need::Recommended,
        find: &[Command::new(
            "aws organizations describe-organization --query Organization.Id --output text",
            "Prints the organization's id.",
        )],
        check: check::organization,
        ..Field::LINE
    },
    Field {
        id: "ou_path",
        label: "Organizational unit",
        hint: "The path of a unit that the account has to be in, or in one under it, with the slash at its end. The ou_path of a \
               token shows it.",
        example: "o-abc1234567/r-ab12/ou-ab12-11111111/",
        placeholder: "OU_PATH",
        find: &[Command::new(
            "aws organizations list-parents --child-id {account_id} --query 'Parents[].Id' --output text",
            "Prints the unit that the account is in; ask for the unit's parents in turn to get the path.",
        )],
        check: check::ou_path,
        ..Field::LINE
    },
    Field {
        id: "region",
        label: "Region",
        hint: "Where the workload runs, and which endpoint of STS it asks. It takes no part in the rule.",
        example: "us-east-1",
        placeholder: "REGION",
        need: Need::Required,
        find: &[Command::new("aws configure get region", "Prints the region that the command uses.")],
        check: check::region,
        ..Field::LINE
    },
    Field {
        id: "function_arn",
        label: "Function",
        hint: "The function's ARN without version or alias. With it the rule admits this function alone, and no other that has \
               the same role.",
        example: "arn:aws:lambda:us-east-1:123456789012:function:ingest",
        placeholder: "FUNCTION_ARN",
        need: Need::Recommended,
        find: &[Command::new(
            "aws lambda list-functions --region {region} --query 'Functions[].FunctionArn' --output text",
            "Lists the functions of the region.",
        )],
        asked: ON_LAMBDA,
        check: check::function,
        ..Field::LINE
    },
    Field {
        id: "instance_id",
        label: "Instance",
        hint: "With it the rule admits this machine alone. Leave it empty where machines are replaced.",
        example: "i-0123456789abcdef0",
        placeholder: "INSTANCE_ID",
        find: &[Command::new(
            "aws ec2 describe-instances --region {region} --query \
             'Reservations[].Instances[].[InstanceId,IamInstanceProfile.Arn]' --output text",
            "Lists the machines with their instance profiles.",
        )],
        asked: ON_EC2,
        check: check::instance,
        ..Field::LINE
    },
    Field {
        id: "task_family",
        label: "Task definition",
        hint: "Its family, for the file and the commands. It takes no part in the rule: tokens do not name the task.",
        example: "inference-worker",
        placeholder: "TASK_FAMILY",
        need: Need::Required,
        find: &[Command::new(
            "aws ecs list-task-definition-families --region {region} --status ACTIVE --query 'families[]' --output text",
            "Lists the families.",
        )],
        asked: ON_ECS,
        check: check::family,
        ..Field::LINE
    },
    Field {
        id: "image",
        label: "Image",
        hint: "The workload's container image, for the task definition. It takes no part in the rule.",
        example: "registry.example.com/team/inference-worker:1.4.2",
        placeholder: "IMAGE",
        find: &[Command::new(
            "aws ecs describe-task-definition --task-definition {task_family} --region {region} --query \
             'taskDefinition.containerDefinitions[].image' --output text",
            "Prints the images of the task definition.",
        )],
        asked: ON_ECS,
        check: check::image,
        ..Field::LINE
    },
];
