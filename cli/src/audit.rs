//! `keyless audit`

use crate::{Ending, input, print};
use clap::ValueEnum;
use keyless_core::audit::report::{Source, Spot};
use keyless_core::audit::{Inventory, Row, repair, report};
use keyless_core::lint::{Finding, Safety, Severity};
use keyless_core::rule::{self, AdminObjects, RuleDraft};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "Examples:
  keyless audit rules.json issuers.json accounts.json
  keyless audit rules.json issuers.json --format csv > rules.csv
  keyless audit rules.json issuers.json --format script > repair.sh

FILES are what the Admin API gives for /v1/organizations/federation_rules, federation_issuers and service_accounts, as it
comes: pages, objects, lists.
Exit status: 0 no error found, 1 errors found, 2 unusable input.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files with rules, issuers and service accounts, - for standard input
    #[arg(value_name = "FILES", default_value = "-")]
    files: Vec<PathBuf>,
    /// How to print; script sends the fixes as updates
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Put into the script fixes that want a look first, too
    #[arg(long)]
    review: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Csv,
    Markdown,
    Json,
    Sarif,
    Script,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let mut inventory = Inventory::default();
    let mut files = Vec::new();
    for path in &arguments.files {
        let text = input::text(path)?;
        let read = rule::read(&text).map_err(|problem| format!("{}: {problem}", path.display()))?;
        files.push(File::of(path, &text, &read));
        inventory = inventory.and(read);
    }
    if inventory.is_empty() {
        return Err("no federation rule in these files".to_owned());
    }
    for problem in &inventory.problems {
        eprintln!("keyless: {}", print::plain(&problem.to_string()));
    }
    let rows: Vec<Row> = inventory.rows().collect();
    match arguments.format {
        Format::Text => print::line(&print::plain(&as_text(&rows, &inventory))),
        Format::Csv => print::line(report::csv(&rows).trim_end()),
        Format::Markdown => print::line(report::markdown(&rows, &inventory.relations()).trim_end()),
        Format::Json => print::json(&report::json(&rows, &inventory.relations())),
        Format::Sarif => {
            let found = rows.iter().flat_map(|row| {
                let spot = spot(&files, row);
                row.findings.iter().map(move |finding| (spot, finding))
            });
            print::json(&report::sarif(found));
        }
        Format::Script => {
            let safety = if arguments.review { Safety::Review } else { Safety::Safe };
            let repairs: Vec<_> =
                (0..inventory.len()).filter_map(|index| inventory.repair(index, safety)).collect();
            print::line(repair::script(&repairs).trim_end());
        }
    }
    let bad = |finding: &Finding| finding.severity == Severity::Error;
    let errors = rows.iter().any(|row| row.findings.iter().any(bad));
    Ok(if errors { Ending::Denied } else { Ending::Accepted })
}

/// A file, and the rules in it.
struct File {
    path: String,
    source: Source,
    /// Ids, and names where there is none.
    rules: BTreeSet<String>,
}

impl File {
    fn of(path: &Path, text: &str, read: &AdminObjects) -> Self {
        let key = |rule: &RuleDraft| named(&rule.id, &rule.name).to_owned();
        Self {
            path: path.display().to_string(),
            source: Source::new(text),
            rules: read.rules.iter().map(key).collect(),
        }
    }
}

fn named<'a>(id: &'a str, name: &'a str) -> &'a str {
    if id.is_empty() { name } else { id }
}

/// Where a rule stands: in the last file that has it, as its contents are the last one's too.
fn spot<'a>(files: &'a [File], row: &'a Row) -> Spot<'a> {
    let rule = named(&row.id, &row.name);
    let file = files.iter().rev().find(|file| file.rules.contains(rule));
    Spot { file: file.map_or("-", |file| &file.path), source: file.map(|file| &file.source), rule }
}

fn as_text(rows: &[Row], inventory: &Inventory) -> String {
    let mut out = String::new();
    for row in rows {
        let fine = if row.is_dead() { "off" } else { "ok" };
        let severity = row.severity().map_or(fine, Severity::as_str);
        out += &format!(
            "{severity:<8} {} {} (issuer {}, account {})\n",
            row.name, row.id, row.issuer, row.account
        );
        for standing in &row.standing {
            out += &format!("         {}\n", standing.words());
        }
        for finding in &row.findings {
            out +=
                &format!("         {} [{}] {}\n", finding.severity.as_str(), finding.code, finding.message);
        }
        let admitted: Vec<&str> = row.admitted().map(|stranger| stranger.id).collect();
        if !admitted.is_empty() {
            out += &format!("         lets in: {}\n", admitted.join(", "));
        }
    }
    for relation in inventory.relations() {
        out += &format!("\n{}: {}\n", relation.names.join(", "), relation.between.words());
    }
    out.truncate(out.trim_end().len());
    out
}
