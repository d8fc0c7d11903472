//! Files for workloads on AWS, and for the account.

use super::fields::{ON_EC2, ON_ECS, ON_LAMBDA};
use crate::providers::Wiring;
use crate::quote::Syntax;

/// Where what asks STS for tokens keeps them.
pub(super) const TOKEN_FILE: &str = "/run/claude/identity-token";

/// Sources: how tokens are asked for and allowed, [`super::DOCS`]; the members of a task definition, AWS's own model of ECS
/// under <https://github.com/boto/botocore/tree/develop/botocore/data/ecs>, read 2026-11-22 as botocore 1.44.5 has it.
pub(super) static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/lambda_function.py",
        "Function that asks STS for a token at each exchange and calls Claude",
        Syntax::Python,
        include_str!("wiring/lambda_function.py"),
    )
    .when(ON_LAMBDA),
    Wiring::new(
        "workload/claude-federation.sh",
        "Script that writes a token to its file and calls Claude with it",
        Syntax::Shell,
        include_str!("wiring/claude-federation.sh"),
    )
    .when(ON_EC2),
    Wiring::new(
        "workload/task-definition.json",
        "Task definition in which a container beside the workload keeps a token fresh; add your execution role, logs and sizes, \
         and pin the image of the aws command by its digest",
        Syntax::Json,
        include_str!("wiring/task-definition.json"),
    )
    .when(ON_ECS),
    Wiring::new(
        "platform/aws-setup.sh",
        "Script that lets the role ask STS for tokens that are for Claude alone",
        Syntax::Shell,
        include_str!("wiring/aws-setup.sh"),
    ),
    Wiring::new(
        "platform/aws.tf",
        "The same for Terraform",
        Syntax::Hcl,
        include_str!("wiring/aws.tf"),
    ),
];
