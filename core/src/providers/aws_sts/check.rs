//! What is wrong with an entry of the form.

use super::arn::{self, Arn};

/// The issuer of an account. Hosts of other partitions are not documented, so that only what can never be right is refused.
pub(super) fn issuer_url(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let Some(host) = text.strip_prefix("https://") else {
        return Some("An issuer starts with https://. Copy IssuerIdentifier whole.");
    };
    if host.starts_with("oidc.eks.") || host.starts_with("oidc-eks.") {
        return Some("This is a cluster's issuer. For its own tokens choose Amazon EKS.");
    }
    (host.is_empty() || host.contains(|c: char| c == '/' || c.is_whitespace())).then_some(
        "An account's issuer is a host alone, without a slash at its end. Copy IssuerIdentifier whole.",
    )
}

/// A role's ARN.
pub(super) fn role(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.contains(['*', '?']) {
        return Some("A wildcard lets other roles in, those of people and of CI among them. Enter one role.");
    }
    let Some(arn) = Arn::parse(text) else {
        return Some(
            "This is no ARN. Enter the role's whole ARN with its path, as aws iam get-role prints it.",
        );
    };
    if arn.of_kind("sts", "assumed-role").is_some() {
        return Some(
            "This is a session's ARN; tokens carry the role's. Enter what aws iam get-role prints, with its path.",
        );
    }
    let Some(role) = arn.of_kind("iam", "role") else {
        return Some(if arn.of_kind("iam", "user").is_some() {
            "This is a user, who usually has static access keys. Move the workload to a role."
        } else {
            "This is no role. Enter the ARN of the role that the workload runs with."
        });
    };
    if role.starts_with("aws-reserved/sso.amazonaws.com/") || role.starts_with("AWSReservedSSO_") {
        return Some(
            "People get this role through IAM Identity Center. Enter the role that the workload runs with.",
        );
    }
    if role.starts_with("aws-service-role/") {
        return Some("An AWS service has this role for itself. Enter the role that the workload runs with.");
    }
    (!arn::is_account(arn.account)).then_some("The account in this ARN does not have twelve digits.")
}

/// An account's id.
pub(super) fn account(text: &str) -> Option<&'static str> {
    (!arn::is_account(text.trim())).then_some("An account id has twelve digits.")
}

/// An organization's id. Source of the form: AWS's own model under
/// <https://github.com/boto/botocore/tree/develop/botocore/data/organizations>, read 2026-11-22 as botocore 1.44.5 has it.
pub(super) fn organization(text: &str) -> Option<&'static str> {
    let lower = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let id = text.trim().strip_prefix("o-");
    (!id.is_some_and(|id| (10..=32).contains(&id.len()) && id.bytes().all(lower)))
        .then_some("An organization id is o- and 10 to 32 lower-case letters and digits.")
}

/// The path of an organizational unit. Without its last slash a unit whose id goes on would match as well.
pub(super) fn ou_path(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let whole = text.starts_with("o-") && text.contains("/r-") && text.ends_with('/') && !text.contains('*');
    (!whole).then_some("A path is o-ORGANIZATION/r-ROOT/ou-UNIT/, with a slash at its end and no wildcard.")
}

/// A function's ARN, without a version or alias.
pub(super) fn function(text: &str) -> Option<&'static str> {
    let text = text.trim();
    match arn::function(text) {
        None => Some("This is no ARN of a function. Enter arn:aws:lambda:REGION:ACCOUNT:function:NAME."),
        Some(plain) => (plain != text)
            .then_some("This names a version or an alias. Enter the ARN without it, as tokens carry it."),
    }
}

/// The id of a machine.
pub(super) fn instance(text: &str) -> Option<&'static str> {
    let id = text.trim().strip_prefix("i-");
    let hex = |id: &str| matches!(id.len(), 8 | 17) && id.bytes().all(|b| b.is_ascii_hexdigit());
    (!id.is_some_and(hex)).then_some("An instance id is i- and 17 hexadecimal digits, or 8 on old machines.")
}

/// A region's code.
pub(super) fn region(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let code = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let named = text.split('-').count() >= 3;
    (!code || !named).then_some(
        "Enter the code of a region, such as us-east-1. The global endpoint of STS gives out no such tokens.",
    )
}

/// The family of a task definition.
pub(super) fn family(text: &str) -> Option<&'static str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    (!text.trim().chars().all(fits))
        .then_some("A family has letters, digits, hyphens and underscores. Leave the revision off.")
}

/// An image reference, as far as its alphabet goes.
pub(super) fn image(text: &str) -> Option<&'static str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-/:@".contains(c);
    (!text.trim().chars().all(fits)).then_some("An image reference has letters, digits and ._-/:@ only.")
}
