//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>, read 2026-11-22), with all that code
//! scanning at GitHub asks for besides: a file and a region in it, and a fingerprint
//! (<https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>, read
//! 2026-11-22).

pub use super::source::Source;

use super::source::Region;
use crate::lint::{self, Confidence, Finding, Severity};
use crate::rule::{DraftProblem, FieldPath};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Where a rule stands that something was found in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spot<'a> {
    /// The file, as it was given; from the repository's root, for code scanning to show it.
    pub file: &'a str,
    /// Its text, where it is known: without it, everything is at the file's beginning.
    pub source: Option<&'a Source>,
    /// The rule's id, or its name.
    pub rule: &'a str,
}

impl<'a> From<&'a str> for Spot<'a> {
    fn from(file: &'a str) -> Self {
        Self { file, ..Self::default() }
    }
}

/// What a rule that the service would not take is reported as; no finding has this code.
const REFUSED: &str = "refused";

/// SARIF of findings, each with the place of its rule.
pub fn sarif<'a, S: Into<Spot<'a>>>(findings: impl IntoIterator<Item = (S, &'a Finding)>) -> Value {
    sarif_with(findings, std::iter::empty())
}

/// The same, with what the service would not take besides.
pub fn sarif_with<'a, S: Into<Spot<'a>>>(
    findings: impl IntoIterator<Item = (S, &'a Finding)>,
    refused: impl IntoIterator<Item = (Spot<'a>, &'a DraftProblem)>,
) -> Value {
    let mut results = Results::default();
    for (spot, finding) in findings {
        let index = lint::ALL.iter().position(|lint| lint.code == finding.code);
        let index = index.unwrap_or(lint::ALL.len());
        results.add(
            spot.into(),
            (finding.code, index),
            finding.severity,
            &finding.at.field,
            &finding.message,
        );
    }
    let found = results.all.len();
    for (spot, problem) in refused {
        results.add(spot, (REFUSED, lint::ALL.len()), Severity::Error, &problem.field, &problem.message);
    }
    let mut rules: Vec<Value> = lint::ALL.iter().map(|lint| rule(lint)).collect();
    if results.all.len() > found {
        let text = "The service refuses the rule or its issuer";
        rules.push(json!({
            "id": REFUSED,
            "shortDescription": {"text": text},
            "fullDescription": {"text": text},
            "help": {"text": "Mend what the message names: the rule cannot be created as it stands."},
            "defaultConfiguration": {"level": "error"},
            "properties": {"precision": "very-high", "problem.severity": "error"},
        }));
    }
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "keyless",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.all,
        }],
    })
}

fn rule(lint: &lint::Lint) -> Value {
    let precision = match lint.confidence {
        Confidence::Certain => "very-high",
        Confidence::Likely => "high",
    };
    let severity = match lint.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    json!({
        "id": lint.code,
        "shortDescription": {"text": lint.summary},
        "fullDescription": {"text": lint.summary},
        "help": {"text": lint.page, "markdown": lint.page},
        "defaultConfiguration": {"level": level(lint.severity)},
        "properties": {"precision": precision, "problem.severity": severity},
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Results, and how often each fingerprint was given.
#[derive(Default)]
struct Results {
    all: Vec<Value>,
    prints: BTreeMap<u64, usize>,
}

impl Results {
    fn add(
        &mut self,
        spot: Spot<'_>,
        (code, index): (&str, usize),
        severity: Severity,
        field: &FieldPath,
        message: &str,
    ) {
        let region = spot.source.map_or(Region::START, |source| source.region(spot.rule, field));
        let field = field.to_string();
        let print = fingerprint(&[code, spot.file, spot.rule, &field]);
        let count = self.prints.entry(print).or_default();
        *count += 1;
        let uri = if spot.file == "-" { "stdin".to_owned() } else { file_uri(spot.file) };
        self.all.push(json!({
            "ruleId": code,
            "ruleIndex": index,
            "level": level(severity),
            "message": {"text": message},
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {
                        "startLine": region.lines.0,
                        "startColumn": region.columns.0,
                        "endLine": region.lines.1,
                        "endColumn": region.columns.1,
                    },
                },
                "logicalLocations": [{"name": spot.rule, "fullyQualifiedName": field}],
            }],
            "partialFingerprints": {"primaryLocationLineHash": format!("{print:016x}:{count}")},
        }));
    }
}

/// The same for the same texts, whatever line they are on (FNV-1a).
fn fingerprint(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A path as a relative reference: everything that is not plain is written in percent.
fn file_uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            b'\\' => out.push('/'),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}
