//! Reports on rows: CSV, Markdown and JSON; SARIF stands by itself.

use super::{Relation, Row};
use crate::lint::{Finding, Severity};
use crate::quote::{Markdown, Quoted};
use serde_json::{Value, json};

pub use super::sarif::{Source, Spot, sarif, sarif_with};

const COLUMNS: [&str; 9] = [
    "rule",
    "id",
    "issuer",
    "service_account",
    "platform",
    "state",
    "severity",
    "findings",
    "strangers_admitted",
];

fn cells(row: &Row) -> [String; 9] {
    let joined = |words: &mut dyn Iterator<Item = &str>| words.collect::<Vec<_>>().join(", ");
    let state = if row.standing.is_empty() {
        "live".to_owned()
    } else {
        joined(&mut row.standing.iter().map(|standing| standing.words()))
    };
    [
        row.name.clone(),
        row.id.clone(),
        row.issuer.clone(),
        row.account.clone(),
        row.provider.map_or("not known", |provider| provider.name).to_owned(),
        state,
        row.severity().map_or("", Severity::as_str).to_owned(),
        joined(&mut row.findings.iter().map(|finding| finding.code)),
        joined(&mut row.admitted().map(|stranger| stranger.id)),
    ]
}

/// CSV as RFC 4180 has it, with a heading. A cell that a spreadsheet would take for a formula begins with `'`.
pub fn csv(rows: &[Row]) -> String {
    let mut out = COLUMNS.join(",") + "\r\n";
    for row in rows {
        out += &cells(row).map(|cell| csv_cell(&cell)).join(",");
        out += "\r\n";
    }
    out
}

fn csv_cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A Markdown table, what each finding says, and what is between rules.
pub fn markdown(rows: &[Row], relations: &[Relation]) -> String {
    let text = |text: &str| Quoted::<Markdown>::inline(text).into_text();
    let mut out =
        format!("| {} |\n|{}\n", COLUMNS.map(|name| name.replace('_', " ")).join(" | "), " --- |".repeat(9));
    for row in rows {
        out += &format!("| {} |\n", cells(row).map(|cell| text(&cell).replace('\n', " ")).join(" | "));
    }
    for row in rows.iter().filter(|row| !row.findings.is_empty()) {
        out += &format!("\n## {}\n\n", text(&row.name));
        for finding in &row.findings {
            out += &format!(
                "- `{}` ({}): {}\n",
                finding.code,
                finding.severity.as_str(),
                text(&finding.message)
            );
        }
    }
    if !relations.is_empty() {
        out += "\n## Between them\n\n";
        for relation in relations {
            let names: Vec<String> = relation.names.iter().map(|name| text(name)).collect();
            out += &format!("- {}: {}\n", names.join(", "), relation.between.words());
        }
    }
    out
}

/// All of it as JSON: `{"rules": [{"id", "name", "issuer", "service_account", "platform", "state", "findings",
/// "owner_admitted", "strangers"}], "relations": [{"code", "names", "message"}]}`.
pub fn json(rows: &[Row], relations: &[Relation]) -> Value {
    let rule = |row: &Row| {
        let strangers = row.strangers.iter().map(|stranger| {
            json!({
                "id": stranger.id,
                "admitted": stranger.admission.may_enter(),
            })
        });
        json!({
            "id": row.id,
            "name": row.name,
            "issuer": row.issuer,
            "service_account": row.account,
            "platform": row.provider.map(|provider| provider.slug),
            "state": row.standing.iter().map(|standing| standing.words()).collect::<Vec<_>>(),
            "findings": row.findings.iter().map(finding).collect::<Vec<_>>(),
            "owner_admitted": row.owner_enters,
            "strangers": strangers.collect::<Vec<_>>(),
        })
    };
    let relation = |relation: &Relation| json!({"code": relation.between.as_str(), "names": relation.names, "message": relation.between.words()});
    json!({
        "rules": rows.iter().map(rule).collect::<Vec<_>>(),
        "relations": relations.iter().map(relation).collect::<Vec<_>>(),
    })
}

/// One finding: `{"code", "severity", "confidence", "field", "message"}`.
pub fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity.as_str(),
        "confidence": finding.confidence.as_str(),
        "field": finding.at.field.to_string(),
        "message": finding.message,
    })
}
