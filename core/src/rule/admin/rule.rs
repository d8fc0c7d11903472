//! Federation rules as the Admin API has them.

use super::account::{READ_ONLY, is_archived};
use super::members::{Members, Null};
use super::recognise::Kind;
use crate::condition::write;
use crate::ids::{IssuerId, RuleId, ServiceAccountId, WorkspaceId};
use crate::rule::{ClaimMatch, RuleDraft};
use crate::token::json_kind;
use serde_json::{Map, Value};

const MEMBERS: &[&str] = &[
    "name",
    "description",
    "issuer_id",
    "match",
    "target",
    "oauth_scope",
    "workspace_id",
    "applies_to_all_workspaces",
    "token_lifetime_seconds",
    "attributes",
    "workspace_ids",
    "id",
    "type",
    "archived_at",
];

const MATCHERS: [&str; 4] = ["subject_prefix", "audience", "claims", "condition"];

pub(super) fn read(mut members: Members<'_>) -> RuleDraft {
    let record = members.is_record();
    members.check_type(Kind::Rule);
    members.skip(READ_ONLY);
    members.skip(&["issuer_name"]);
    check_attributes(&mut members);
    if !record {
        check_required(&mut members);
    }
    let mut draft = RuleDraft {
        id: members.id("id", Null::Refused, RuleId::PLACEHOLDER),
        name: members.text("name", Null::Refused),
        description: members.text("description", Null::Allowed),
        issuer_id: members.id("issuer_id", Null::Refused, IssuerId::PLACEHOLDER),
        oauth_scope: read_scope(&mut members),
        workspace_ids: read_workspaces(&mut members, record),
        applies_to_all_workspaces: members
            .boolean("applies_to_all_workspaces", Null::Refused)
            .unwrap_or_default(),
        token_lifetime_seconds: members.seconds("token_lifetime_seconds", Null::Refused),
        archived: is_archived(&mut members),
        ..RuleDraft::default()
    };
    read_match(&mut members, record, &mut draft);
    draft.service_account_id = read_target(&mut members, record);
    members.finish(MEMBERS);
    draft
}

/// Ids without which the service creates no rule. A draft may do without them for a while, a body may not.
fn check_required(members: &mut Members<'_>) {
    if members.is_left_out("issuer_id") {
        members.problem("issuer_id", "The service needs the issuer's id here, fdis_ and what follows.");
    }
    let all = members.as_map().get("applies_to_all_workspaces").is_some_and(|v| v != false && !v.is_null());
    let none = members.is_left_out("workspace_id") || members.is_null("workspace_id");
    if none && !all && !members.has("workspace_ids") {
        members.problem(
            "workspace_id",
            "The service needs a workspace's id here, wrkspc_ and what follows, unless applies_to_all_workspaces is true.",
        );
    }
    if !members.has("target") && !members.has("service_account_id") {
        members.problem(
            "target",
            "The service needs a target here: the service account that tokens are minted for.",
        );
    }
}

/// `attributes` is documented on the Admin API's page alone, as always empty.
fn check_attributes(members: &mut Members<'_>) {
    match members.take("attributes") {
        None | Some(Value::Null) => {}
        Some(Value::Object(map)) if map.is_empty() => {}
        Some(Value::Object(_)) => {
            members
                .problem("attributes", "The service refuses attributes that are not empty. Take them out.");
        }
        Some(other) => members.wrong_type("attributes", &other, "an empty object, or none"),
    }
}

fn read_scope(members: &mut Members<'_>) -> String {
    match members.take("oauth_scope") {
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
            members.problem(
                "oauth_scope",
                "This is a list; the service takes one text, with a space between scopes.",
            );
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
        }
        Some(value) => {
            members.put("oauth_scope", value);
            members.text("oauth_scope", Null::Refused)
        }
        None => String::new(),
    }
}

fn read_workspaces(members: &mut Members<'_>, record: bool) -> Vec<String> {
    let mut ids = Vec::new();
    match members.take("workspace_ids") {
        None => {}
        Some(Value::Array(items)) => {
            if !record {
                members.problem(
                    "workspace_ids",
                    "The service gives this list and does not take it: a rule is created with one workspace_id, further \
                     workspaces are enabled at the rule's own /workspaces.",
                );
            }
            for item in items {
                match item {
                    Value::String(id) => ids.push(id),
                    other => members.wrong_type("workspace_ids", &other, "a list of texts"),
                }
            }
        }
        Some(other) => members.wrong_type("workspace_ids", &other, "a list of texts"),
    }
    let one = members.id("workspace_id", Null::Allowed, WorkspaceId::PLACEHOLDER);
    if !one.is_empty() && !ids.contains(&one) {
        ids.push(one);
    }
    ids
}

fn read_match(members: &mut Members<'_>, record: bool, draft: &mut RuleDraft) {
    let mut map = members.object("match", Null::Refused).unwrap_or_default();
    for name in MATCHERS {
        let Some(value) = members.take(name) else { continue };
        let taken = !map.contains_key(name);
        if taken {
            map.insert(name.to_owned(), value);
        }
        members.problem(
            name,
            format!(
                "{name} belongs inside match. It was {} here.",
                if taken { "read as that" } else { "not read, since match has one as well," }
            ),
        );
    }
    let mut matching = members.inside("match", map);
    draft.subject_prefix = read_matcher(&mut matching, "subject_prefix", record);
    draft.audience = read_matcher(&mut matching, "audience", record);
    draft.condition = read_matcher(&mut matching, "condition", record);
    if let Some(claims) = matching.object("claims", Null::Allowed) {
        draft.claims = read_claims(matching.inside("claims", Map::new()), claims);
    }
    matching.finish(&MATCHERS);
}

fn read_matcher(matching: &mut Members<'_>, name: &str, record: bool) -> String {
    let given = matching.has(name) && !matching.is_null(name);
    let text = matching.text(name, Null::Allowed);
    if given && text.is_empty() && !record {
        matching.problem(
            name,
            "This is empty. Leave the member out: Keyless reads it as not populated, the service's reading is not published.",
        );
    }
    text
}

fn read_claims(mut place: Members<'_>, claims: Map<String, Value>) -> Vec<ClaimMatch> {
    let read = |(name, value): (String, Value)| {
        let text = match value {
            Value::String(text) => text,
            other => {
                place.problem(
                    &name,
                    format!(
                        "This is {}; a claim is compared with a text only, and only a claim that is a text can equal it. For \
                         any other claim write a condition: {}",
                        json_kind(&other),
                        condition_for(&name, &other)
                    ),
                );
                if other.is_null() { String::new() } else { other.to_string() }
            }
        };
        ClaimMatch { name, value: text }
    };
    claims.into_iter().map(read).collect()
}

/// A condition that compares a claim with a value that is no text.
fn condition_for(name: &str, value: &Value) -> String {
    let claim = write::claim(name);
    match value {
        Value::Null => match write::presence(&[name]) {
            test if test.ends_with(')') => format!("!{test}"),
            test => format!("!({test})"),
        },
        Value::Array(items) => {
            let item = items.first().map_or_else(|| "\"…\"".to_owned(), Value::to_string);
            format!("{item} in {claim}")
        }
        Value::Object(_) => format!("{claim}[\"…\"] == \"…\""),
        other => format!("{claim} == {other}"),
    }
}

fn read_target(members: &mut Members<'_>, record: bool) -> String {
    let misplaced = members.take("service_account_id");
    if misplaced.is_some() {
        members.problem("service_account_id", "service_account_id belongs inside target, beside its type.");
    }
    let mut map = match members.take("target") {
        None => Map::new(),
        Some(Value::Object(map)) => map,
        Some(Value::String(id)) => {
            members.problem(
                "target",
                "This is a text; the service takes {\"type\": \"service_account\", \"service_account_id\": …}.",
            );
            return id;
        }
        Some(Value::Null) => {
            members.problem("target", "The service takes no null here. Name a service account.");
            Map::new()
        }
        Some(other) => {
            members.wrong_type("target", &other, "an object");
            Map::new()
        }
    };
    let empty = map.is_empty();
    if let Some(id) = misplaced
        && !map.contains_key("service_account_id")
    {
        map.insert("service_account_id".into(), id);
    }
    let mut target = members.inside("target", map);
    match target.take("type") {
        Some(Value::String(name)) if name == "service_account" => {}
        None if empty => {}
        _ => target.problem("type", "The service takes service_account here, and nothing else."),
    }
    target.skip(&["service_account_name"]);
    if !empty && !record && target.is_left_out("service_account_id") {
        target.problem(
            "service_account_id",
            "The service needs the account's id here, svac_ and what follows.",
        );
    }
    let id = target.id("service_account_id", Null::Refused, ServiceAccountId::PLACEHOLDER);
    target.finish(&["type", "service_account_id", "service_account_name"]);
    id
}
