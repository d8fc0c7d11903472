//! `keyless learn`

use crate::{Ending, input, print, rules};
use keyless_core::learn::{self, Done, Lesson};
use keyless_core::secret::IdentityToken;
use serde_json::json;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  keyless learn main.jwt release.jwt > rule.json
  keyless learn claims.ndjson --all
  keyless learn claims.ndjson --against rule.json

FILES hold tokens or claim sets: one to a line, or JSON. The rule's create body goes to standard output, what was learnt of each
claim to standard error.
Exit status: 0 learnt, 1 --against shuts a sample out, 2 unusable input.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files with tokens or their claims, - for standard input
    #[arg(default_value = "-", value_name = "FILES")]
    files: Vec<PathBuf>,
    /// Print the create bodies of issuer and account too: {"issuer", "rule", "service_account"}
    #[arg(long)]
    all: bool,
    /// Learn nothing: tell which of the samples this rule would shut out
    #[arg(long, value_name = "RULE")]
    against: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let mut claims = Vec::new();
    for path in &arguments.files {
        let found = learn::samples(&IdentityToken::new(input::text(path)?));
        for (line, problem) in &found.problems {
            eprintln!("keyless: {}:{line}: {}", path.display(), print::plain(problem));
        }
        if !found.problems.is_empty() {
            return Err(format!(
                "{}: a rule learnt from a part of the samples would shut out the rest",
                path.display()
            ));
        }
        claims.extend(found.claims);
    }
    if let Some(path) = &arguments.against {
        let bundle = rules::one(std::slice::from_ref(path), None)?;
        let out = learn::shut_out(&bundle.issuer, &bundle.rule, &claims);
        for (number, check) in &out {
            print::line(&format!("sample {number} is shut out by its {}", check.title().to_lowercase()));
        }
        print::line(&format!("{} of {} samples get in", claims.len() - out.len(), claims.len()));
        return Ok(if out.is_empty() { Ending::Accepted } else { Ending::Denied });
    }
    let lesson = learn::learn(&claims).map_err(|problem| problem.to_string())?;
    eprint!("{}", print::plain(&told(&lesson)));
    if arguments.all {
        print::json(&json!({
            "issuer": lesson.issuer.to_create_body(),
            "rule": lesson.rule.to_create_body(),
            "service_account": lesson.account.to_create_body(),
        }));
    } else {
        print::json(&lesson.rule.to_create_body());
    }
    Ok(Ending::Accepted)
}

fn told(lesson: &Lesson) -> String {
    let mut out = String::new();
    for seen in lesson.claims.iter().filter(|seen| seen.done != Done::Passing) {
        let values = match (seen.values, seen.missing) {
            (0, _) => "no text".to_owned(),
            (1, 0) => "always the same".to_owned(),
            (values, 0) => format!("{values} values"),
            (_, missing) => format!("missing in {missing}"),
        };
        out += &format!("{}: {values}; {}\n", seen.name, seen.done.words());
    }
    for note in &lesson.notes {
        out += &format!("{note}\n");
    }
    out
}
