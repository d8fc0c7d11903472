//! What `ant auth status` would say of some surroundings, to hold against what requests do.

use super::super::clients::ANT;
use super::super::document::{Expiry, Shape};
use super::super::fault::Fault;
use super::super::look::Eye;
use super::super::profile::Active;
use super::super::surroundings::{Content, Surroundings};
use super::{Caution, Note, Row};
use serde::Serialize;

/// The gist of a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Predicted {
    /// The active row.
    pub winner: Option<Row>,
    /// Why there is none.
    pub remark: Option<Note>,
    /// What is printed besides.
    pub warnings: Vec<Caution>,
}

/// What `ant auth status` would say; none if it prints nothing, because the base URL has no scheme.
pub fn predict(around: &Surroundings) -> Option<Predicted> {
    let eye = Eye { client: &ANT, rules: &ANT.rules, s: around, without: None };
    if eye.filled("ANTHROPIC_BASE_URL").is_some_and(|url| !url.contains("://")) {
        return None;
    }
    let (key, token) = (eye.env_key().is_some(), eye.env_auth_token().is_some());
    let profile = profile(&eye);
    let missing = eye.missing();
    let any = eye.has_federation() || eye.filled("ANTHROPIC_SERVICE_ACCOUNT_ID").is_some();
    let ready = any && missing.is_empty();
    let mut warnings = Vec::new();
    if profile.is_ok() && key {
        warnings.push(Caution::KeyOverrides);
    } else if profile.is_ok() && token {
        warnings.push(Caution::TokenOverrides);
    }
    if any && !ready {
        warnings.push(Caution::FederationPartial);
    }
    let (winner, remark) = match profile {
        _ if key => (Some(Row::ApiKey), None),
        _ if token => (Some(Row::AuthToken), None),
        Ok(()) if !ready || eye.named().is_some() => (Some(Row::Profile), None),
        _ if ready => (Some(Row::Federation), None),
        Ok(()) => (Some(Row::Profile), None),
        Err(note) => (None, Some(note)),
    };
    Some(Predicted { winner, remark, warnings })
}

/// Whether the profile counts: its credentials file holds an access token.
fn profile(eye: &Eye<'_>) -> Result<(), Note> {
    let name = match (eye.named(), eye.active()) {
        (Some((name, _)), _) => name,
        (None, Active::Named(name, _)) => name,
        (None, _) => "default".to_owned(),
    };
    let loaded = match eye.load(&name) {
        Ok(profile) => profile,
        Err(Fault::ProfileNotFound) => return Err(Note::ProfileNotConfigured),
        Err(_) => return Err(Note::ProfileUnreadable),
    };
    let file = loaded.credentials.as_deref().and_then(|path| eye.s.file(path));
    let Some(file) = file else { return Err(Note::ProfileWithoutToken) };
    let Content::Text { document, .. } = &file.content else { return Err(Note::CredentialsUnreadable) };
    if document.shape != Shape::Object || !matches!(document.expires_at, Expiry::Missing | Expiry::At(_)) {
        return Err(Note::CredentialsUnreadable);
    }
    let token = document.access_token.as_ref();
    if token.is_some_and(|token| !token.is_empty()) { Ok(()) } else { Err(Note::NoCredentialConfigured) }
}
