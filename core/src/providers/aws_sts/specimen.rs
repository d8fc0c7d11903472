//! What a token of AWS STS says, and whose tokens come from the same issuer.
//!
//! From the page on token claims that `super::DOCS` names (read 2026-11-22). Roles of people are those of IAM Identity
//! Center, whose tokens name role and path alike.

use crate::providers::Change::{And, Is, WithoutMember};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

use super::claims::AWS;

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>",
        "https://sts.amazonaws.com/":{
            "aws_account":"<ACCOUNT>","source_region":"<REGION>","org_id?":"<ORGANIZATION>",
            "ou_path?":["<ORGANIZATION>/r-ab12/ou-ab12-11111111/"],"principal_id":"<SUBJECT>",
            "lambda_source_function_arn?":"<FUNCTION>","ec2_source_instance_arn?":"<INSTANCE>",
            "identity_store_user_id?":"<PERSON>","principal_tags":{"environment":"production"},
            "request_tags":{"team":"platform"},"original_session_exp":"2026-11-22T20:00:00Z"
        },
        "jti":"4b1f0c6a-0000-4000-8000-000000000001"
    }"#,
    parts: &[
        ("ISSUER", "https://<UUID>.tokens.sts.global.api.aws"),
        ("UUID", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
        ("SUBJECT", "arn:<PARTITION>:iam::<ACCOUNT>:<PRINCIPAL>"),
        ("PARTITION", "aws"),
        ("ACCOUNT", "123456789012"),
        ("PRINCIPAL", "role/<ROLE>"),
        ("ROLE", "inference-worker"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("REGION", "us-east-1"),
        ("ORGANIZATION", "o-abc1234567"),
        ("FUNCTION", ""),
        ("FUNCTION_NAME", "ingest"),
        ("INSTANCE", ""),
        ("INSTANCE_ID", "i-0123456789abcdef0"),
        ("PERSON", ""),
    ],
    forms: &[
        ("ISSUER", &["https://<UUID>.tokens.sts.global.api.aws"]),
        ("SUBJECT", &["arn:<PARTITION>:iam::<ACCOUNT>:<PRINCIPAL>"]),
        ("PRINCIPAL", &["role/<ROLE>"]),
        ("FUNCTION", &["arn:<PARTITION>:lambda:<REGION>:<ACCOUNT>:function:<FUNCTION_NAME>"]),
        ("INSTANCE", &["arn:<PARTITION>:ec2:<REGION>:<ACCOUNT>:instance/<INSTANCE_ID>"]),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-role",
        title: "Another role of the account",
        who: "Whoever can run code as any other role of the account.",
        changes: &[
            Is("PRINCIPAL", "role/batch-export"),
            And("FUNCTION_NAME", "-export"),
            Is("INSTANCE_ID", "i-00000000000000002"),
            WithoutMember(AWS, "principal_tags"),
            WithoutMember(AWS, "request_tags"),
        ],
    },
    Stranger {
        id: "look-alike-role",
        title: "A role whose name goes on",
        who: "Whoever can make a role in the account.",
        changes: &[
            And("ROLE", "-evil"),
            And("FUNCTION_NAME", "-evil"),
            Is("INSTANCE_ID", "i-00000000000000003"),
            WithoutMember(AWS, "principal_tags"),
            WithoutMember(AWS, "request_tags"),
        ],
    },
    Stranger {
        id: "request-tags",
        title: "Another role that asks with the same tags",
        who: "Whoever may ask for tokens in the account with tags: those of a request are the caller's own words.",
        changes: &[
            Is("PRINCIPAL", "role/batch-export"),
            And("FUNCTION_NAME", "-export"),
            Is("INSTANCE_ID", "i-00000000000000002"),
            WithoutMember(AWS, "principal_tags"),
        ],
    },
    Stranger {
        id: "principal-tags",
        title: "Another role that is tagged alike",
        who: "Whoever may tag a role of the account or a session of it.",
        changes: &[
            Is("PRINCIPAL", "role/batch-export"),
            And("FUNCTION_NAME", "-export"),
            Is("INSTANCE_ID", "i-00000000000000002"),
            WithoutMember(AWS, "request_tags"),
        ],
    },
    Stranger {
        id: "sso-role",
        title: "A person's role",
        who: "People who sign in through IAM Identity Center: their roles are roles of the account too.",
        changes: &[
            Is(
                "PRINCIPAL",
                "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef",
            ),
            Is("PERSON", "00000000-0000-0000-0000-000000000000"),
            Is("FUNCTION", ""),
            Is("INSTANCE", ""),
            WithoutMember(AWS, "principal_tags"),
            WithoutMember(AWS, "request_tags"),
        ],
    },
    Stranger {
        id: "iam-user",
        title: "A user of the account",
        who: "Whoever holds an access key of the user.",
        changes: &[
            Is("PRINCIPAL", "user/ci-legacy"),
            Is("FUNCTION", ""),
            Is("INSTANCE", ""),
            WithoutMember(AWS, "principal_tags"),
            WithoutMember(AWS, "request_tags"),
        ],
    },
    Stranger {
        id: "other-account",
        title: "A role of that name in another account of the organization",
        who: "Whoever runs another account of the organization: each has an issuer of its own.",
        changes: &[Is("UUID", "99999999-0000-4000-8000-000000000001"), Is("ACCOUNT", "210987654321")],
    },
    Stranger {
        id: "other-organization",
        title: "Another customer of AWS",
        who: "Anybody with an account.",
        changes: &[
            Is("UUID", "99999999-0000-4000-8000-000000000002"),
            Is("ACCOUNT", "999999999999"),
            Is("ORGANIZATION", "o-zzzz999999"),
        ],
    },
    Stranger {
        id: "other-region",
        title: "The role in another region",
        who: "Whoever can start something with the role in a region that nobody watches.",
        changes: &[Is("REGION", "ap-south-1")],
    },
    Stranger {
        id: "other-function",
        title: "Another Lambda function with the role",
        who: "Whoever may pass the role to a function (iam:PassRole).",
        changes: &[
            Is("FUNCTION", "arn:<PARTITION>:lambda:<REGION>:<ACCOUNT>:function:attempt"),
            Is("INSTANCE", ""),
        ],
    },
    Stranger {
        id: "other-instance",
        title: "Another machine with the role",
        who: "Whoever may start a machine with the role (iam:PassRole).",
        changes: &[
            Is("FUNCTION", ""),
            Is("INSTANCE", "arn:<PARTITION>:ec2:<REGION>:<ACCOUNT>:instance/i-00000000000000004"),
        ],
    },
    OTHER_AUDIENCE,
];
