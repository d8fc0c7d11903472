//! Where a static key hides in AWS: commands that print names, never values.

use super::fields::{ON_EC2, ON_ECS, ON_LAMBDA};
use crate::providers::{Command, KeyPlace};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Environment of Lambda functions",
        Command::new(
            "aws lambda list-functions --region {region} --query 'Functions[?Environment.Variables.ANTHROPIC_API_KEY!=null || \
             Environment.Variables.ANTHROPIC_AUTH_TOKEN!=null].FunctionName' --output text",
            "Lists the functions of the region that have the variable.",
        )
        .when(ON_LAMBDA),
    )
    .removed_by(Command::new(
        "(umask 077; aws lambda get-function-configuration --region {region} --function-name {function_arn} --query Environment | jq \
         'del(.Variables.ANTHROPIC_API_KEY, .Variables.ANTHROPIC_AUTH_TOKEN)' > environment.json && aws lambda \
         update-function-configuration --region {region} --function-name {function_arn} --environment file://environment.json --query \
         LastUpdateStatus --output text; rm -f environment.json)",
        "Writes the function's environment back without both variables; the file, which holds the others, is removed again. Published \
         versions keep theirs: publish a new one.",
    )),
    KeyPlace::new(
        "ECS task definitions",
        Command::new(
            "aws ecs describe-task-definition --task-definition {task_family} --region {region} --query \
             \"taskDefinition.containerDefinitions[].{{container: name, environment: environment[?name=='ANTHROPIC_API_KEY' || \
             name=='ANTHROPIC_AUTH_TOKEN'].name, secrets: secrets[?name=='ANTHROPIC_API_KEY' || \
             name=='ANTHROPIC_AUTH_TOKEN'].valueFrom}}\"",
            "Lists the containers with the variable, and where its secret comes from.",
        )
        .when(ON_ECS),
    )
    .removed_by(Command::new(
        "aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition {task_family} --region {region} --query \
         service.taskDefinition --output text",
        "Rolls the newest revision out, once you registered one without the variable.",
    )),
    KeyPlace::new(
        "EC2 user data and launch templates",
        Command::new(
            "aws ec2 describe-instance-attribute --instance-id {instance_id} --attribute userData --region {region} --query \
             UserData.Value --output text | base64 -d | grep -c -E 'ANTHROPIC_(API_KEY|AUTH_TOKEN)|sk-ant-'\n\
             aws ec2 describe-launch-templates --region {region} --query 'LaunchTemplates[].LaunchTemplateId' --output text | \
             tr '\\t' '\\n' | while read -r id; do aws ec2 describe-launch-template-versions --launch-template-id \"$id\" \
             --region {region} --output json | jq -r '.LaunchTemplateVersions[] | select((.LaunchTemplateData.UserData // \"\" | \
             @base64d) | test(\"ANTHROPIC_(API_KEY|AUTH_TOKEN)|sk-ant-\")) | .LaunchTemplateName + \" \" + \
             (.VersionNumber | tostring)'; done",
            "Counts the lines of the machine's user data that name a key, then lists the versions of launch templates that do. \
             Look on the machine itself into /etc/environment and the service's unit too.",
        )
        .when(ON_EC2),
    ),
    KeyPlace::new(
        "Systems Manager parameters",
        Command::new(
            "aws ssm describe-parameters --region {region} --parameter-filters \
             Key=Name,Option=Contains,Values=anthropic,Anthropic,ANTHROPIC,claude,CLAUDE --query 'Parameters[].Name' --output text",
            "Lists parameters of such a name.",
        ),
    )
    .removed_by(Command::new(
        "aws ssm delete-parameter --region {region} --name PARAMETER_NAME",
        "Deletes one, for everything that reads it.",
    )),
    KeyPlace::new(
        "Secrets Manager",
        Command::new(
            "aws secretsmanager list-secrets --region {region} --filters Key=all,Values=anthropic,claude --query \
             'SecretList[].Name' --output text",
            "Lists secrets of such a name or description.",
        ),
    )
    .removed_by(Command::new(
        "aws secretsmanager delete-secret --region {region} --secret-id SECRET_NAME --recovery-window-in-days 7",
        "Deletes one for everything that reads it; within seven days it can be restored.",
    )),
    KeyPlace::new(
        "CodeBuild projects",
        Command::new(
            "aws codebuild list-projects --region {region} --query 'projects[]' --output text | xargs -r -n 50 aws codebuild \
             batch-get-projects --region {region} --query \"projects[?environment.environmentVariables[?name=='ANTHROPIC_API_KEY' \
             || name=='ANTHROPIC_AUTH_TOKEN']].name\" --output text --names",
            "Lists the projects that have the variable.",
        ),
    ),
    KeyPlace::new(
        "Amplify, App Runner, Elastic Beanstalk, Batch and Step Functions",
        Command::new(
            "aws amplify list-apps --region {region} --query 'apps[?environmentVariables.ANTHROPIC_API_KEY!=null].name' --output text\n\
             aws apprunner list-services --region {region} --query 'ServiceSummaryList[].ServiceArn' --output text | tr '\\t' '\\n' | \
             while read -r arn; do aws apprunner describe-service --region {region} --service-arn \"$arn\" --output json | jq -r \
             '.Service | select([.. | objects | keys[]] | index(\"ANTHROPIC_API_KEY\")) | .ServiceName'; done\n\
             aws elasticbeanstalk describe-environments --region {region} --output json | jq -r '.Environments[] | \
             [.ApplicationName, .EnvironmentName] | @tsv' | while IFS=\"$(printf '\\t')\" read -r application environment; do aws \
             elasticbeanstalk describe-configuration-settings --region {region} --application-name \"$application\" \
             --environment-name \"$environment\" --query \"ConfigurationSettings[?OptionSettings[?OptionName=='ANTHROPIC_API_KEY']\
             ].EnvironmentName\" --output text; done\n\
             aws batch describe-job-definitions --region {region} --status ACTIVE --query \
             \"jobDefinitions[?containerProperties.environment[?name=='ANTHROPIC_API_KEY']].jobDefinitionName\" --output text\n\
             aws stepfunctions list-state-machines --region {region} --query 'stateMachines[].stateMachineArn' --output text | tr \
             '\\t' '\\n' | while read -r arn; do aws stepfunctions describe-state-machine --region {region} --state-machine-arn \
             \"$arn\" --output json | jq -r 'select(.definition | test(\"ANTHROPIC_API_KEY|sk-ant-\")) | .name'; done",
            "Lists what has the variable there, service by service. A service that is not in use answers nothing, or an error.",
        ),
    ),
];
