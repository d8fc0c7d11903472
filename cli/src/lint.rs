//! `keyless lint`

use crate::rules::{self, Bundle};
use crate::{Ending, input, print};
use clap::ValueEnum;
use keyless_core::audit::report;
use keyless_core::lint::{self, Finding, Severity, Subject};
use keyless_core::rule::{DraftProblem, FieldPath};
use keyless_core::strangers;
use keyless_core::token;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::rc::Rc;

pub(crate) const EXAMPLES: &str = "Examples:
  keyless lint rule.json --issuer issuer.json
  keyless lint rules/*.json --format sarif > keyless.sarif
  keyless lint --explain name-only-pin

FILES are rules and issuers: create bodies, what the Admin API returns or lists, or setups saved by Keyless.
What the service would not take of rule or issuer has the code refused in json and sarif.
Exit status: 0 nothing as bad as --fail-on, 1 something is, or the service refuses it, 2 unusable input.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files with federation rules, - for standard input
    #[arg(value_name = "FILES", required_unless_present = "explain")]
    files: Vec<PathBuf>,
    /// The federation issuer, JSON
    #[arg(long, value_name = "FILE")]
    issuer: Option<PathBuf>,
    /// A token of the workload, or its claims: findings and fixes are the better for it
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
    /// How to print; json is [{"code", "severity", "confidence", "field", "message", "file", "rule"}]
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// How bad a finding has to be for exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = Bad::Error)]
    fail_on: Bad,
    /// Print the page of a finding, by its code
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum Bad {
    Error,
    Warning,
    Info,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    if let Some(code) = &arguments.explain {
        let lint = lint::find(code).ok_or_else(|| {
            let known: Vec<&str> = lint::ALL.iter().map(|lint| lint.code).collect();
            format!("--explain: no such finding; one of {}", known.join(", "))
        })?;
        print::line(lint.page.trim_end());
        return Ok(Ending::Accepted);
    }
    let bundles = rules::read(&arguments.files, arguments.issuer.as_deref())?;
    let read = match &arguments.token {
        Some(path) => Some(token::read(&input::token(path)?, None).map_err(|error| error.to_string())?),
        None => None,
    };
    let token = read.as_ref().map(|read| &read.claims);
    let mut all: Vec<(&Bundle, Finding)> = Vec::new();
    let mut refused: Vec<(&Bundle, DraftProblem)> = Vec::new();
    for (index, bundle) in bundles.iter().enumerate() {
        let before = bundles.get(..index).unwrap_or_default();
        if before.iter().all(|other| !Rc::ptr_eq(&other.file, &bundle.file)) {
            let of_file = bundle.file.problems.iter().filter(|problem| !rules::of_list(problem));
            refused.extend(of_file.map(|problem| (bundle, problem.clone())));
        }
        let issuer = Some(&bundle.issuer).filter(|issuer| !issuer.issuer_url.is_empty());
        let mut problems = bundle.rule.parse(issuer, None).err().unwrap_or_default();
        if let Some(issuer) = issuer.filter(|issuer| before.iter().all(|other| other.issuer != **issuer)) {
            // A file may name no more of an issuer than its address, and keys are put in where they are at hand.
            let known = |problem: &DraftProblem| {
                !matches!(problem.field, FieldPath::IssuerName | FieldPath::JwksKeys)
            };
            problems.extend(issuer.parse().err().unwrap_or_default().into_iter().filter(known));
        }
        for problem in problems {
            eprintln!("keyless: {}: {}", bundle.file.path, print::plain(&problem.to_string()));
            refused.push((bundle, problem));
        }
        let provider = bundle.provider.or_else(|| strangers::platform(&bundle.issuer, &bundle.rule, token));
        let subject =
            Subject { issuer: &bundle.issuer, rule: &bundle.rule, account: &bundle.account, provider, token };
        all.extend(lint::run(&subject).into_iter().map(|finding| (bundle, finding)));
    }
    let bad = !refused.is_empty();
    // What a finding says of the same field is not said twice; ids that are put in later are told on standard error alone.
    // A form in which nothing was entered yet is no rule.
    let is_blank = |bundle: &Bundle| bundle.provider.is_some() && bundle.rule.name.is_empty();
    refused.retain(|(bundle, problem)| {
        !is_blank(bundle) && is_about_tokens(&problem.field) && !is_found(&all, bundle, &problem.field)
    });
    let format = if arguments.json { Format::Json } else { arguments.format };
    match format {
        Format::Text => print::line(&print::plain(&as_text(&bundles, &all))),
        Format::Json => {
            let findings = all.iter().map(|(bundle, finding)| as_json(bundle, report::finding(finding)));
            let refusals = refused.iter().map(|(bundle, problem)| as_json(bundle, as_finding(problem)));
            print::json(&findings.chain(refusals).collect());
        }
        Format::Sarif => print::json(&report::sarif_with(
            all.iter().map(|(bundle, finding)| (bundle.spot(), finding)),
            refused.iter().map(|(bundle, problem)| (bundle.spot(), problem)),
        )),
    }
    let worst = match arguments.fail_on {
        Bad::Error => Severity::Error,
        Bad::Warning => Severity::Warning,
        Bad::Info => Severity::Info,
    };
    let bad = bad || all.iter().any(|(_, finding)| finding.severity >= worst);
    Ok(if bad { Ending::Denied } else { Ending::Accepted })
}

/// Whether a field decides which tokens get in.
fn is_about_tokens(field: &FieldPath) -> bool {
    let path = field.to_string();
    path.starts_with("rule.match") || path.starts_with("issuer.")
}

fn is_found(all: &[(&Bundle, Finding)], bundle: &Bundle, field: &FieldPath) -> bool {
    let of_rule = |other: &Bundle| std::ptr::eq(other, bundle);
    let path = field.to_string();
    all.iter().any(|(other, finding)| {
        of_rule(other)
            && finding.severity == Severity::Error
            && finding.at.field.to_string().starts_with(&path)
    })
}

/// What the service would not take, in the form of a finding.
fn as_finding(problem: &DraftProblem) -> Value {
    json!({
        "code": "refused",
        "severity": "error",
        "confidence": "certain",
        "field": problem.field.to_string(),
        "message": problem.message,
    })
}

fn as_json(bundle: &Bundle, mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.insert("file".into(), bundle.file.path.clone().into());
        members.insert("rule".into(), bundle.rule.name.clone().into());
    }
    value
}

fn as_text(bundles: &[Bundle], all: &[(&Bundle, Finding)]) -> String {
    let mut out = String::new();
    for (bundle, finding) in all {
        out += &format!(
            "{}: {} {} [{}]\n    {}\n",
            bundle.file.path,
            finding.severity.as_str(),
            finding.at.field,
            finding.code,
            finding.message
        );
        for note in &finding.notes {
            out += &format!("    {note}\n");
        }
        if let Some(fix) = &finding.fix {
            out += &format!("    fix: {}\n", fix.title);
        }
    }
    let (rules, findings) = (bundles.len(), all.len());
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    out += &format!("{rules} rule{}, {findings} finding{}", plural(rules), plural(findings));
    out
}
