//! What a provider knows of the claims that it sends.

/// What a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimKind {
    /// A text: the only kind that a rule's `claims` can match.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// A list.
    List,
    /// A map.
    Map,
}

/// What a claim fixes when a rule compares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pins {
    /// The customer: organization, account, enterprise.
    Tenant,
    /// The workload: repository, project, service account.
    Workload,
    /// A branch, tag or environment of the workload.
    Ref,
    /// Something about the run, such as its event or its runner.
    Run,
    /// Nothing that lasts: it differs from token to token.
    Nothing,
}

/// A claim that a provider sends.
#[derive(Debug)]
pub struct ClaimSpec {
    /// Its name at the top level of the token.
    pub name: &'static str,
    /// What it holds.
    pub kind: ClaimKind,
    /// What it means.
    pub meaning: &'static str,
    /// What it fixes.
    pub pins: Pins,
    /// Whether a rename can give the same text to somebody else.
    pub renameable: bool,
    /// Who can choose it, where that is somebody with fewer rights than an administrator.
    pub chosen_by: Option<&'static str>,
    /// The claim that names the same thing by an id that is never used again.
    pub immutable_twin: Option<&'static str>,
    /// Whether what is said here was not confirmed by the platform's documentation.
    pub unverified: bool,
}

impl ClaimSpec {
    /// A claim that keeps its meaning for good and that nobody below an administrator chooses.
    pub const fn new(name: &'static str, kind: ClaimKind, pins: Pins, meaning: &'static str) -> Self {
        Self {
            name,
            kind,
            meaning,
            pins,
            renameable: false,
            chosen_by: None,
            immutable_twin: None,
            unverified: false,
        }
    }

    /// The same, as a name that a rename can give to somebody else; the claim that names the same thing for good, if any.
    #[must_use]
    pub const fn renameable(mut self, immutable_twin: Option<&'static str>) -> Self {
        self.renameable = true;
        self.immutable_twin = immutable_twin;
        self
    }

    /// The same, chosen by somebody with fewer rights than an administrator.
    #[must_use]
    pub const fn chosen_by(mut self, who: &'static str) -> Self {
        self.chosen_by = Some(who);
        self
    }

    /// The same, not confirmed by the platform's documentation.
    #[must_use]
    pub const fn unverified(mut self) -> Self {
        self.unverified = true;
        self
    }
}

/// Members of maps that say nothing which lasts: a rule that compares one matches until it is replaced.
///
/// Kubernetes binds a token to a pod and a node, which are replaced at every roll-out
/// (<https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/>, read 2026-11-21); AWS names the end of
/// the caller's session (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html>, read
/// 2026-11-21).
const PASSING: [(&str, &[&str]); 2] = [
    ("kubernetes.io", &["pod", "node", "secret", "warnafter"]),
    ("https://sts.amazonaws.com/", &["original_session_exp"]),
];

/// Whether a path of keys leads into a platform's map, to what goes with its pod or session.
pub fn passes(path: &[String]) -> bool {
    let [map, member, ..] = path else { return false };
    PASSING.iter().any(|(name, members)| map == name && members.contains(&member.as_str()))
}
