//! Rules that the service would take.

use super::checks::{Problems, Reported, is_pending};
use super::{
    AccountDraft, DraftProblem, FieldPath, IssuerDraft, Known, Match, Name, OrganizationRole, RuleDraft,
    Scope, TokenLifetime, matchers,
};
use crate::ids::{IdProblem, IssuerId, RuleId, ServiceAccountId, WorkspaceId};

/// Workspaces that a rule enables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Workspaces {
    /// All of the organization's.
    All,
    /// These, at least one; one is [`Known::Pending`] while it is still to be filled in.
    Some(Vec<Known<WorkspaceId>>),
}

/// A rule that the service would take. Only [`RuleDraft::parse`] makes one.
#[derive(Debug, Clone)]
pub struct FederationRule {
    id: Known<RuleId>,
    name: Name,
    description: String,
    issuer: Known<IssuerId>,
    matching: Match,
    target: Known<ServiceAccountId>,
    scopes: Vec<Scope>,
    workspaces: Workspaces,
    token_lifetime: TokenLifetime,
}

impl FederationRule {
    /// Its id, once it is made.
    pub fn id(&self) -> &Known<RuleId> {
        &self.id
    }

    /// Unique in the organization among rules.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// For people; may be empty.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Its issuer; cannot be changed later.
    pub fn issuer(&self) -> &Known<IssuerId> {
        &self.issuer
    }

    /// What it compares a token with.
    pub fn matching(&self) -> &Match {
        &self.matching
    }

    /// The service account that a token is minted for.
    pub fn target(&self) -> &Known<ServiceAccountId> {
        &self.target
    }

    /// What a minted token may do, at least one; the role of the target bounds it.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// Where a minted token may do it.
    pub fn workspaces(&self) -> &Workspaces {
        &self.workspaces
    }

    /// How long a minted token may live.
    pub fn token_lifetime(&self) -> TokenLifetime {
        self.token_lifetime
    }

    /// Whether one of its scopes can be set in a Console session only. Its issuer can then be changed there only, too
    /// ([`crate::facts::RULE_API`], read 2026-11-21).
    pub fn needs_console_session(&self) -> bool {
        self.scopes.iter().any(|s| s.needs_console_session())
    }
}

impl RuleDraft {
    /// Checks the draft, together with its issuer and account where they are known. An id that is empty, or Keyless's
    /// placeholder, belongs to a thing that is not made yet, or is still to be filled in; no workspace at all counts as one
    /// such. (A body that somebody else wrote has no such excuse: [`super::read`] reports an id that it lacks.)
    ///
    /// # Errors
    /// Every problem at once, each with its field. A message says whose rule it is where it is not the service's.
    pub fn parse(
        &self,
        issuer: Option<&IssuerDraft>,
        account: Option<&AccountDraft>,
    ) -> Result<FederationRule, Vec<DraftProblem>> {
        let mut problems = Problems::default();
        problems.refuse_credentials(self.texts());
        self.check_archived(issuer, account, &mut problems);

        let id = known(
            &self.id,
            RuleId::PLACEHOLDER,
            RuleId::parse,
            FieldPath::Other("rule.id".into()),
            &mut problems,
        );
        let name = problems.keep(FieldPath::RuleName, Name::parse(&self.name));
        let issuer_id = known(
            &self.issuer_id,
            IssuerId::PLACEHOLDER,
            IssuerId::parse,
            FieldPath::RuleIssuerId,
            &mut problems,
        );
        if let (Ok(Known::Id(own)), Some(issuer)) = (&issuer_id, issuer)
            && !is_pending(&issuer.id, IssuerId::PLACEHOLDER)
            && own.as_str() != issuer.id
        {
            problems.add(
                FieldPath::RuleIssuerId,
                "The rule belongs to another issuer than the one given beside it. Give the issuer with this id, or correct it.",
            );
        }
        let matching = matchers::parse(self, issuer, &mut problems);
        let target = known(
            &self.service_account_id,
            ServiceAccountId::PLACEHOLDER,
            ServiceAccountId::parse,
            FieldPath::Target,
            &mut problems,
        );
        if let (Ok(Known::Id(own)), Some(account)) = (&target, account)
            && !is_pending(&account.id, ServiceAccountId::PLACEHOLDER)
            && own.as_str() != account.id
        {
            problems.add(
                FieldPath::Target,
                "The rule targets another service account than the one given beside it. Give the account with this id, or \
                 correct it.",
            );
        }
        let scopes = self.parse_scopes(account, &mut problems);
        let workspaces = self.parse_workspaces(&mut problems);
        let lifetime = TokenLifetime::parse(&self.token_lifetime_seconds);
        let token_lifetime = problems.keep(FieldPath::TokenLifetime, lifetime);
        let description = self.description.clone();
        let build = || {
            Ok::<_, Reported>(FederationRule {
                id: id?,
                name: name?,
                description,
                issuer: issuer_id?,
                matching: matching?,
                target: target?,
                scopes: scopes?,
                workspaces: workspaces?,
                token_lifetime: token_lifetime?,
            })
        };
        let rule = build();
        problems.finish(rule)
    }

    fn texts(&self) -> Vec<(FieldPath, &str)> {
        let claims = self.claims.iter().map(|c| (FieldPath::Claims, c.value.as_str()));
        [
            (FieldPath::RuleName, self.name.as_str()),
            (FieldPath::RuleDescription, self.description.as_str()),
            (FieldPath::SubjectPrefix, self.subject_prefix.as_str()),
            (FieldPath::Audience, self.audience.as_str()),
            (FieldPath::Condition, self.condition.as_str()),
        ]
        .into_iter()
        .chain(claims)
        .collect()
    }

    fn check_archived(
        &self,
        issuer: Option<&IssuerDraft>,
        account: Option<&AccountDraft>,
        problems: &mut Problems,
    ) {
        if self.archived {
            problems.add(
                FieldPath::Other("rule.archived_at".into()),
                "This rule is archived: the service changes it no more, and every exchange under it is denied. Make a new one.",
            );
        }
        if issuer.is_some_and(|i| i.archived) {
            problems.add(
                FieldPath::RuleIssuerId,
                "The issuer of this rule is archived, so that every exchange is denied. Make a rule on a live issuer.",
            );
        }
        if account.is_some_and(|a| a.archived) {
            problems.add(
                FieldPath::Target,
                "The service account that this rule targets is archived, so that nothing is minted. Target a live one.",
            );
        }
    }

    fn parse_scopes(
        &self,
        account: Option<&AccountDraft>,
        problems: &mut Problems,
    ) -> Result<Vec<Scope>, Reported> {
        let scopes = match Scope::parse_list(&self.oauth_scope) {
            Ok(scopes) => scopes,
            Err(several) => {
                for problem in several {
                    problems.add(FieldPath::Scope, problem.to_string());
                }
                return Err(Reported);
            }
        };
        // A role that is misspelled is a problem of the account; here it is not known.
        let role = account.and_then(|a| OrganizationRole::parse(&a.organization_role));
        if role == Some(OrganizationRole::Developer)
            && let Some(scope) = scopes.iter().find(|s| s.needs_admin())
        {
            return problems.refuse(FieldPath::Scope, format!(
                    "The service grants {scope} only where the target account has organization_role admin; this one is a \
                     developer. Choose a narrower scope, or give the account that role."
                ),
            );
        }
        Ok(scopes)
    }

    fn parse_workspaces(&self, problems: &mut Problems) -> Result<Workspaces, Reported> {
        if self.applies_to_all_workspaces {
            return Ok(Workspaces::All);
        }
        if self.workspace_ids.is_empty() {
            return Ok(Workspaces::Some(vec![Known::Pending]));
        }
        let mut good = true;
        let mut known_ids: Vec<Known<WorkspaceId>> = Vec::new();
        for text in &self.workspace_ids {
            if text == "default" {
                problems.add(
                    FieldPath::Workspace,
                    "The word default names a workspace in an exchange only. A rule takes the workspace's id, wrkspc_ and what \
                     follows.",
                );
                good = false;
                continue;
            }
            let id =
                known(text, WorkspaceId::PLACEHOLDER, WorkspaceId::parse, FieldPath::Workspace, problems);
            match id {
                Ok(id) if known_ids.contains(&id) => {
                    problems.add(
                        FieldPath::Workspace,
                        "A workspace is given twice. Give it once (Keyless's rule).",
                    );
                    good = false;
                }
                Ok(id) => known_ids.push(id),
                Err(Reported) => good = false,
            }
        }
        if good { Ok(Workspaces::Some(known_ids)) } else { Err(Reported) }
    }
}

fn known<T>(
    text: &str,
    placeholder: &str,
    parse: impl Fn(&str) -> Result<T, IdProblem>,
    field: FieldPath,
    problems: &mut Problems,
) -> Result<Known<T>, Reported> {
    if is_pending(text, placeholder) {
        return Ok(Known::Pending);
    }
    problems.keep(field, parse(text)).map(Known::Id)
}

#[cfg(test)]
mod tests;
