//! The JSON Schema of rule files, made from what the engine knows of the service, and a reader of such schemas that is as
//! small as this one allows.

use keyless_core::facts;
use serde_json::{Map, Value, json};

/// The schema of a federation rule: a create body, what the Admin API returns, or a list of either.
pub fn federation_rule() -> Value {
    let text = |about: &str| json!({"type": "string", "description": about});
    let nullable = |about: &str| json!({"type": ["string", "null"], "description": about});
    let id = |prefix: &str, about: &str| json!({"type": "string", "pattern": format!("^{prefix}"), "description": about});
    let name = facts::NAME_LENGTH.value;
    let lifetime = facts::TOKEN_LIFETIME_RANGE.value;
    let scopes: Vec<String> =
        facts::SCOPES.value.iter().map(|s| format!("{} reaches {}", s.name, s.reach)).collect();
    let common = json!({
        "name": {
            "type": "string", "pattern": "^[a-z0-9-]+$", "minLength": name.start(), "maxLength": name.end(),
            "description": "Unique in the organization: lower-case letters, digits and hyphens."
        },
        "description": nullable("For people."),
        "issuer_id": id("fdis_", "The issuer whose tokens are exchanged; cannot be changed later."),
        "match": {"$ref": "#/$defs/match"},
        "target": {"$ref": "#/$defs/target"},
        "oauth_scope": {
            "type": "string", "minLength": 1,
            "examples": facts::SCOPES.value.map(|scope| scope.name),
            "description": format!("Scopes with one space between them: {}.", scopes.join("; ")),
        },
        "workspace_id": nullable("The workspace in which minted tokens work."),
        "applies_to_all_workspaces": {"type": "boolean", "description": "Every workspace, those made later included."},
        "token_lifetime_seconds": {
            "type": "integer", "minimum": lifetime.start(), "maximum": lifetime.end(),
            "default": facts::TOKEN_LIFETIME_DEFAULT.value, "description": "How long a minted token lives, in seconds."
        },
        "attributes": {"type": "object", "maxProperties": 0, "description": "Empty, or left out."},
    });
    let common = common.as_object().cloned().unwrap_or_default();
    let mut record = common.clone();
    record.extend(
        json!({
            "id": id("fdrl_", "The rule's id."),
            "type": {"const": "federation_rule"},
            "issuer_name": text("The issuer's name."),
            "workspace_ids": {"type": "array", "items": {"type": "string"}, "description": "Workspaces that the rule enables."},
        })
        .as_object()
        .cloned()
        .unwrap_or_default(),
    );
    for member in [
        "created_at",
        "updated_at",
        "archived_at",
        "created_by_actor_id",
        "updated_by_actor_id",
        "archived_by_actor_id",
    ] {
        record.insert(member.to_owned(), nullable("Set by the service."));
    }
    let closed = |properties: Map<String, Value>, required: &[&str]| json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Federation rule",
        "description": format!(
            "A federation rule as {} takes and returns it ({}, read {}). Made by Keyless from the facts that it checks rules by.",
            facts::RULE_API.title, facts::RULE_API.url, facts::RULE_API.read
        ),
        "anyOf": [
            {"$ref": "#/$defs/create"},
            {"$ref": "#/$defs/record"},
            {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/create"}, {"$ref": "#/$defs/record"}]}},
            {
                "type": "object", "required": ["data"],
                "properties": {"data": {"type": "array", "items": {"$ref": "#/$defs/record"}}},
            },
        ],
        "$defs": {
            "create": closed(common, &["name", "issuer_id", "match", "target", "oauth_scope"]),
            "record": closed(record, &["id", "name", "issuer_id", "match", "target", "oauth_scope"]),
            "match": {
                "type": "object",
                "description": "All that is given has to hold; one of subject_prefix, claims and condition has to be given.",
                "properties": {
                    "subject_prefix": {
                        "type": ["string", "null"], "not": {"const": "*"},
                        "description": "The token's sub, upper and lower case as it is: the whole, or its beginning where * is the last character."
                    },
                    "audience": nullable(&format!(
                        "One of the token's audiences, exactly. Left out, the service expects {}.", facts::DEFAULT_AUDIENCE.value
                    )),
                    "claims": {
                        "type": ["object", "null"], "additionalProperties": {"type": "string"},
                        "description": "Claims at the top level of the token, each with the text that it has to be."
                    },
                    "condition": nullable("An expression in CEL over claims, the whole verified claim set."),
                },
                "additionalProperties": false,
                "anyOf": [
                    {"required": ["subject_prefix"], "properties": {"subject_prefix": {"type": "string", "minLength": 1}}},
                    {"required": ["claims"], "properties": {"claims": {"type": "object", "minProperties": 1}}},
                    {"required": ["condition"], "properties": {"condition": {"type": "string", "minLength": 1}}},
                ],
            },
            "target": {
                "type": "object",
                "properties": {
                    "type": {"const": "service_account"},
                    "service_account_id": id("svac_", "The service account that tokens are minted for."),
                    "service_account_name": nullable("Its name; not looked at when a rule is written."),
                },
                "required": ["type", "service_account_id"],
                "additionalProperties": false,
            },
        },
    })
}

/// Whether a value is as a schema says, by the keywords that [`federation_rule`] uses.
///
/// # Panics
/// When the schema has a keyword that is not known here.
pub fn admits(root: &Value, schema: &Value, value: &Value) -> bool {
    let inner = |schema: &Value, value: &Value| admits(root, schema, value);
    let any = |schemas: &Value, value: &Value| schemas.as_array().unwrap().iter().any(|s| inner(s, value));
    schema.as_object().unwrap().iter().all(|(keyword, wanted)| match keyword.as_str() {
        "$schema" | "title" | "description" | "default" | "examples" | "$defs" => true,
        "$ref" => inner(root.pointer(wanted.as_str().unwrap().trim_start_matches('#')).unwrap(), value),
        "anyOf" => any(wanted, value),
        "not" => !inner(wanted, value),
        "const" => wanted == value,
        "type" => {
            let names: Vec<&str> = wanted.as_array().map_or_else(
                || wanted.as_str().into_iter().collect(),
                |all| all.iter().filter_map(Value::as_str).collect(),
            );
            names.iter().any(|name| match *name {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_u64() || value.is_i64(),
                "null" => value.is_null(),
                other => panic!("{other}"),
            })
        }
        "required" => {
            let names = wanted.as_array().unwrap();
            value.as_object().is_none_or(|map| names.iter().all(|n| map.contains_key(n.as_str().unwrap())))
        }
        "properties" => wanted
            .as_object()
            .unwrap()
            .iter()
            .all(|(name, schema)| value.get(name).is_none_or(|v| inner(schema, v))),
        "additionalProperties" => value.as_object().is_none_or(|map| {
            let known = schema.get("properties").and_then(Value::as_object);
            map.iter().filter(|(name, _)| known.is_none_or(|k| !k.contains_key(*name))).all(|(_, v)| {
                match wanted {
                    Value::Bool(allowed) => *allowed,
                    schema => inner(schema, v),
                }
            })
        }),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| inner(wanted, item))),
        "minLength" => value.as_str().is_none_or(|t| t.chars().count() as u64 >= wanted.as_u64().unwrap()),
        "maxLength" => value.as_str().is_none_or(|t| t.chars().count() as u64 <= wanted.as_u64().unwrap()),
        "minProperties" => value.as_object().is_none_or(|m| m.len() as u64 >= wanted.as_u64().unwrap()),
        "maxProperties" => value.as_object().is_none_or(|m| m.len() as u64 <= wanted.as_u64().unwrap()),
        "minimum" => value.as_u64().is_none_or(|n| n >= wanted.as_u64().unwrap()),
        "maximum" => value.as_u64().is_none_or(|n| n <= wanted.as_u64().unwrap()),
        "pattern" => value.as_str().is_none_or(|text| match wanted.as_str().unwrap() {
            "^[a-z0-9-]+$" => {
                !text.is_empty()
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            }
            head => text.starts_with(head.strip_prefix('^').unwrap()),
        }),
        other => panic!("{other} is no keyword that is known here"),
    })
}
