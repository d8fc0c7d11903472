//! How a workload gets its token, and what federation does not solve.

use super::fields::{ECS, LAMBDA, ON_EC2, ON_ECS, ON_LAMBDA, runs_on};
use crate::providers::{Command, Guard, HandedOut, Jti, Precondition, TokenLife, TokenRequest, TokenSource};

/// How long tokens are asked for, in seconds: what STS gives where nobody says, enough for one exchange, and half of the
/// access token's 600 s, so that a fresh one does not shorten it
/// ([`crate::facts::MINTED_LIFETIME_FACTOR`]). The files under `wiring` and the policy have the same number.
pub(super) const SECONDS: u64 = 300;

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The workload calls GetWebIdentityToken of STS with the credentials of its role, and names the audience, the algorithm \
          (RS256 or ES384) and a lifetime. Each call gives a new token, so let the client ask anew for every exchange.",
    before: &[
        Precondition::new(
            "Outbound identity federation is switched on for the account: it is off by default, and STS then answers \
             OutboundWebIdentityFederationDisabled. Leave it on afterwards, since others may stand on it.",
        )
        .checked_by(
            "aws iam get-outbound-web-identity-federation-info",
            "Prints the issuer and JwtVendingEnabled: true; FeatureDisabled where it is off.",
        )
        .fixed_by("aws iam enable-outbound-web-identity-federation", "Switches it on, once per account."),
        Precondition::new(
            "The role may call sts:GetWebIdentityToken, for this audience and at most 300 seconds; platform/aws-setup.sh or \
             platform/aws.tf grants that. It needs no sts:TagGetWebIdentityToken.",
        )
        .checked_by(
            "aws iam simulate-principal-policy --policy-source-arn {role_arn} --action-names sts:GetWebIdentityToken \
             --context-entries ContextKeyName=sts:IdentityTokenAudience,ContextKeyType=stringList,ContextKeyValues=https://api.anthropic.com \
             ContextKeyName=sts:DurationSeconds,ContextKeyType=numeric,ContextKeyValues=300 --query \
             'EvaluationResults[].EvalDecision' --output text",
            "Prints allowed; policies of the organization are not looked at.",
        ),
        Precondition::new("The call goes to a region's endpoint of STS: the global one gives out no such tokens."),
        Precondition::new("The aws command knows get-web-identity-token: releases from before November 2025 do not.")
            .checked_by("aws sts get-web-identity-token help > /dev/null && aws --version", "Prints the release where it does.")
            .when(|answers| runs_on(answers) != LAMBDA),
        Precondition::new(
            "The runtime's boto3 knows get_web_identity_token; otherwise bring a newer one along with anthropic. Code in other \
             languages calls the aws command, which a function has from a layer or an image of its own alone.",
        )
        .when(ON_LAMBDA),
        Precondition::new("The task definition names a task role; the execution role is for ECS itself.").when(ON_ECS),
        Precondition::new("The machine has an instance profile, and hands out credentials by IMDSv2 alone.")
            .checked_by(
                "aws ec2 describe-instances --instance-ids {instance_id} --region {region} --query \
                 'Reservations[].Instances[].[IamInstanceProfile.Arn,MetadataOptions.HttpTokens]' --output text",
                "Prints the instance profile, and required where IMDSv2 is asked for.",
            )
            .when(ON_EC2),
    ],
    command: Command::new(
        "aws sts get-web-identity-token --region {region} --audience https://api.anthropic.com --signing-algorithm RS256 \
         --duration-seconds 300 --query WebIdentityToken --output text",
        "Prints a live token of whichever role the command runs with: run it where the workload runs.",
    ),
    source: |answers| {
        if runs_on(answers) == ECS {
            return TokenSource::File;
        }
        TokenSource::Program(&[
            "aws",
            "sts",
            "get-web-identity-token",
            "--region",
            "{region}",
            "--audience",
            "{audience}",
            "--signing-algorithm",
            "RS256",
            "--duration-seconds",
            "300",
            "--query",
            "WebIdentityToken",
            "--output",
            "text",
        ])
    },
    file: |_| super::wiring::TOKEN_FILE,
    file_note: "whatever asks STS renews the token there every two minutes; a function on Lambda needs no file",
    life: TokenLife {
        usual_seconds: SECONDS,
        longest_seconds: Some(3600),
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Always,
    },
    replay: "A token lives 60 to 3600 seconds as asked, 300 where nobody says, and has a jti: it is good for one exchange. A \
             client that asks STS at each exchange never meets a spent one, so check_jti stays on. A file has to be replaced \
             more often than clients come back: every 120 seconds, against 240 at least. Two processes that read one file, or \
             one that restarts within the two minutes, present a spent token and get jti_reused.",
};

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Every principal that the role's trust policy lets assume it, in other accounts too.",
        "Whoever may pass the role (iam:PassRole) and create or change a function, task or machine that runs with it.",
        "Whoever may edit the role's trust policy, or delete the role and make it again under its name.",
        "Whoever may deploy code to the workload, open a shell in it (SSM, ECS Exec) or read its environment.",
        "Everything on a machine, or behind a hole in its web server, that reaches its metadata service.",
        "Administrators of the account and of the organization.",
    ],
    audit: &[
        Command::new(
            "role={role_arn}; aws iam get-role --role-name \"${{role##*/}}\" --query Role.AssumeRolePolicyDocument",
            "Prints who may assume the role.",
        ),
        Command::new(
            "role={role_arn}; aws iam list-attached-role-policies --role-name \"${{role##*/}}\" --query \
             'AttachedPolicies[].PolicyName' --output text; aws iam list-role-policies --role-name \"${{role##*/}}\" --query \
             'PolicyNames[]' --output text",
            "Lists the role's policies.",
        ),
        Command::new(
            "aws iam simulate-principal-policy --policy-source-arn PRINCIPAL_ARN --action-names iam:PassRole \
             lambda:CreateFunction lambda:UpdateFunctionCode ecs:RegisterTaskDefinition ec2:RunInstances \
             --resource-arns {role_arn} --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output text",
            "Tells for one person or role whether they can bring code to run with the role.",
        ),
        Command::new(
            "aws iam list-entities-for-policy --policy-arn POLICY_ARN",
            "Lists who has a policy, such as one that allows iam:PassRole.",
        ),
        Command::new(
            "aws lambda list-functions --region {region} --output json | jq -r --arg role {role_arn} '.Functions[] | \
             select(.Role == $role) | .FunctionName'",
            "Lists the functions that run with the role.",
        ),
        Command::new(
            "aws ec2 describe-iam-instance-profile-associations --region {region} --query \
             'IamInstanceProfileAssociations[].[InstanceId,IamInstanceProfile.Arn]' --output text",
            "Lists the machines with their instance profiles.",
        )
        .when(ON_EC2),
        Command::new(
            "aws ecs list-task-definitions --region {region} --status ACTIVE --query 'taskDefinitionArns[]' --output text | tr \
             '\\t' '\\n' | while read -r arn; do aws ecs describe-task-definition --task-definition \"$arn\" --region {region} \
             --output json | jq -r --arg role {role_arn} '.taskDefinition | select(.taskRoleArn == $role) | .taskDefinitionArn'; done",
            "Lists the task definitions that run with the role.",
        )
        .when(ON_ECS),
        Command::new(
            "aws cloudtrail lookup-events --region {region} --lookup-attributes \
             AttributeKey=EventName,AttributeValue=GetWebIdentityToken --query 'Events[].[EventTime,Username]' --output text",
            "Lists who asked STS for identity tokens in the last 90 days.",
        ),
        Command::new(
            "aws accessanalyzer list-analyzers --region {region} --query 'analyzers[].arn' --output text | tr '\\t' '\\n' | while \
             read -r arn; do aws accessanalyzer list-findings-v2 --region {region} --analyzer-arn \"$arn\" --query \
             \"findings[?resourceType=='AWS::IAM::Role' && status=='ACTIVE'].resource\" --output text; done",
            "Lists roles that somebody outside can assume.",
        ),
    ],
    watch: &[
        "GetWebIdentityToken in CloudTrail, from sessions or at hours that nobody expects.",
        "Changes of the role's trust policy, and UpdateFunctionCode or RegisterTaskDefinition with the role.",
        "The account's organization: after a move to another the condition denies, as it should.",
        "Tags prove little: request_tags is whatever the caller writes, principal_tags is up to whoever may tag.",
    ],
    not_yet: &[
        "Several workloads share the role, and only one of them is to reach Claude: give it a role of its own first.",
        "The workload runs with a user's access keys: move it to a role first.",
        "People work with the role, through IAM Identity Center or sts:AssumeRole.",
        "A policy of the organization forbids sts:GetWebIdentityToken.",
    ],
};
