//! The issuer, rule and account for a filled form.

use super::arn::{Arn, is_account};
use super::claims::AWS;
use super::fields::{ACCOUNT_ID, EC2, LAMBDA, ROLE_NAME, runs_on};
use crate::condition::write;
use crate::facts;
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft, resource_name};

/// One role of one account, and where it can be told one function or machine. What is missing has a placeholder that AWS
/// gives to nobody.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let (subject, mut doubts) = subject(answers);
    let account_id = account(answers, &subject, &mut doubts);
    let name = resource_name(&["aws", subject.rsplit('/').next().unwrap_or_default()]);
    let description = format!("AWS role {subject}");
    let issuer = IssuerDraft {
        name: resource_name(&["aws", &account_id]),
        issuer_url: answers.get("issuer_url").to_owned(),
        max_jwt_lifetime_seconds: facts::MAX_JWT_LIFETIME_DEFAULT.value.to_string(),
        ..IssuerDraft::default()
    };
    let rule = RuleDraft {
        name: name.clone(),
        description: description.clone(),
        condition: condition(answers, &account_id),
        subject_prefix: subject,
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_SUGGESTED.value.to_string(),
        ..RuleDraft::default()
    };
    let account = AccountDraft { name, description, ..AccountDraft::default() };
    Suggestion { issuer, rule, account, doubts }
}

/// The subject of the role's tokens, and what is doubtful about it.
fn subject(answers: &Answers) -> (String, Vec<String>) {
    let typed = answers.get("role_arn");
    let account = answers.some("account_id").unwrap_or(ACCOUNT_ID);
    let mut doubts = Vec::new();
    let role = if typed.is_empty() || typed.contains(['*', '?']) {
        if !typed.is_empty() {
            doubts
                .push("A wildcard in the role would let others in, so that the rule names none.".to_owned());
        }
        format!("arn:aws:iam::{account}:role/{ROLE_NAME}")
    } else if let Some(arn) = Arn::parse(typed) {
        if arn.service == "sts" {
            doubts.push(
                "The ARN entered is a session's, which leaves out the path of its role: compare the subject with what aws iam \
                 get-role prints."
                    .to_owned(),
            );
        }
        arn.role().unwrap_or_else(|| typed.to_owned())
    } else {
        doubts.push(
            "Only the role's name is entered: a path before it would belong into the subject.".to_owned(),
        );
        format!("arn:aws:iam::{account}:role/{}", typed.trim_start_matches('/'))
    };
    (role, doubts)
}

/// The account that the condition compares; empty while none is known.
fn account(answers: &Answers, role: &str, doubts: &mut Vec<String>) -> String {
    let of_role = Arn::parse(role).map_or("", |arn| arn.account);
    let entered = answers.get("account_id");
    let named = if is_account(of_role) { of_role } else { "" };
    if !entered.is_empty() && !named.is_empty() && entered != named {
        doubts.push(format!(
            "The role is in the account {named} and the account entered is {entered}: an issuer signs for its own account \
             alone, so that no token meets both."
        ));
    }
    if entered.is_empty() { named.to_owned() } else { entered.to_owned() }
}

/// What the map of AWS has to say. Members that are not in every token are asked for first, since a comparison with what is
/// not there is an error.
fn condition(answers: &Answers, account: &str) -> String {
    let aws = write::claim(AWS);
    let mut clauses = Vec::new();
    if !account.is_empty() {
        clauses.push(format!("{aws}.aws_account == {}", write::text(account)));
    }
    let mut pin = |name: &str, comparison: String| {
        clauses.push(format!("{} && {aws}.{name}{comparison}", write::presence(&[AWS, name])));
    };
    if let Some(id) = answers.some("organization_id") {
        pin("org_id", format!(" == {}", write::text(id)));
    }
    if let Some(path) = answers.some("ou_path") {
        pin("ou_path", format!(".exists(path, path.startsWith({}))", write::text(path)));
    }
    if let Some(function) = answers.some("function_arn").filter(|_| runs_on(answers) == LAMBDA) {
        pin("lambda_source_function_arn", format!(" == {}", write::text(function)));
    }
    // Ids of machines are AWS's own and never come again: region and account stand in front of it.
    if let Some(instance) = answers.some("instance_id").filter(|_| runs_on(answers) == EC2) {
        pin(
            "ec2_source_instance_arn",
            format!(".endsWith({})", write::text(&format!(":instance/{instance}"))),
        );
    }
    clauses.join(" && ")
}
