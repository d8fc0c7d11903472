//! A profile or credentials file, read once and reduced to the fields that clients look at.

use super::credential::Credential;
use crate::secret::scrub;
use serde_json::{Map, Value};

/// What a file holds as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No JSON. A byte order mark is enough.
    NotJson,
    /// JSON, but no object.
    NotObject,
    /// An object.
    Object,
}

/// A field of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field {
    /// Not there.
    #[default]
    Missing,
    /// `null`.
    Null,
    /// A text, scrubbed of keys and tokens.
    Text(String),
    /// Anything else.
    Other,
}

impl Field {
    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text, where it is one with something in it.
    pub fn filled(&self) -> Option<&str> {
        self.text().filter(|text| !text.is_empty())
    }
}

/// `authentication.identity_token` of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TokenField {
    /// Not there, or `null`.
    #[default]
    Missing,
    /// A text, which Ruby takes for a path.
    Text(String),
    /// The documented object.
    Object(TokenObject),
    /// Anything else.
    Other,
}

/// `{"source", "path", "value", "env_var", "token"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenObject {
    /// `source`.
    pub source: Field,
    /// `path`, for `file`.
    pub path: Field,
    /// `value`: the variable's name in Ruby.
    pub value: Field,
    /// `env_var`: the variable's name in PHP.
    pub env_var: Field,
    /// `token`: the token itself in PHP.
    pub token: Option<Credential>,
}

/// `expires_at` of a credentials file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expiry {
    /// Not there.
    #[default]
    Missing,
    /// Seconds since 1970.
    At(i64),
    /// Seconds since 1970 as a text or with a fraction, which only some clients take.
    Loose(i64),
    /// Anything else, such as a date as text.
    Invalid,
}

/// What `authentication` is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Authentication {
    /// Not there, or `null`.
    #[default]
    Missing,
    /// No object.
    NotObject,
    /// An object.
    Object,
}

/// The fields that clients look at, of a profile's and of a credentials file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file as a whole.
    pub shape: Shape,
    /// Whether there are keys that no client knows.
    pub unknown_fields: bool,
    /// `authentication`.
    pub authentication: Authentication,
    /// `authentication.type`.
    pub kind: Field,
    /// `authentication.federation_rule_id`.
    pub rule: Field,
    /// `authentication.service_account_id`.
    pub service_account: Field,
    /// `authentication.identity_token`.
    pub identity_token: TokenField,
    /// `authentication.credentials_path`.
    pub credentials_path: Field,
    /// `authentication.client_id`.
    pub client_id: Field,
    /// `organization_id`.
    pub organization: Field,
    /// `workspace_id`.
    pub workspace: Field,
    /// `base_url`.
    pub base_url: Field,
    /// `type` of a credentials file.
    pub credentials_type: Field,
    /// `access_token`.
    pub access_token: Option<Credential>,
    /// `refresh_token`.
    pub refresh_token: Option<Credential>,
    /// `expires_at`.
    pub expires_at: Expiry,
}

const PROFILE_KEYS: [&str; 5] = ["version", "authentication", "organization_id", "workspace_id", "base_url"];
const AUTHENTICATION_KEYS: [&str; 8] = [
    "type",
    "federation_rule_id",
    "service_account_id",
    "identity_token",
    "scope",
    "credentials_path",
    "client_id",
    "console_url",
];

impl Document {
    /// Reads a file's text.
    pub fn parse(text: &str) -> Self {
        match serde_json::from_str(text) {
            Ok(value) => Self::read(&value),
            Err(_) => Self::empty(Shape::NotJson),
        }
    }

    /// Reads parsed JSON, such as a `config` argument.
    pub fn read(value: &Value) -> Self {
        let Value::Object(top) = value else {
            return Self::empty(Shape::NotObject);
        };
        let none = Map::new();
        let (authentication, inner) = match top.get("authentication") {
            None | Some(Value::Null) => (Authentication::Missing, &none),
            Some(Value::Object(inner)) => (Authentication::Object, inner),
            Some(_) => (Authentication::NotObject, &none),
        };
        Self {
            shape: Shape::Object,
            unknown_fields: has_others(top, &PROFILE_KEYS) || has_others(inner, &AUTHENTICATION_KEYS),
            authentication,
            kind: field(inner, "type"),
            rule: field(inner, "federation_rule_id"),
            service_account: field(inner, "service_account_id"),
            identity_token: token_field(inner.get("identity_token")),
            credentials_path: field(inner, "credentials_path"),
            client_id: field(inner, "client_id"),
            organization: field(top, "organization_id"),
            workspace: field(top, "workspace_id"),
            base_url: field(top, "base_url"),
            credentials_type: field(top, "type"),
            access_token: credential(top, "access_token"),
            refresh_token: credential(top, "refresh_token"),
            expires_at: expiry(top.get("expires_at")),
        }
    }

    fn empty(shape: Shape) -> Self {
        Self {
            shape,
            unknown_fields: false,
            authentication: Authentication::Missing,
            kind: Field::Missing,
            rule: Field::Missing,
            service_account: Field::Missing,
            identity_token: TokenField::Missing,
            credentials_path: Field::Missing,
            client_id: Field::Missing,
            organization: Field::Missing,
            workspace: Field::Missing,
            base_url: Field::Missing,
            credentials_type: Field::Missing,
            access_token: None,
            refresh_token: None,
            expires_at: Expiry::Missing,
        }
    }
}

fn has_others(map: &Map<String, Value>, known: &[&str]) -> bool {
    map.keys().any(|key| !known.contains(&key.as_str()))
}

fn field(map: &Map<String, Value>, key: &str) -> Field {
    match map.get(key) {
        None => Field::Missing,
        Some(Value::Null) => Field::Null,
        Some(Value::String(text)) => Field::Text(scrub(text)),
        Some(_) => Field::Other,
    }
}

fn credential(map: &Map<String, Value>, key: &str) -> Option<Credential> {
    map.get(key).and_then(Value::as_str).map(Credential::new)
}

fn expiry(value: Option<&Value>) -> Expiry {
    match value {
        None | Some(Value::Null) => Expiry::Missing,
        Some(Value::String(text)) => text.trim().parse().map_or(Expiry::Invalid, Expiry::Loose),
        Some(value) => match (value.as_i64(), value.as_f64()) {
            (Some(seconds), _) => Expiry::At(seconds),
            // The conversion saturates, and a fraction of a second decides nothing.
            #[allow(clippy::cast_possible_truncation)]
            (None, Some(seconds)) => Expiry::Loose(seconds as i64),
            (None, None) => Expiry::Invalid,
        },
    }
}

fn token_field(value: Option<&Value>) -> TokenField {
    match value {
        None | Some(Value::Null) => TokenField::Missing,
        Some(Value::String(text)) => TokenField::Text(scrub(text)),
        Some(Value::Object(map)) => TokenField::Object(TokenObject {
            source: field(map, "source"),
            path: field(map, "path"),
            value: field(map, "value"),
            env_var: field(map, "env_var"),
            token: credential(map, "token"),
        }),
        Some(_) => TokenField::Other,
    }
}
