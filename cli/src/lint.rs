//! `keyless lint`

use crate::rules::{self, Bundle};
use crate::{Ending, input, print};
use clap::ValueEnum;
use keyless_core::audit::report;
use keyless_core::lint::{self, Finding, Severity, Subject};
use keyless_core::strangers;
use keyless_core::token;
use serde_json::Value;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  keyless lint rule.json --issuer issuer.json
  keyless lint rules/*.json --format sarif > keyless.sarif
  keyless lint --explain name-only-pin

FILES are rules and issuers: create bodies, what the Admin API returns or lists, or setups saved by Keyless.
Exit status: 0 nothing as bad as --fail-on, 1 something is, 2 unusable input.";

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
    /// How to print; json is [{\"code\", \"severity\", \"confidence\", \"field\", \"message\", \"file\", \"rule\"}]
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
    let mut refused = false;
    let mut all: Vec<(&Bundle, Finding)> = Vec::new();
    for bundle in &bundles {
        let issuer = Some(&bundle.issuer).filter(|issuer| !issuer.issuer_url.is_empty());
        for problem in bundle.rule.parse(issuer, None).err().unwrap_or_default() {
            refused = true;
            eprintln!("keyless: {}: {}", bundle.file.display(), print::plain(&problem.to_string()));
        }
        let provider = bundle.provider.or_else(|| strangers::platform(&bundle.issuer, &bundle.rule, token));
        let subject =
            Subject { issuer: &bundle.issuer, rule: &bundle.rule, account: &bundle.account, provider, token };
        all.extend(lint::run(&subject).into_iter().map(|finding| (bundle, finding)));
    }
    let format = if arguments.json { Format::Json } else { arguments.format };
    match format {
        Format::Text => print::line(&print::plain(&as_text(&bundles, &all))),
        Format::Json => print::json(&all.iter().map(|(bundle, finding)| as_json(bundle, finding)).collect()),
        Format::Sarif => {
            let named: Vec<(String, &Finding)> =
                all.iter().map(|(bundle, finding)| (bundle.file.display().to_string(), finding)).collect();
            print::json(&report::sarif(named.iter().map(|(file, finding)| (file.as_str(), *finding))));
        }
    }
    let worst = match arguments.fail_on {
        Bad::Error => Severity::Error,
        Bad::Warning => Severity::Warning,
        Bad::Info => Severity::Info,
    };
    let bad = refused || all.iter().any(|(_, finding)| finding.severity >= worst);
    Ok(if bad { Ending::Denied } else { Ending::Accepted })
}

fn as_json(bundle: &Bundle, finding: &Finding) -> Value {
    let mut value = report::finding(finding);
    if let Value::Object(members) = &mut value {
        members.insert("file".into(), bundle.file.display().to_string().into());
        members.insert("rule".into(), bundle.rule.name.clone().into());
    }
    value
}

fn as_text(bundles: &[Bundle], all: &[(&Bundle, Finding)]) -> String {
    let mut out = String::new();
    for (bundle, finding) in all {
        out += &format!(
            "{}: {} {} [{}]\n    {}\n",
            bundle.file.display(),
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
