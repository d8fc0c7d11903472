//! Drafts: what stands in the form, all of it text, always showable.

use super::{Edit, FieldPath};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Where the service takes an issuer's keys from: the `type` of the `jwks` union.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeySourceKind {
    /// From the issuer's OpenID discovery document.
    #[default]
    Discovery,
    /// From one address.
    ExplicitUrl,
    /// From the issuer record itself.
    Inline,
}

impl KeySourceKind {
    /// Every kind, in the order in which forms offer them.
    pub const ALL: [Self; 3] = [Self::Discovery, Self::ExplicitUrl, Self::Inline];

    /// The `type` as the service spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::ExplicitUrl => "explicit_url",
            Self::Inline => "inline",
        }
    }
}

/// The `jwks` member of an issuer, as typed. All companions are kept, whichever kind is chosen, so that choosing another
/// kind loses nothing; only those that belong to the kind are written out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct JwksDraft {
    /// Which kind is chosen.
    pub kind: KeySourceKind,
    /// `discovery_base`, for [`KeySourceKind::Discovery`].
    pub discovery_base: String,
    /// `url`, for [`KeySourceKind::ExplicitUrl`].
    pub url: String,
    /// `keys`, for [`KeySourceKind::Inline`]: JSON, an array of JWKs; a whole JWKS is understood too.
    pub keys: String,
    /// `ca_cert_pem`, for the two kinds that dial.
    pub ca_cert_pem: String,
}

/// A federation issuer as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IssuerDraft {
    /// Its id, where it exists already.
    pub id: String,
    /// `name`
    pub name: String,
    /// `issuer_url`
    pub issuer_url: String,
    /// `jwks`
    pub jwks: JwksDraft,
    /// `check_jti`; `None` leaves the service's default.
    pub check_jti: Option<bool>,
    /// `max_jwt_lifetime_seconds`; empty leaves the service's default.
    pub max_jwt_lifetime_seconds: String,
    /// Whether the service lists it as archived.
    pub archived: bool,
}

/// One entry of a rule's `claims`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClaimMatch {
    /// The claim's name, at the top level of the token.
    pub name: String,
    /// The text that it must equal.
    pub value: String,
}

/// A federation rule as typed. An empty text means: not populated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleDraft {
    /// Its id, where it exists already.
    pub id: String,
    /// `name`
    pub name: String,
    /// `description`
    pub description: String,
    /// `issuer_id`; empty while the issuer is not made yet.
    pub issuer_id: String,
    /// `match.subject_prefix`
    pub subject_prefix: String,
    /// `match.audience`; empty leaves the default that the service expects, not any audience.
    pub audience: String,
    /// `match.claims`, in the order typed.
    pub claims: Vec<ClaimMatch>,
    /// `match.condition`
    pub condition: String,
    /// `target.service_account_id`; empty while the account is not made yet.
    pub service_account_id: String,
    /// `oauth_scope`, space separated.
    pub oauth_scope: String,
    /// `workspace_id` on create, `workspace_ids` where the service lists several.
    pub workspace_ids: Vec<String>,
    /// `applies_to_all_workspaces`
    pub applies_to_all_workspaces: bool,
    /// `token_lifetime_seconds`; empty leaves the service's default.
    pub token_lifetime_seconds: String,
    /// Whether the service lists it as archived.
    pub archived: bool,
}

/// A service account as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountDraft {
    /// Its id, where it exists already.
    pub id: String,
    /// `name`
    pub name: String,
    /// `description`
    pub description: String,
    /// `organization_role`; empty leaves the service's default, `developer`.
    pub organization_role: String,
    /// Whether the service lists it as archived.
    pub archived: bool,
}

/// A number where the text is one, the text itself otherwise: a draft shows what was typed.
fn number_or_text(text: &str) -> Value {
    text.trim().parse::<u64>().map_or_else(|_| Value::from(text), Value::from)
}

fn put_text(body: &mut Map<String, Value>, name: &str, text: &str) {
    if !text.is_empty() {
        body.insert(name.to_owned(), text.into());
    }
}

impl IssuerDraft {
    /// The create body that the draft stands for, valid or not.
    pub fn to_create_body(&self) -> Value {
        let mut jwks = Map::new();
        jwks.insert("type".into(), self.jwks.kind.as_str().into());
        match self.jwks.kind {
            KeySourceKind::Discovery => {
                put_text(&mut jwks, "discovery_base", &self.jwks.discovery_base);
                put_text(&mut jwks, "ca_cert_pem", &self.jwks.ca_cert_pem);
            }
            KeySourceKind::ExplicitUrl => {
                jwks.insert("url".into(), self.jwks.url.clone().into());
                put_text(&mut jwks, "ca_cert_pem", &self.jwks.ca_cert_pem);
            }
            KeySourceKind::Inline => {
                let keys = match serde_json::from_str::<Value>(&self.jwks.keys) {
                    Ok(Value::Object(mut set)) if set.contains_key("keys") => {
                        set.remove("keys").unwrap_or_default()
                    }
                    Ok(one @ Value::Object(_)) => Value::Array(vec![one]),
                    Ok(keys @ Value::Array(_)) => keys,
                    _ => Value::Array(Vec::new()),
                };
                jwks.insert("keys".into(), keys);
            }
        }
        let mut body = Map::new();
        body.insert("name".into(), self.name.clone().into());
        body.insert("issuer_url".into(), self.issuer_url.clone().into());
        body.insert("jwks".into(), jwks.into());
        if let Some(check) = self.check_jti {
            body.insert("check_jti".into(), check.into());
        }
        if !self.max_jwt_lifetime_seconds.trim().is_empty() {
            body.insert("max_jwt_lifetime_seconds".into(), number_or_text(&self.max_jwt_lifetime_seconds));
        }
        body.into()
    }
}

impl RuleDraft {
    /// The create body that the draft stands for, valid or not. Ids that are not known yet have their placeholder.
    pub fn to_create_body(&self) -> Value {
        let or = |text: &str, placeholder: &str| {
            Value::from(if text.is_empty() { placeholder.to_owned() } else { text.to_owned() })
        };
        let mut matching = Map::new();
        put_text(&mut matching, "subject_prefix", &self.subject_prefix);
        put_text(&mut matching, "audience", &self.audience);
        if !self.claims.is_empty() {
            let claims: Map<String, Value> =
                self.claims.iter().map(|c| (c.name.clone(), Value::from(c.value.clone()))).collect();
            matching.insert("claims".into(), claims.into());
        }
        put_text(&mut matching, "condition", &self.condition);

        let mut body = Map::new();
        body.insert("name".into(), self.name.clone().into());
        put_text(&mut body, "description", &self.description);
        body.insert("issuer_id".into(), or(&self.issuer_id, crate::ids::IssuerId::PLACEHOLDER));
        body.insert("match".into(), matching.into());
        body.insert(
            "target".into(),
            json!({
                "type": "service_account",
                "service_account_id": or(&self.service_account_id, crate::ids::ServiceAccountId::PLACEHOLDER),
            }),
        );
        body.insert("oauth_scope".into(), self.oauth_scope.clone().into());
        if self.applies_to_all_workspaces {
            body.insert("applies_to_all_workspaces".into(), true.into());
        } else {
            let id = self.workspace_ids.first().map_or("", String::as_str);
            body.insert("workspace_id".into(), or(id, crate::ids::WorkspaceId::PLACEHOLDER));
        }
        if !self.token_lifetime_seconds.trim().is_empty() {
            body.insert("token_lifetime_seconds".into(), number_or_text(&self.token_lifetime_seconds));
        }
        body.into()
    }

    /// The text of a claim of `match.claims`.
    pub fn claim(&self, name: &str) -> Option<&str> {
        self.claims.iter().find(|c| c.name == name).map(|c| c.value.as_str())
    }

    /// Puts a claim into `match.claims`, in its old place where it stood already; `None` removes it.
    pub fn set_claim(&mut self, name: &str, value: Option<String>) {
        let Some(value) = value else {
            if let Some(at) = self.claims.iter().position(|c| c.name == name) {
                self.claims.remove(at);
            }
            return;
        };
        match self.claims.iter_mut().find(|c| c.name == name) {
            Some(claim) => claim.value = value,
            None => self.claims.push(ClaimMatch { name: name.to_owned(), value }),
        }
    }
}

impl AccountDraft {
    /// The create body that the draft stands for, valid or not.
    pub fn to_create_body(&self) -> Value {
        let mut body = Map::new();
        body.insert("name".into(), self.name.clone().into());
        put_text(&mut body, "description", &self.description);
        put_text(&mut body, "organization_role", &self.organization_role);
        body.into()
    }
}

/// Changes one field of the three drafts.
///
/// Gives `false` for a field that belongs to none of them.
pub(crate) fn apply(
    edit: &Edit,
    issuer: &mut IssuerDraft,
    rule: &mut RuleDraft,
    account: &mut AccountDraft,
) -> bool {
    let text = || edit.value.clone().unwrap_or_default();
    let yes = || edit.value.as_deref().map(|v| v == "true");
    match &edit.field {
        FieldPath::IssuerName => issuer.name = text(),
        FieldPath::IssuerUrl => issuer.issuer_url = text(),
        FieldPath::JwksType => {
            issuer.jwks.kind =
                KeySourceKind::ALL.into_iter().find(|k| k.as_str() == text()).unwrap_or_default();
        }
        FieldPath::DiscoveryBase => issuer.jwks.discovery_base = text(),
        FieldPath::JwksUrl => issuer.jwks.url = text(),
        FieldPath::JwksKeys => issuer.jwks.keys = text(),
        FieldPath::CaCertPem => issuer.jwks.ca_cert_pem = text(),
        FieldPath::CheckJti => issuer.check_jti = yes(),
        FieldPath::MaxJwtLifetime => issuer.max_jwt_lifetime_seconds = text(),
        FieldPath::RuleName => rule.name = text(),
        FieldPath::RuleDescription => rule.description = text(),
        FieldPath::RuleIssuerId => rule.issuer_id = text(),
        FieldPath::SubjectPrefix => rule.subject_prefix = text(),
        FieldPath::Audience => rule.audience = text(),
        FieldPath::Claim(name) => rule.set_claim(name, edit.value.clone()),
        FieldPath::Condition => rule.condition = text(),
        FieldPath::Target => rule.service_account_id = text(),
        FieldPath::Scope => rule.oauth_scope = text(),
        FieldPath::Workspace => {
            rule.workspace_ids = edit.value.iter().filter(|v| !v.is_empty()).cloned().collect();
        }
        FieldPath::AllWorkspaces => rule.applies_to_all_workspaces = yes().unwrap_or(false),
        FieldPath::TokenLifetime => rule.token_lifetime_seconds = text(),
        FieldPath::AccountName => account.name = text(),
        FieldPath::AccountDescription => account.description = text(),
        FieldPath::OrganizationRole => account.organization_role = text(),
        FieldPath::Match
        | FieldPath::Claims
        | FieldPath::OrganizationId
        | FieldPath::WorkloadName
        | FieldPath::Answer(_)
        | FieldPath::Other(_) => return false,
    }
    true
}
