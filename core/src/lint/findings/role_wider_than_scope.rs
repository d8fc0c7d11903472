#![doc = include_str!("role_wider_than_scope.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::rule::{Edit, FieldPath, OrganizationRole, Scope};

pub(super) static LINT: Lint = Lint {
    code: "role-wider-than-scope",
    summary: "The service account is an administrator, and the rule's scope needs none",
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    page: include_str!("role_wider_than_scope.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let admin = OrganizationRole::parse(&subject.account.organization_role) == Some(OrganizationRole::Admin);
    let Ok(scopes) = Scope::parse_list(&subject.rule.oauth_scope) else { return };
    if !admin || scopes.iter().any(|scope| scope.needs_admin()) {
        return;
    }
    found.push(
        Finding::of(
            &LINT,
            FieldPath::OrganizationRole,
            format!(
                "The account has the role `admin`, and `{}` needs `developer`: any other rule on it, made by mistake, could grant the organization",
                subject.rule.oauth_scope
            ),
        )
        .in_part(0..subject.account.organization_role.len())
        .fixed_by(
            Safety::Review,
            "Give it the role developer, or an account of its own",
            vec![Edit::set(FieldPath::OrganizationRole, OrganizationRole::Developer.as_str())],
        ),
    );
}
