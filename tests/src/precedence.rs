//! Surroundings of real clients, against what each did in them.

use crate::vectors::{Tally, read};
use keyless_core::precedence::{
    Argument, Arguments, Client, Credential, Document, Fault, HeaderLine, Outcome, Place, Plain,
    Surroundings, by_slug, mask, resolve,
    status::{self, Status},
};
use serde_json::{Map, Value, json};
use std::path::Path;

const DIR: &str = "/case";
const API: &str = "http://127.0.0.1:8080";
const PROFILE: &str = "http://127.0.0.1:8081";
/// 2026-11-21, between the two expiries of the cases: 2000 and 2100.
const NOW: i64 = 1_795_219_200;

/// Runs `precedence.json`: every recorded field of every outcome.
///
/// # Panics
///
/// When the file is not there or is no JSON.
pub fn precedence(folder: &Path) -> Tally {
    let file = read(folder, "precedence");
    let mut tally = Tally::new("precedence");
    for case in file.get("vectors").and_then(Value::as_array).into_iter().flatten() {
        let id = case.get("id").and_then(Value::as_str).unwrap_or("?");
        tally.count(id, judged(case));
    }
    tally
}

fn judged(case: &Value) -> Result<(), String> {
    let client = client(case).ok_or("is of an unknown client")?;
    let expected = case.get("outcome").and_then(Value::as_object).ok_or("has no outcome")?;
    let around = surroundings(case);
    let mut found = told(&resolve(client, &around));
    if client.slug == "ant" {
        found.insert("status".into(), status(&around));
    }
    let mut wrong = Vec::new();
    if let (Some(assertion), Some(token)) = (
        case.pointer("/outcome/exchange_body/assertion").and_then(Value::as_str),
        resolve(client, &around).exchange.and_then(|exchange| exchange.token),
    ) && !holds(case, &token, assertion)
    {
        wrong.push(format!("the identity token is taken from {token}"));
    }
    for key in expected.keys().chain(found.keys().filter(|key| !expected.contains_key(*key))) {
        let (want, got) = (expected.get(key), found.get(key));
        let want = want.map(|want| shown(key, want));
        if !agree(key, want.as_ref(), got) {
            wrong.push(format!("{key} {}, expected {}", text(got), text(want.as_ref())));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
}

fn text(value: Option<&Value>) -> String {
    value.map_or_else(|| "absent".to_owned(), Value::to_string)
}

/// Python and TypeScript were recorded without the path of the call, and what was too long without its text.
fn agree(key: &str, want: Option<&Value>, got: Option<&Value>) -> bool {
    match (key, want, got) {
        ("request_path", None, _) => true,
        ("detail", Some(Value::String(want)), Some(Value::String(got))) => {
            // A failure that this engine has no name for is held against its class alone.
            let is_fault = |code: &str| Fault::ALL.iter().any(|fault| fault.code() == code);
            want == got || (is_fault(got) && !is_fault(want) && !is_success(want))
        }
        ("exchange_body", Some(Value::Object(want)), Some(Value::Object(got))) => {
            want.len() == got.len()
                && want.iter().all(|(name, value)| {
                    let unknown = value.as_str().is_some_and(|text| text.starts_with('<'))
                        || got.get(name).and_then(Value::as_str).is_some_and(|text| text.starts_with('('));
                    unknown || got.get(name) == Some(value)
                })
        }
        _ => want == got,
    }
}

/// Whether the file at a path, or a literal token, is what was exchanged.
fn holds(case: &Value, place: &str, assertion: &str) -> bool {
    if assertion.starts_with('<') {
        return true;
    }
    let file = entries(case, "files").find(|(path, _)| here(path) == place).map(|(_, text)| text);
    let literal = case.pointer("/env/ANTHROPIC_IDENTITY_TOKEN");
    let text = if place.starts_with('/') { file } else { literal };
    text.and_then(Value::as_str).is_none_or(|text| text.trim() == assertion.trim())
}

/// Whether a detail is one of a call that went out.
fn is_success(detail: &str) -> bool {
    let others =
        ["constructor", "exchange", "stored_token", "refresh", "two_headers", "sent_without_credential"];
    detail.starts_with("ANTHROPIC_") || detail.starts_with("empty_value_") || others.contains(&detail)
}

fn client(case: &Value) -> Option<&'static Client> {
    match case.get("sdk")?.as_str()? {
        "cli" => by_slug("ant"),
        name => by_slug(name),
    }
}

fn here(text: &str) -> String {
    text.replace("{{DIR}}", DIR).replace("{{STUB_API}}", API).replace("{{STUB_PROFILE}}", PROFILE)
}

/// The surroundings of a case.
pub fn surroundings(case: &Value) -> Surroundings {
    let mut around = Surroundings::at(NOW);
    around.set("HOME", &format!("{DIR}/home"));
    for (name, value) in entries(case, "env") {
        around.set(name, &here(value.as_str().unwrap_or_default()));
    }
    for (path, content) in entries(case, "files") {
        let usual = if path.contains("/credentials/") { "0600" } else { "0644" };
        let mode =
            case.pointer("/modes").and_then(|modes| modes.get(path)).and_then(Value::as_str).unwrap_or(usual);
        let mode = u32::from_str_radix(mode, 8).ok();
        around.add_file(&here(path), &here(content.as_str().unwrap_or_default()), mode);
    }
    for path in case.get("dirs").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        around.add_unreadable(&here(path));
    }
    let credential = |name| argument(case, name, Credential::new);
    around.arguments = Arguments {
        api_key: credential("api_key"),
        auth_token: credential("auth_token"),
        profile: argument(case, "profile", Plain::new),
        base_url: argument(case, "base_url", Plain::new),
        config: match case.pointer("/ctor/config") {
            None => Argument::Absent,
            Some(Value::Null) => Argument::Null,
            Some(config) => Argument::Given(Box::new(Document::parse(&here(&config.to_string())))),
        },
    };
    around
}

fn entries<'a>(case: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    case.get(key).and_then(Value::as_object).into_iter().flatten()
}

fn argument<T>(case: &Value, name: &str, read: impl Fn(&str) -> T) -> Argument<T> {
    match case.get("ctor").and_then(|arguments| arguments.get(name)) {
        None => Argument::Absent,
        Some(Value::String(text)) => Argument::Given(read(&here(text))),
        Some(_) => Argument::Null,
    }
}

/// An outcome in the words of the file.
fn told(outcome: &Outcome) -> Map<String, Value> {
    let mut told = Map::new();
    let mut put = |key: &str, value: Value| {
        told.insert(key.to_owned(), value);
    };
    let header = outcome.headers.iter().map(HeaderLine::to_string).collect::<Vec<_>>().join("; ");
    put("source", json!(outcome.source.code()));
    put("tier", json!(outcome.tier.code()));
    put("detail", json!(outcome.detail.code()));
    put("header", if outcome.headers.is_empty() { Value::Null } else { json!(header) });
    put("error_class", json!(outcome.failure.as_ref().map(|failure| failure.class)));
    put("phase", json!(outcome.phase()));
    put("warnings", json!(outcome.warnings));
    if let Some(call) = &outcome.call {
        put("request_server", json!(server(&call.to)));
        put("request_path", json!(call.to.path));
        if let Some(beta) = &call.beta {
            put("request_beta", json!(beta));
        }
        if let Some(workspace) = &call.workspace {
            put("workspace_header", json!(workspace));
        }
    }
    if let Some(exchange) = &outcome.exchange {
        let mut keys: Vec<&str> = exchange.body.iter().map(|(name, _)| *name).collect();
        keys.sort_unstable();
        let body: Map<String, Value> =
            exchange.body.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        put("exchange_server", json!(server(&exchange.to)));
        put("exchange_path", json!(exchange.to.path));
        put("exchange_beta", json!(exchange.beta));
        put("exchange_count", json!(1));
        put("exchange_body_keys", json!(keys));
        put("exchange_body", Value::Object(body));
    }
    if let Some(path) = &outcome.writes {
        put("credentials_written", json!([path]));
    }
    if outcome.second_credential_header {
        put("second_credential_header", json!("ANTHROPIC_CUSTOM_HEADERS"));
    }
    if !outcome.constructor_also.is_empty() {
        put("constructor_also", json!(outcome.constructor_also));
    }
    if !outcome.note.is_empty() {
        put("note", json!(outcome.note));
    }
    if let Some(tried) = &outcome.tried {
        let mut seen = json!({"federation": tried.federation, "profile": tried.profile});
        if !tried.missing.is_empty() {
            seen["missing"] = json!(tried.missing);
        }
        if let Some(fault) = tried.profile_fault {
            seen["profile_fault"] = json!(fault);
        }
        put("tried", seen);
    }
    if outcome.client.slug == "ant" {
        put("exit", json!(i32::from(outcome.failure.is_some())));
    }
    told
}

fn server(place: &Place) -> &'static str {
    match place.base_url.as_deref() {
        None => "default",
        Some(url) if url.starts_with(API) => "api",
        Some(url) if url.starts_with(PROFILE) => "profile",
        Some(_) => "elsewhere",
    }
}

/// What was recorded, with every credential masked as the engine masks it.
fn shown(key: &str, recorded: &Value) -> Value {
    match (key, recorded) {
        ("header", Value::String(lines)) => {
            json!(lines.split("; ").map(masked_line).collect::<Vec<_>>().join("; "))
        }
        ("exchange_body", Value::Object(body)) => {
            let secret = |name: &str| matches!(name, "assertion" | "refresh_token");
            let shown = body.iter().map(|(name, value)| match value.as_str() {
                Some(text) if secret(name) && !text.starts_with('<') && !text.trim().is_empty() => {
                    (name.clone(), json!(mask(text.trim())))
                }
                _ => (name.clone(), value.clone()),
            });
            Value::Object(shown.collect())
        }
        ("credentials_written", Value::Array(paths)) => {
            json!(paths.iter().filter_map(Value::as_str).map(here).collect::<Vec<_>>())
        }
        _ => recorded.clone(),
    }
}

fn masked_line(line: &str) -> String {
    let heads = ["Authorization: Bearer ", "X-Api-Key: "];
    let Some((head, value)) = heads.iter().find_map(|head| line.strip_prefix(head).map(|rest| (head, rest)))
    else {
        return line.to_owned();
    };
    let word = value.trim_start();
    let blanks = &value[..value.len() - word.len()];
    let shown = match word {
        "" => String::new(),
        "sk-ant-oat01-DUMMY-MINTED-JWTBEARER" => "(minted)".to_owned(),
        "sk-ant-oat01-DUMMY-MINTED-REFRESH" => "(refreshed)".to_owned(),
        word => mask(word),
    };
    format!("{head}{blanks}{shown}")
}

/// What `ant auth status` would say.
fn status(around: &Surroundings) -> Value {
    status::predict(around).map_or_else(|| json!({"exit": 1}), |predicted| json!(predicted))
}

/// Runs `ant_auth_status.json`: the fields that each example expects.
///
/// # Panics
///
/// When the file is not there or is no JSON.
pub fn ant_auth_status(folder: &Path) -> Tally {
    let file = read(folder, "ant_auth_status");
    let mut tally = Tally::new("ant_auth_status");
    for example in file.get("examples").and_then(Value::as_array).into_iter().flatten() {
        let id = example.get("name").and_then(Value::as_str).unwrap_or("?");
        tally.count(id, reading(example));
    }
    tally
}

fn reading(example: &Value) -> Result<(), String> {
    let text = example.get("text").and_then(Value::as_str).ok_or("has no text")?;
    let expect = example.get("expect").and_then(Value::as_object).ok_or("expects nothing")?;
    let status = status::read(text).ok_or("is not recognised")?;
    let mut found = fields(&status);
    let recorded = example.get("origin").and_then(Value::as_str) == Some("recorded");
    if recorded {
        // A recorded expectation lists every field that is not empty.
        found.retain(|key, value| expect.contains_key(key) || !is_blank(value));
    } else {
        found.retain(|key, _| expect.contains_key(key));
    }
    let want: Map<String, Value> = expect.iter().map(|(key, value)| (key.clone(), cut(value))).collect();
    for key in want.keys().chain(found.keys()) {
        if want.get(key) != found.get(key) {
            return Err(format!(
                "{key} {}, expected {}",
                self::text(found.get(key)),
                self::text(want.get(key))
            ));
        }
    }
    Ok(())
}

fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Null | Value::Bool(false))
        || value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(Map::is_empty)
}

fn fields(status: &Status) -> Map<String, Value> {
    let rows = |rows: &[(status::Row, String)]| {
        let name = |row: &status::Row| json!(row).as_str().unwrap_or_default().to_owned();
        rows.iter().map(|(row, value)| (name(row), json!(value))).collect::<Map<_, _>>()
    };
    let inputs: Map<String, Value> =
        status.federation_inputs.iter().map(|(flag, value)| (flag.clone(), json!(value))).collect();
    let all = json!({
        "profile": status.profile, "profile_source": status.profile_source, "winner": status.winner,
        "note": status.note, "rows": rows(&status.rows), "shadowed": status.shadowed,
        "empty_value": status.empty_value, "profile_type": status.profile_type,
        "profile_expired": status.profile_expired, "logged_in": status.logged_in, "federation": status.federation,
        "federation_inputs": inputs, "missing": status.missing, "base_url": status.base_url,
        "organization": status.organization, "workspace": status.workspace,
        "workspace_drift": status.workspace_drift, "warnings": status.warnings,
    });
    all.as_object().cloned().unwrap_or_default()
}

/// What is expected, with what `ant` shows of credentials cut as the engine cuts it.
fn cut(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.strip_suffix("...") {
            Some(shown) => json!(format!("{}…", shown.trim_start().chars().take(12).collect::<String>())),
            None => value.clone(),
        },
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), cut(value))).collect())
        }
        _ => value.clone(),
    }
}
