//! `keyless check`

use crate::{Ending, input, print};
use keyless_core::rule::{self, AdminObjects, DraftProblem, IssuerDraft, RuleDraft};
use keyless_core::token::{self, KeySet};
use keyless_core::verdict::{self, Conclusion, Outcome, Question, Verdict};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) const EXAMPLES: &str = "Examples:
  keyless check --rule rule.json --issuer issuer.json token.jwt
  keyless check --rule rule.json --issuer issuer.json --jwks jwks.json --json < token.jwt
  keyless check --rule rule.json --now 1790000000 old-token.jwt

RULE and ISSUER are create bodies, or what the Admin API returns. Keys of an inline issuer are used without --jwks.
Exit status: 0 accepted, 1 denied, 2 unusable input, 3 not proven (as without keys to check the signature with).";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The federation rule, JSON
    #[arg(long, value_name = "FILE")]
    rule: PathBuf,
    /// The federation issuer, JSON
    #[arg(long, value_name = "FILE")]
    issuer: Option<PathBuf>,
    /// The issuer's public keys, a JWKS
    #[arg(long, value_name = "FILE")]
    jwks: Option<PathBuf>,
    /// The workspace that the exchange names: wrkspc_… or default
    #[arg(long, value_name = "ID")]
    workspace: Option<String>,
    /// Judge as of this time, in seconds since 1970, instead of now
    #[arg(long, value_name = "UNIX", allow_negative_numbers = true)]
    now: Option<i64>,
    /// Print JSON: {"verdict", "reason", "checks": [{"id", "outcome", "expected", "found", "message"}], "minted_lifetime_seconds"}
    #[arg(long)]
    json: bool,
    /// File with the token or its claims, - for standard input
    #[arg(default_value = "-")]
    file: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let from_rule = resources(&arguments.rule)?;
    report(&arguments.rule, from_rule.problems);
    let rule = one(from_rule.rules, &arguments.rule, "rule")?;
    // Both may stand in one file.
    let in_file = arguments.issuer.as_ref().unwrap_or(&arguments.rule);
    let issuer = match &arguments.issuer {
        Some(path) => {
            let from_issuer = resources(path)?;
            report(path, from_issuer.problems);
            Some(one(from_issuer.issuers, path, "issuer")?)
        }
        None => match from_rule.issuers.len() {
            0 | 1 => from_rule.issuers.into_iter().next(),
            _ => None,
        },
    };
    report(in_file, issuer.as_ref().and_then(|issuer| issuer.parse().err()).unwrap_or_default());
    report(&arguments.rule, rule.parse(issuer.as_ref(), None).err().unwrap_or_default());
    let pasted = match &arguments.jwks {
        Some(path) => {
            Some(KeySet::parse(&input::text(path)?).map_err(|e| format!("{}: {e}", path.display()))?)
        }
        None => None,
    };
    let keys = verdict::key_set(issuer.as_ref(), pasted);
    let read = token::read(&input::token(&arguments.file)?, keys.as_ref());
    if let Some(error) = read.as_ref().err().filter(|e| e.is_unusable()) {
        return Err(error.to_string());
    }
    let verdict = verdict::judge(&Question {
        token: read.as_ref(),
        issuer: issuer.as_ref(),
        rule: Some(&rule),
        workspace: arguments.workspace.as_deref(),
        now: arguments.now.unwrap_or_else(now),
    });
    if arguments.json {
        print::json(&as_json(&verdict));
    } else {
        print::line(&print::plain(&as_text(&verdict)));
    }
    Ok(match verdict.conclusion() {
        Conclusion::Accepted => Ending::Accepted,
        Conclusion::Denied(_) => Ending::Denied,
        Conclusion::Unproven(_) => Ending::Unproven,
    })
}

/// Now, in seconds since 1970.
pub(crate) fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .unwrap_or_default()
}

/// Tells what the service would refuse; the verdict is given all the same, since a rule that it took is judged here too.
fn report(path: &Path, problems: Vec<DraftProblem>) {
    for problem in problems {
        eprintln!("keyless: {}: {}", path.display(), print::plain(&problem.to_string()));
    }
}

fn resources(path: &Path) -> Result<AdminObjects, String> {
    rule::read(&input::text(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

trait Named {
    fn name(&self) -> &str;
}

impl Named for RuleDraft {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for IssuerDraft {
    fn name(&self) -> &str {
        &self.name
    }
}

fn one<T: Named>(all: Vec<T>, path: &Path, what: &str) -> Result<T, String> {
    let names: Vec<String> = all.iter().map(|t| t.name().to_owned()).collect();
    let mut all = all.into_iter();
    match (all.next(), names.len()) {
        (Some(only), 1) => Ok(only),
        (None, _) => Err(format!("{}: holds no {what}", path.display())),
        (Some(_), n) => Err(format!(
            "{}: holds {n} {what}s ({}); keep the one to check",
            path.display(),
            names.join(", ")
        )),
    }
}

fn word(verdict: &Verdict) -> (&'static str, Option<&'static str>) {
    match verdict.conclusion() {
        Conclusion::Accepted => ("accepted", None),
        Conclusion::Denied(reason) => ("denied", Some(reason.as_str())),
        Conclusion::Unproven(_) => ("unproven", None),
    }
}

fn as_json(verdict: &Verdict) -> Value {
    let (word, reason) = word(verdict);
    let checks: Vec<Value> = verdict
        .checks()
        .iter()
        .map(|c| {
            json!({
                "id": c.id.as_str(),
                "outcome": c.outcome.as_str(),
                "expected": c.expected,
                "found": c.found,
                "message": c.message,
            })
        })
        .collect();
    json!({
        "verdict": word,
        "reason": reason,
        "checks": checks,
        "minted_lifetime_seconds": verdict.minted().map(|m| m.lifetime),
    })
}

fn as_text(verdict: &Verdict) -> String {
    let mut out = match verdict.conclusion() {
        Conclusion::Accepted => "Accepted\n".to_owned(),
        Conclusion::Denied(reason) => {
            let whose = if reason.is_the_services_own() {
                "the Console's history shows this name"
            } else {
                "Keyless's own name; the service's is not published"
            };
            format!("Denied: {} ({whose})\n", reason.as_str())
        }
        Conclusion::Unproven(id) => format!("Not proven: {}\n", id.title().to_lowercase()),
    };
    if let Some(minted) = verdict.minted() {
        out += &format!("The access token would live for {} s.\n", minted.lifetime);
    }
    out.push('\n');
    for check in verdict.checks() {
        let mark = match check.outcome {
            Outcome::Pass => "pass",
            Outcome::Fail => "FAIL",
            Outcome::CannotTell => "?",
            Outcome::NotAsked => "-",
        };
        out += &format!("{mark:>4}  {:<24} {}\n", check.id.title(), check.message);
        if check.outcome == Outcome::Fail && !check.expected.is_empty() {
            out += &format!(
                "      expected: {}\n      found:    {}\n",
                indented(&check.expected),
                indented(&check.found)
            );
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n                ")
}
