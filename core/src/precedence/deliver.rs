//! What a loaded profile delivers: a stored token, an exchange, a refresh, or a fault.

use super::credential::Credential;
use super::document::{Document, Expiry, Field, Shape};
use super::fault::Fault;
use super::look::Eye;
use super::profile::{Profile, is_unsafe};
use super::rules::{Cache, Fill, Form, Refresh};
use super::surroundings::{Content, File};
use super::token::TokenAt;
use super::warning::Warning;
use crate::facts;

/// What a profile, or the environment, comes to.
#[derive(Clone, Debug)]
pub(super) enum Delivery {
    /// A token from a credentials file.
    Stored(Credential),
    /// An exchange.
    Exchange(Body),
    /// A refresh.
    Refresh(Vec<(&'static str, String)>),
}

/// Why a profile delivers nothing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// An error.
    Fault(Fault),
    /// It is passed over.
    Skip(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The body of an exchange, and where its token comes from.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) token: String,
    pub(super) assertion: String,
    pub(super) rule: String,
    pub(super) organization: Option<String>,
    pub(super) service_account: Option<String>,
    pub(super) workspace: Option<String>,
}

impl Body {
    /// The fields in the order in which they are listed.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("grant_type", Some(facts::GRANT_TYPE.value)),
            ("assertion", Some(&*self.assertion)),
            ("federation_rule_id", Some(&*self.rule)),
            ("organization_id", self.organization.as_deref()),
            ("service_account_id", self.service_account.as_deref()),
            ("workspace_id", self.workspace.as_deref()),
        ];
        all.into_iter().filter_map(|(name, value)| value.map(|value| (name, value.to_owned()))).collect()
    }
}

impl Eye<'_> {
    /// Asks a loaded profile for a credential.
    pub(super) fn deliver(
        &self,
        profile: &Profile<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Delivery, Stop> {
        if self.rules.warns_of_unknown && profile.document.unknown_fields {
            warnings.push(Warning::UnknownProfileField);
        }
        if profile.is_federation() {
            self.federate(profile, warnings)
        } else if profile.is_stored_login() {
            self.stored_login(profile, warnings)
        } else if self.rules.skips_incomplete {
            Err(Stop::Skip(Fault::AuthenticationTypeUnknown))
        } else {
            Err(Fault::AuthenticationTypeUnknown.into())
        }
    }

    /// A field of a profile, filled from the environment as the client does it.
    fn filled_field(&self, field: &Field, variable: &str) -> Option<String> {
        let own = field.text().map(str::to_owned);
        let set = || self.filled(variable);
        match (self.rules.fill, field) {
            (Fill::None, _) => own,
            (Fill::Missing, Field::Text(text)) if text.is_empty() => {
                if variable == "ANTHROPIC_FEDERATION_RULE_ID" { set().or(own) } else { own }
            }
            (Fill::Empty, Field::Text(text)) if text.is_empty() => set().or(own),
            (_, Field::Text(_)) => own,
            (_, Field::Missing | Field::Null) => set(),
            (_, Field::Other) => None,
        }
    }

    /// The workspace of a profile, filled.
    pub(super) fn workspace_of(&self, document: &Document) -> Option<String> {
        self.filled_field(&document.workspace, "ANTHROPIC_WORKSPACE_ID").filter(|id| self.is_kept(id))
    }

    /// Whether an id in a profile counts as one.
    fn is_kept(&self, id: &str) -> bool {
        self.rules.empty_field_counts || !id.is_empty()
    }

    /// Checks what the profile says, then its cache, and reads the identity token last.
    fn federate(&self, profile: &Profile<'_>, warnings: &mut Vec<Warning>) -> Result<Delivery, Stop> {
        let stop = |fault| if self.rules.skips_incomplete { Stop::Skip(fault) } else { Stop::Fault(fault) };
        let (mut body, at) = self.plan(profile.document).map_err(stop)?;
        if let Some(stored) = self.cached(profile, warnings)? {
            return Ok(Delivery::Stored(stored));
        }
        self.check_address(profile)?;
        body.assertion = self.assertion(&at)?;
        Ok(Delivery::Exchange(body))
    }

    /// An unsafe address is refused before anything is sent there.
    fn check_address(&self, profile: &Profile<'_>) -> Result<(), Fault> {
        let refused = !self.rules.base_url_at_load && is_unsafe(&profile.document.base_url);
        if refused { Err(Fault::BaseUrlNotHttps) } else { Ok(()) }
    }

    /// The body without its assertion, and where that is.
    fn plan<'d>(&'d self, document: &'d Document) -> Result<(Body, TokenAt<'d>), Fault> {
        let counts = |id: &String| self.is_kept(id);
        let rule = self.filled_field(&document.rule, "ANTHROPIC_FEDERATION_RULE_ID").filter(counts);
        let organization =
            self.filled_field(&document.organization, "ANTHROPIC_ORGANIZATION_ID").filter(counts);
        let (rule, organization, at) = if self.rules.separate_ids {
            let at = self.profile_token(&document.identity_token)?;
            let rule = rule.ok_or(Fault::RuleMissing)?;
            (rule, organization.ok_or(Fault::OrganizationMissing)?, at)
        } else {
            let (Some(rule), Some(organization)) = (rule, organization) else {
                return Err(Fault::RuleOrOrganizationMissing);
            };
            (rule, organization, self.profile_token(&document.identity_token)?)
        };
        let account = self.filled_field(&document.service_account, "ANTHROPIC_SERVICE_ACCOUNT_ID");
        let body = Body {
            token: at.place(),
            assertion: String::new(),
            rule,
            organization: Some(organization),
            service_account: account.filter(counts),
            workspace: self.workspace_of(document),
        };
        Ok((body, at))
    }

    /// A token that an earlier exchange of this profile left, if the client uses it.
    fn cached(
        &self,
        profile: &Profile<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Option<Credential>, Fault> {
        let Some(path) = &profile.credentials else {
            if self.rules.cache == Cache::Warns {
                warnings.push(Warning::TokenCacheUnreadable);
            }
            return Ok(None);
        };
        let Some(file) = self.s.file(path) else { return Ok(None) };
        let read = self.read_credentials(file);
        match (self.rules.cache, read) {
            (Cache::None, _) => Ok(None),
            (_, Ok(document)) => Ok(self.fresh(document)),
            (Cache::Strict, Err(fault)) => Err(fault),
            (Cache::ModeOnly, Err(Fault::CredentialsFileMode)) => Err(Fault::CredentialsFileMode),
            (Cache::ModeOnly | Cache::Silent, Err(_)) => Ok(None),
            (Cache::Warns, Err(_)) => {
                warnings.push(Warning::TokenCacheUnreadable);
                Ok(None)
            }
        }
    }

    fn fresh(&self, document: &Document) -> Option<Credential> {
        let good = match self.expiry(document) {
            Expiry::At(end) | Expiry::Loose(end) => !self.is_over(end),
            Expiry::Missing => self.rules.keeps_without_expiry,
            Expiry::Invalid => false,
        };
        document.access_token.clone().filter(|token| good && !token.is_empty())
    }

    /// The end of a token as the client reads it: one with types takes whole numbers alone.
    fn expiry(&self, document: &Document) -> Expiry {
        match document.expires_at {
            Expiry::Loose(_) if self.rules.form == Form::Typed => Expiry::Invalid,
            expiry => expiry,
        }
    }

    /// Whether a token that ends then would be renewed now.
    fn is_over(&self, end: i64) -> bool {
        end <= self.s.now.saturating_add_unsigned(facts::MANDATORY_REFRESH_SECONDS.value)
    }

    /// Checks mode and form of a credentials file.
    fn read_credentials<'d>(&self, file: &'d File) -> Result<&'d Document, Fault> {
        if file.mode.is_some_and(|mode| mode & self.rules.mode.refused != 0) {
            return Err(Fault::CredentialsFileMode);
        }
        let Content::Text { document, .. } = &file.content else {
            return Err(Fault::CredentialsFileNotJson);
        };
        match document.shape {
            Shape::NotJson => Err(Fault::CredentialsFileNotJson),
            Shape::NotObject => Err(self.rules.not_an_object),
            Shape::Object if self.rules.checks_credentials_type => match &document.credentials_type {
                Field::Missing | Field::Null => Ok(document),
                Field::Text(kind) if kind == "oauth_token" => Ok(document),
                _ => Err(Fault::CredentialsTypeUnknown),
            },
            Shape::Object => Ok(document),
        }
    }

    fn stored_login(&self, profile: &Profile<'_>, warnings: &mut Vec<Warning>) -> Result<Delivery, Stop> {
        let path = profile.credentials.as_deref().ok_or(Fault::CredentialsFileMissing)?;
        let (missing, malformed) = self.rules.skips_credentials;
        let skip = |yes: bool, fault| if yes { Stop::Skip(fault) } else { Stop::Fault(fault) };
        let file = self.s.file(path).ok_or_else(|| skip(missing, Fault::CredentialsFileMissing))?;
        let own_client =
            self.rules.refresh == Refresh::OwnClient && profile.document.client_id.filled().is_none();
        if own_client {
            warnings.push(Warning::ClientIdDefaulted);
        }
        let stored = self
            .read_credentials(file)
            .map_err(|fault| skip(malformed && fault == Fault::CredentialsFileNotJson, fault))?;
        if let Some(warning) = self.rules.mode.warning
            && file.mode.is_some_and(|mode| mode & self.rules.mode.warned != 0)
        {
            warnings.push(warning);
        }
        let token = stored.access_token.clone().filter(|token| !token.is_empty());
        let token = token.ok_or(Fault::AccessTokenMissing)?;
        if self.expiry(stored) == Expiry::Invalid
            && let Some(fault) = self.rules.bad_expiry
        {
            return Err(fault.into());
        }
        let client = profile.document.client_id.filled().is_some() || own_client;
        let expired = match self.expiry(stored) {
            Expiry::At(end) | Expiry::Loose(end) => self.is_over(end),
            Expiry::Missing => self.rules.refresh == Refresh::Python,
            Expiry::Invalid => false,
        };
        let can = stored.refresh_token.as_ref().is_some_and(|token| !token.is_empty());
        let refresh = || -> Result<Delivery, Stop> {
            self.check_address(profile)?;
            let shown = stored.refresh_token.as_ref().map(|token| token.masked().to_owned());
            let client = profile.document.client_id.filled().unwrap_or("(the client's own)");
            Ok(Delivery::Refresh(vec![
                ("grant_type", "refresh_token".to_owned()),
                ("refresh_token", shown.unwrap_or_default()),
                ("client_id", client.to_owned()),
            ]))
        };
        if client && matches!(self.rules.refresh, Refresh::NeedsToken | Refresh::OwnClient) && can {
            self.check_address(profile)?;
        }
        match (self.rules.refresh, client) {
            (Refresh::Never, _) | (Refresh::Python | Refresh::Always, false) => Ok(Delivery::Stored(token)),
            (Refresh::Always, true) if can => refresh(),
            (Refresh::Always, true) => Err(Stop::Skip(Fault::RefreshTokenMissing)),
            (Refresh::Python | Refresh::NeedsToken | Refresh::OwnClient, true) if !can => {
                Err(Fault::RefreshTokenMissing.into())
            }
            (_, true) if expired && can => refresh(),
            _ if expired && self.rules.refresh != Refresh::Python => Err(Fault::AccessTokenExpired.into()),
            _ => Ok(Delivery::Stored(token)),
        }
    }
}
