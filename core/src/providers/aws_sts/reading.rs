//! What a pasted text or a token says about the form.

use super::arn::{self, Arn, is_account};
use super::claims::AWS;
use super::fields::{EC2, ECS, LAMBDA};
use crate::providers::Answers;
use crate::providers::shared::beyond;
use crate::token::Claims;
use serde_json::Value;

const ISSUER_HOST: &str = ".tokens.sts.global.api.aws";

/// An issuer or an ARN, pasted into any field.
pub(super) fn spread(field: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    let found = if let Some(issuer) = issuer(text) {
        vec![("issuer_url", issuer)]
    } else if let Some(arn) = Arn::parse(text) {
        from_arn(text, &arn)
    } else if field == "account_id" && is_account(&text.replace('-', "")) {
        // As the Console shows it.
        vec![("account_id", text.replace('-', ""))]
    } else {
        Vec::new()
    };
    beyond(field, text, found)
}

/// The issuer that an address is of.
fn issuer(text: &str) -> Option<String> {
    let host = text.strip_prefix("https://")?.split('/').next()?;
    host.ends_with(ISSUER_HOST).then(|| format!("https://{host}"))
}

fn from_arn(text: &str, arn: &Arn<'_>) -> Vec<(&'static str, String)> {
    let account = ("account_id", arn.account.to_owned());
    let region = ("region", arn.region.to_owned());
    if let Some(role) = arn.role() {
        return vec![("role_arn", role), account];
    }
    if let Some(function) = arn::function(text) {
        return vec![("runs_on", LAMBDA.to_owned()), ("function_arn", function), account, region];
    }
    if let Some(id) = arn.of_kind("ec2", "instance") {
        return vec![("runs_on", EC2.to_owned()), ("instance_id", id.to_owned()), account, region];
    }
    if let Some(definition) = arn.of_kind("ecs", "task-definition") {
        let family = definition.split(':').next().unwrap_or_default().to_owned();
        return vec![("runs_on", ECS.to_owned()), ("task_family", family), account, region];
    }
    // The account of this one is the organization's, not the workload's.
    match arn.of_kind("organizations", "organization") {
        Some(id) => vec![("organization_id", id.to_owned())],
        None => Vec::new(),
    }
}

/// Fills the form from a token. One machine is not taken for all that the workload will ever run on, and a token without a
/// function or a machine may come from anywhere.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let own = |name: &str| claims.get(AWS).and_then(|aws| aws.get(name)).and_then(Value::as_str);
    let subject = claims.subject().filter(|sub| sub.starts_with("arn:"));
    let of_subject = subject.and_then(Arn::parse).map(|arn| arn.account);
    let function = own("lambda_source_function_arn");
    let runs_on = match (function, own("ec2_source_instance_arn")) {
        (Some(_), _) => Some(LAMBDA),
        (None, Some(_)) => Some(EC2),
        (None, None) => None,
    };
    for (field, value) in [
        ("runs_on", runs_on),
        ("issuer_url", claims.issuer()),
        ("role_arn", subject),
        ("account_id", own("aws_account").or(of_subject)),
        ("organization_id", own("org_id")),
        ("region", own("source_region")),
        ("function_arn", function),
    ] {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            answers.set(field, value);
        }
    }
    answers
}
