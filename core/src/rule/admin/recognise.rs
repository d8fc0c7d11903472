//! Which resource a JSON value is.

use serde_json::{Map, Value};

/// A kind of resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Issuer,
    Rule,
    Account,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Rule, Self::Issuer, Self::Account];

    /// Its `type`.
    pub(super) const fn type_name(self) -> &'static str {
        match self {
            Self::Issuer => "federation_issuer",
            Self::Rule => "federation_rule",
            Self::Account => "service_account",
        }
    }

    /// Its member in an object that holds several, and the first word of its field paths.
    pub(super) const fn member(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Rule => "rule",
            Self::Account => "service_account",
        }
    }

    /// Members that no other kind has.
    const fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Issuer => &[
                "issuer_url",
                "jwks",
                "jwks_source",
                "jwks_url",
                "jwks_keys",
                "check_jti",
                "max_jwt_lifetime_seconds",
                "jwks_polling_disabled",
            ],
            Self::Rule => &[
                "match",
                "target",
                "issuer_id",
                "oauth_scope",
                "token_lifetime_seconds",
                "applies_to_all_workspaces",
            ],
            Self::Account => &["organization_role"],
        }
    }
}

/// What a JSON value is.
pub(super) enum Shape {
    /// A resource.
    Resource(Kind, Map<String, Value>),
    /// A list, and what stands beside `data` where it is an object.
    List(Vec<Value>, Option<Map<String, Value>>),
    /// Resources under the names of their kinds, and what stands beside them.
    Bundle(Vec<(Kind, Value)>, Map<String, Value>),
    /// Keyless's own saved setup.
    SavedSetup,
    /// None of these.
    Other,
}

pub(super) fn shape(value: Value) -> Shape {
    let mut map = match value {
        Value::Array(items) => return Shape::List(items, None),
        Value::Object(map) => map,
        _ => return Shape::Other,
    };
    if map.contains_key("keyless_setup") {
        return Shape::SavedSetup;
    }
    if let Some(kind) = kind(&map) {
        return Shape::Resource(kind, map);
    }
    if map.get("data").is_some_and(Value::is_array) {
        return match map.shift_remove("data") {
            Some(Value::Array(items)) => Shape::List(items, Some(map)),
            _ => Shape::Other,
        };
    }
    let mut parts = Vec::new();
    for kind in Kind::ALL {
        if map.get(kind.member()).is_some_and(|v| v.is_object() || v.is_array())
            && let Some(value) = map.shift_remove(kind.member())
        {
            parts.push((kind, value));
        }
    }
    if parts.is_empty() { Shape::Other } else { Shape::Bundle(parts, map) }
}

/// The kind that `type` names, or that the members tell.
fn kind(map: &Map<String, Value>) -> Option<Kind> {
    let named = map.get("type").and_then(Value::as_str);
    let has = |name: &&str| map.contains_key(*name);
    // `{"type": "service_account", "service_account_id": …}` is a rule's target, and no account.
    let target = has(&"service_account_id") && !has(&"name");
    if let Some(kind) = Kind::ALL.into_iter().find(|k| named == Some(k.type_name()))
        && !(kind == Kind::Account && target)
    {
        return Some(kind);
    }
    let marks = |kind: &Kind| kind.marks().iter().filter(|m| has(m)).count();
    // The first of equals: a rule has more to lose.
    let most = Kind::ALL.into_iter().rev().max_by_key(marks)?;
    if marks(&most) > 0 {
        return Some(most);
    }
    // A service account's create body may be its name alone.
    let account_only = has(&"name") && map.keys().all(|k| super::account::MEMBERS.contains(&k.as_str()));
    (account_only && named.is_none()).then_some(Kind::Account)
}
