#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::condition::{Condition, Evaluation};
use crate::providers::Answers;
use crate::token::Claims;
use serde_json::{Value, json};

type Filled<'a> = Vec<(&'a str, &'a str)>;
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn filled(pairs: Pairs<'_>) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in pairs {
        answers.set(field, value);
    }
    answers
}

const ROLE: &str = "arn:aws:iam::123456789012:role/apps/inference-worker";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:ingest";
const ISSUER: &str = "https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws";

fn check(field: &str, text: &str) -> Option<&'static str> {
    (PROVIDER.fields.iter().find(|f| f.id == field).unwrap().check)(text)
}

#[test]
fn a_pasted_text_fills_every_field_that_it_holds() {
    let account = ("account_id", "123456789012");
    let table: [(&str, &str, Filled<'_>, &str); 12] = [
        ("role_arn", ROLE, vec![("role_arn", ROLE), account], "a role, path included"),
        (
            "issuer_url",
            "arn:aws:sts::123456789012:assumed-role/inference-worker/i-0abc",
            vec![("role_arn", "arn:aws:iam::123456789012:role/inference-worker"), account],
            "a session's is turned into the role's",
        ),
        (
            "function_arn",
            "arn:aws:lambda:us-east-1:123456789012:function:ingest:live",
            vec![("runs_on", "lambda"), ("function_arn", FUNCTION), account, ("region", "us-east-1")],
            "a function without its alias",
        ),
        (
            "role_arn",
            "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
            vec![
                ("runs_on", "ec2"),
                ("instance_id", "i-0123456789abcdef0"),
                account,
                ("region", "eu-west-1"),
            ],
            "a machine",
        ),
        (
            "image",
            "arn:aws:ecs:eu-west-1:123456789012:task-definition/worker:7",
            vec![("runs_on", "ecs"), ("task_family", "worker"), account, ("region", "eu-west-1")],
            "a task definition without its revision",
        ),
        (
            "role_arn",
            "arn:aws:organizations::999999999999:organization/o-abc1234567",
            vec![("organization_id", "o-abc1234567")],
            "the management account is not the workload's",
        ),
        (
            "role_arn",
            "https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws/.well-known/jwks.json",
            vec![("issuer_url", ISSUER)],
            "an address under the issuer",
        ),
        ("account_id", "1234-5678-9012", vec![account], "as the Console shows it"),
        ("issuer_url", ISSUER, vec![], "no more than its own field"),
        ("role_arn", "inference-worker", vec![], "a plain name"),
        ("role_arn", "arn:aws:s3:::bucket", vec![], "an ARN of nothing here"),
        ("role_arn", "arn:aws:iam::123456789012:role/", vec![], "no role"),
    ];
    for (field, text, expected, why) in table {
        let expected: Vec<_> = expected.into_iter().map(|(f, v)| (f, v.to_owned())).collect();
        assert_eq!((PROVIDER.spread)(field, text), expected, "{why}");
    }
}

#[test]
fn a_check_names_what_is_wrong_and_leaves_right_entries_alone() {
    let sso =
        "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";
    let table = [
        ("role_arn", ROLE, true, "a role"),
        ("role_arn", "arn:aws-us-gov:iam::123456789012:role/worker", true, "another partition"),
        ("role_arn", "arn:aws:iam::123456789012:role/*", false, "every role"),
        ("role_arn", "arn:aws:iam::123456789012:role/inference*", false, "inference-admin too"),
        ("role_arn", "arn:aws:sts::123456789012:assumed-role/worker/session", false, "a session"),
        ("role_arn", "arn:aws:iam::123456789012:user/ci", false, "a user"),
        ("role_arn", sso, false, "a person"),
        (
            "role_arn",
            "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/X",
            false,
            "AWS's own",
        ),
        ("role_arn", "arn:aws:iam::123:role/worker", false, "no account"),
        ("role_arn", "worker", false, "a name alone"),
        ("issuer_url", ISSUER, true, "an issuer"),
        (
            "issuer_url",
            "https://x.tokens.sts.global.api.amazonwebservices.com.cn",
            true,
            "unknown, not refused",
        ),
        ("issuer_url", "https://0f1e2d3c.tokens.sts.global.api.aws/", false, "a slash at its end"),
        ("issuer_url", "https://oidc.eks.us-west-2.amazonaws.com/id/0123", false, "a cluster"),
        ("issuer_url", "0f1e2d3c.tokens.sts.global.api.aws", false, "no scheme"),
        ("account_id", "123456789012", true, "twelve digits"),
        ("account_id", "12345678901", false, "eleven"),
        ("organization_id", "o-abc1234567", true, "an organization"),
        ("organization_id", "r-ab12", false, "a root"),
        ("ou_path", "o-abc1234567/r-ab12/ou-ab12-11111111/", true, "a unit"),
        ("ou_path", "o-abc1234567/r-ab12/ou-ab12-1", false, "units whose ids begin alike"),
        ("function_arn", FUNCTION, true, "a function"),
        ("function_arn", "arn:aws:lambda:us-east-1:123456789012:function:ingest:live", false, "an alias"),
        ("instance_id", "i-0123456789abcdef0", true, "a machine"),
        ("instance_id", "i-xyz", false, "no digits"),
        ("region", "ap-southeast-1", true, "a region"),
        ("region", "aws-global", false, "no region"),
        ("task_family", "worker:7", false, "a revision"),
    ];
    for (field, text, fine, why) in table {
        let message = check(field, text);
        assert_eq!(message.is_none(), fine, "{field}, {why}: {message:?}");
    }
}

#[test]
fn what_is_missing_or_odd_opens_nothing() {
    let table: [(Pairs<'_>, &str, usize, &str); 7] = [
        (&[], "arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME", 0, "an empty form"),
        (&[("account_id", "123456789012")], "arn:aws:iam::123456789012:role/ROLE_NAME", 0, "no role yet"),
        (&[("role_arn", "worker")], "arn:aws:iam::ACCOUNT_ID:role/worker", 1, "a name alone"),
        (&[("role_arn", "*")], "arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME", 1, "a wildcard alone"),
        (
            &[("role_arn", "arn:aws:iam::123456789012:role/*")],
            "arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME",
            1,
            "every role",
        ),
        (
            &[("role_arn", "arn:aws:sts::123456789012:assumed-role/worker/x")],
            "arn:aws:iam::123456789012:role/worker",
            1,
            "the path may be missing",
        ),
        (&[("role_arn", ROLE), ("account_id", "999999999999")], ROLE, 1, "two accounts"),
    ];
    for (answers, subject, doubts, why) in table {
        let made = (PROVIDER.suggest)(&filled(answers));
        assert_eq!(made.rule.subject_prefix, subject, "{why}");
        assert_eq!(made.doubts.len(), doubts, "{why}: {:?}", made.doubts);
        assert_eq!(made.issuer.check_jti, None, "single use stays on");
    }
}

#[test]
fn the_condition_admits_this_account_organization_and_function_alone() {
    let answers = Answers::from([
        ("role_arn", ROLE),
        ("organization_id", "o-abc1234567"),
        ("ou_path", "o-abc1234567/r-ab12/ou-ab12-1/"),
        ("function_arn", FUNCTION),
        ("instance_id", "i-0123456789abcdef0"),
    ]);
    let rule = (PROVIDER.suggest)(&answers).rule;
    let condition = Condition::compile(&rule.condition).expect("it is CEL");
    let token = |own: Value| json!({ "https://sts.amazonaws.com/": own });
    let own = json!({
        "aws_account": "123456789012",
        "org_id": "o-abc1234567",
        "ou_path": ["o-abc1234567/r-ab12/ou-ab12-1/ou-ab12-2/"],
        "lambda_source_function_arn": FUNCTION,
    });
    let with = |name: &str, value: Value| {
        let mut own = own.clone();
        own[name] = value;
        token(own)
    };
    let table = [
        (token(own.clone()), Evaluation::True, "itself"),
        (with("aws_account", json!("999999999999")), Evaluation::False, "another account"),
        (with("org_id", json!("o-zzz9999999")), Evaluation::False, "another organization"),
        (with("ou_path", json!(["o-abc1234567/r-ab12/ou-ab12-10/"])), Evaluation::False, "another unit"),
        (with("lambda_source_function_arn", json!("x")), Evaluation::False, "another function"),
        (token(json!({"aws_account": "123456789012"})), Evaluation::False, "no organization, no function"),
    ];
    for (claims, expected, why) in table {
        assert_eq!(condition.evaluate(claims.as_object().unwrap()), expected, "{why}");
    }
}

#[test]
fn a_token_fills_what_lasts() {
    let claims = |value: Value| Claims::new(value.as_object().unwrap().clone());
    let machine = claims(json!({
        "iss": ISSUER,
        "sub": ROLE,
        "https://sts.amazonaws.com/": {
            "aws_account": "123456789012",
            "source_region": "us-east-1",
            "ec2_source_instance_arn": "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0",
        },
    }));
    let answers = (PROVIDER.answers_from)(&machine);
    assert_eq!(answers.get("runs_on"), "ec2");
    assert_eq!(answers.get("instance_id"), "", "one machine is not all that the workload will run on");
    assert_eq!((answers.get("role_arn"), answers.get("region")), (ROLE, "us-east-1"));
    for odd in [json!({}), json!({"sub": 1, "https://sts.amazonaws.com/": []}), json!({"sub": "arn:"})] {
        assert_eq!((PROVIDER.answers_from)(&claims(odd)).get("account_id"), "");
    }
}
