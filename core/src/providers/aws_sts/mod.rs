//! AWS: identity tokens that STS gives to whoever has an IAM role.

mod arn;
mod check;
mod claims;
mod fields;
mod guard;
mod keys;
mod reading;
mod specimen;
mod suggest;
mod wiring;

#[cfg(test)]
mod tests;

use super::{Group, IssuerShape, Provider, SubjectForm, Tile};
use crate::facts::Source;

/// AWS, with tokens of `GetWebIdentityToken`.
pub(super) static PROVIDER: Provider = Provider {
    slug: "aws-sts",
    name: "AWS",
    use_when: "Use this when the workload runs with an IAM role: on Lambda, EC2 or ECS. Pods on EKS have tokens of their own.",
    tiles: TILES,
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "aws-sts",
        name: "The account's issuer",
        example: "https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws",
        told_by: "The claim https://sts.amazonaws.com/, or an issuer under tokens.sts.global.api.aws. Hosts of GovCloud and \
                  China are not confirmed.",
        shared: false,
        reachable: true,
    }],
    claims: claims::CLAIMS,
    subjects: SUBJECTS,
    segment_ends: &['/', ':'],
    fields: fields::FIELDS,
    suggest: suggest::suggest,
    spread: reading::spread,
    answers_from: reading::answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: keys::KEY_PLACES,
    guard: guard::GUARD,
    wiring: wiring::WIRING,
};

static TILES: &[Tile] = &[
    Tile {
        name: "AWS Lambda",
        group: Group::Clouds,
        use_when: "Functions, with the identity of their execution role.",
        words: &["amazon", "aws", "iam", "sts", "serverless", "function"],
        answers: &[("runs_on", "lambda")],
    },
    Tile {
        name: "Amazon EC2",
        group: Group::Clouds,
        use_when: "Virtual machines, with the identity of their instance profile's role.",
        words: &["aws", "iam", "sts", "vm", "instance", "auto scaling"],
        answers: &[("runs_on", "ec2")],
    },
    Tile {
        name: "Amazon ECS",
        group: Group::Clouds,
        use_when: "Containers on ECS or Fargate, with the identity of their task role.",
        words: &["aws", "iam", "sts", "fargate", "container", "task"],
        answers: &[("runs_on", "ecs")],
    },
];

static DOCS: &[Source] = &[
    Source {
        title: "Workload Identity Federation with AWS",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/aws",
        read: "2026-11-22",
    },
    Source {
        title: "AWS IAM: understanding token claims",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html",
        read: "2026-11-22",
    },
    Source {
        title: "AWS IAM: getting started with outbound identity federation",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_getting_started.html",
        read: "2026-11-22",
    },
    Source {
        title: "AWS IAM: controlling access to outbound identity federation with policies",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_policies.html",
        read: "2026-11-22",
    },
    Source {
        title: "AWS STS: GetWebIdentityToken",
        url: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html",
        read: "2026-11-21",
    },
    Source {
        title: "Terraform: aws_iam_outbound_web_identity_federation, from 6.26.0 of the AWS provider on",
        url: "https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_outbound_web_identity_federation.html.markdown",
        read: "2026-11-22",
    },
];

static SUBJECTS: &[SubjectForm] = &[
    SubjectForm {
        form: "arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME",
        when: "A role, whatever its session is called.",
        unverified: false,
    },
    SubjectForm {
        form: "arn:aws:iam::ACCOUNT_ID:role/PATH/ROLE_NAME",
        when: "A role with a path, which is kept.",
        unverified: false,
    },
    SubjectForm {
        form: "arn:aws:iam::ACCOUNT_ID:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_SET_HASH",
        when: "A person who signed in through IAM Identity Center.",
        unverified: false,
    },
    SubjectForm { form: "arn:aws:iam::ACCOUNT_ID:user/USER_NAME", when: "An IAM user.", unverified: false },
    SubjectForm { form: "arn:aws:iam::ACCOUNT_ID:root", when: "The account's root user.", unverified: true },
    SubjectForm {
        form: "arn:aws-us-gov:iam::ACCOUNT_ID:role/ROLE_NAME",
        when: "GovCloud; China has aws-cn in its place.",
        unverified: true,
    },
];
