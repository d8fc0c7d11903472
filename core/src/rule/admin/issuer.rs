//! Issuers as the Admin API has them.

use super::account::{READ_ONLY, is_archived};
use super::members::{Members, Null};
use super::recognise::Kind;
use crate::facts;
use crate::ids::IssuerId;
use crate::rule::{IssuerDraft, JwksDraft, KeySourceKind, certificate, near};
use crate::token::{KeySet, KeySetProblem};
use serde_json::{Map, Value};

const MEMBERS: &[&str] = &[
    "name",
    "issuer_url",
    "jwks",
    "check_jti",
    "max_jwt_lifetime_seconds",
    "jwks_polling_disabled",
    "id",
    "type",
    "archived_at",
];

/// Companions of `type` in `jwks`.
const COMPANIONS: [&str; 4] = ["url", "keys", "discovery_base", "ca_cert_pem"];

pub(super) fn read(mut members: Members<'_>) -> IssuerDraft {
    let record = members.is_record();
    members.check_type(Kind::Issuer);
    members.skip(READ_ONLY);
    members.skip(&["poll_status", "jwks_polling_disabled_at"]);
    check_polling(&mut members, record);
    let draft = IssuerDraft {
        id: members.id("id", Null::Refused, IssuerId::PLACEHOLDER),
        name: members.text("name", Null::Refused),
        issuer_url: members.text("issuer_url", Null::Refused),
        jwks: read_jwks(&mut members, record),
        check_jti: members.boolean("check_jti", Null::Allowed),
        max_jwt_lifetime_seconds: members.seconds("max_jwt_lifetime_seconds", Null::Allowed),
        archived: is_archived(&mut members),
    };
    members.finish(MEMBERS);
    draft
}

fn check_polling(members: &mut Members<'_>, record: bool) {
    const NAME: &str = "jwks_polling_disabled";
    match members.boolean(NAME, Null::Refused) {
        Some(true) if record => members.problem(
            NAME,
            "The service stopped fetching this issuer's keys after repeated failures. Mend the address, then update the \
             issuer with jwks_polling_disabled: false.",
        ),
        Some(true) => members.problem(
            NAME,
            "The service refuses true here: it stops polling by itself, and an update with false starts it again. Take it out.",
        ),
        Some(false) if !record => members.problem(
            NAME,
            "The service takes this in an update only, to start polling again. Take it out of a create body.",
        ),
        Some(false) | None => {}
    }
}

fn read_jwks(members: &mut Members<'_>, record: bool) -> JwksDraft {
    let former = former_spelling(members);
    let map = match members.take("jwks") {
        None => None,
        Some(Value::Object(map)) => Some(map),
        Some(Value::Null) => {
            members.problem("jwks", "The service takes no null here. Leave jwks out for discovery.");
            None
        }
        Some(other) => {
            members.wrong_type("jwks", &other, "an object such as {\"type\": \"discovery\"}");
            None
        }
    };
    match map.or(former) {
        Some(map) => read_union(members.inside("jwks", map), record),
        None => JwksDraft::default(),
    }
}

/// Gathers members of the spelling before mid-2026 into an object of today's, and reports each.
fn former_spelling(members: &mut Members<'_>) -> Option<Map<String, Value>> {
    let today = members.has("jwks");
    let mut map = Map::new();
    for (old, new) in facts::FORMER_ISSUER_MEMBERS.value {
        let Some(value) = members.take(old) else { continue };
        let fate = if today {
            "It was not read, since jwks is there as well; take it out."
        } else {
            "It was read as that here; the service takes the new spelling only."
        };
        members.problem(
            old,
            if old == new {
                format!("{old} belongs inside jwks, as jwks.{new}. {fate}")
            } else {
                format!("{old} is the spelling before mid-2026: it is jwks.{new} now. {fate}")
            },
        );
        if !value.is_null() {
            map.insert(new.to_owned(), value);
        }
    }
    if map.is_empty() || today {
        return None;
    }
    if !map.contains_key("type") {
        map.insert("type".into(), implied(&map).as_str().into());
    }
    Some(map)
}

/// The kind that the companions tell.
fn implied(map: &Map<String, Value>) -> KeySourceKind {
    let has = |name| map.get(name).is_some_and(|v| !v.is_null());
    if has("keys") {
        KeySourceKind::Inline
    } else if has("url") {
        KeySourceKind::ExplicitUrl
    } else {
        KeySourceKind::Discovery
    }
}

fn read_union(mut jwks: Members<'_>, record: bool) -> JwksDraft {
    let kind = read_kind(&mut jwks);
    let allowed: &[&str] = match kind {
        KeySourceKind::Discovery => &["discovery_base", "ca_cert_pem"],
        KeySourceKind::ExplicitUrl => &["url", "ca_cert_pem"],
        KeySourceKind::Inline => &["keys"],
    };
    for name in COMPANIONS {
        if allowed.contains(&name) || !jwks.has(name) {
            continue;
        }
        // The service may spell out what an object of its own has not.
        let null = jwks.is_null(name);
        if !(null && record) {
            jwks.problem(
                name,
                format!(
                    "The service takes no {name} beside type {}. Take it out, or change the type.",
                    kind.as_str()
                ),
            );
        }
        if null {
            jwks.take(name);
        }
    }
    let draft = JwksDraft {
        kind,
        discovery_base: jwks.text("discovery_base", Null::Allowed),
        url: jwks.text("url", Null::Refused),
        keys: read_keys(&mut jwks),
        ca_cert_pem: read_certificates(&mut jwks),
    };
    jwks.finish(&["type", "url", "keys", "discovery_base", "ca_cert_pem"]);
    draft
}

fn read_kind(jwks: &mut Members<'_>) -> KeySourceKind {
    let implied = implied(jwks.as_map());
    let known = KeySourceKind::ALL.map(KeySourceKind::as_str);
    let named = jwks.take("type");
    let kind = named
        .as_ref()
        .and_then(Value::as_str)
        .and_then(|name| KeySourceKind::ALL.into_iter().find(|k| k.as_str() == name));
    if let Some(kind) = kind {
        return kind;
    }
    let message = match &named {
        None => format!("The type is missing; the other members tell {}. Write it out.", implied.as_str()),
        Some(value) => {
            let meant =
                value.as_str().and_then(|name| near::closest(name, &known)).unwrap_or(implied.as_str());
            format!("The service takes {} here. Did you mean {meant}?", known.join(", "))
        }
    };
    jwks.problem("type", message);
    let near = named.as_ref().and_then(Value::as_str).and_then(|name| near::closest(name, &known));
    near.and_then(|name| KeySourceKind::ALL.into_iter().find(|k| k.as_str() == name)).unwrap_or(implied)
}

/// The keys as text: the array alone, without private keys.
fn read_keys(jwks: &mut Members<'_>) -> String {
    let items = match jwks.take("keys") {
        None => return String::new(),
        Some(Value::Array(items)) => items,
        Some(Value::Null) => {
            jwks.problem("keys", "The service takes no null here. Give an array of keys.");
            return String::new();
        }
        Some(value @ Value::Object(_)) => {
            jwks.problem(
                "keys",
                if value.get("keys").is_some_and(Value::is_array) {
                    "This is a whole JWKS; the service takes the array inside it. It was unwrapped here; write the array."
                } else {
                    "This is one object; the service takes an array of keys. It was put into one here."
                },
            );
            key_array(value)
        }
        Some(other) => {
            jwks.wrong_type("keys", &other, "an array of keys");
            let text = other.as_str().unwrap_or_default();
            key_array(serde_json::from_str(text).unwrap_or_default())
        }
    };
    let mut kept = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        match KeySet::from_value(Value::Array(vec![item.clone()])) {
            Err(KeySetProblem::Private(refused)) => jwks.problem(
                "keys",
                format!(
                    "Key {} has the member {}: it is private or symmetric, and was left out. Treat it as leaked, replace it, \
                     and give public keys only.",
                    index + 1,
                    refused.member
                ),
            ),
            _ => kept.push(item),
        }
    }
    if kept.is_empty() { String::new() } else { serde_json::to_string_pretty(&kept).unwrap_or_default() }
}

/// The array that a key set in another shape stands for.
fn key_array(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Object(mut set) => match set.shift_remove("keys") {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(set)],
        },
        _ => Vec::new(),
    }
}

fn read_certificates(jwks: &mut Members<'_>) -> String {
    let pem = jwks.text("ca_cert_pem", Null::Allowed);
    if certificate::holds_private_key(&pem) {
        jwks.problem(
            "ca_cert_pem",
            "This holds a private key, and was left out. Treat the key as leaked, and give certificates only.",
        );
        return String::new();
    }
    pem
}
