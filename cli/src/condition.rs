//! `keyless condition`

use crate::{Ending, input, print};
use keyless_core::condition::{Condition, Constancy, Evaluation, write};
use keyless_core::token;
use serde_json::{Value, json};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  keyless condition 'claims.ref == \"refs/heads/main\"' --claims claims.json
  keyless token --json token.jwt | jq .claims | keyless condition 'has(claims.environment)' --claims -

Claims are a JSON object, or a token. JSON numbers are doubles.
Exit status: 0 true, 1 false, refused or failed, 2 unusable input, 3 cannot be told here.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The CEL expression, over the variable claims
    expression: String,
    /// File with the claims or a token, - for standard input
    #[arg(long, value_name = "FILE")]
    claims: PathBuf,
    /// Print JSON: {"outcome", "message", "line", "column", "constant", "references"}
    #[arg(long)]
    json: bool,
}

struct Answer {
    outcome: &'static str,
    message: String,
    at: Option<(usize, usize)>,
    ending: Ending,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let claims = token::read(&input::token(&arguments.claims)?, None)
        .map_err(|e| format!("{}: {e}", arguments.claims.display()))?
        .claims;
    let compiled = Condition::compile(&arguments.expression);
    let answer = match &compiled {
        Err(problem) => {
            let (outcome, ending) = if problem.kind.is_limit_here() {
                ("cannot_tell", Ending::Unproven)
            } else {
                ("refused", Ending::Denied)
            };
            Answer {
                outcome,
                message: problem.message.clone(),
                at: Some((problem.line, problem.column)),
                ending,
            }
        }
        Ok(condition) => answer(condition.evaluate(claims.as_map())),
    };
    if arguments.json {
        let condition = compiled.as_ref().ok();
        print::json(&json!({
            "outcome": answer.outcome,
            "message": answer.message,
            "line": answer.at.map(|(line, _)| line),
            "column": answer.at.map(|(_, column)| column),
            "constant": condition.map(|c| constant(c.constancy())),
            "references": condition.map(|c| c.references().iter().map(|r| json!(r)).collect::<Vec<Value>>()),
        }));
    } else {
        let place = answer.at.map(|(line, column)| format!(" at {line}:{column}")).unwrap_or_default();
        let message = if answer.message.is_empty() { String::new() } else { format!(": {}", answer.message) };
        print::line(&print::plain(&format!("{}{place}{message}", answer.outcome)));
        if let Ok(condition) = &compiled
            && condition.constancy() != Constancy::Varies
        {
            eprintln!("keyless: this condition answers the same for every token");
        }
    }
    Ok(answer.ending)
}

fn answer(evaluation: Evaluation) -> Answer {
    let (outcome, message, ending) = match evaluation {
        Evaluation::True => ("true", String::new(), Ending::Accepted),
        Evaluation::False => ("false", String::new(), Ending::Denied),
        Evaluation::NotBoolean { found } => {
            ("not_boolean", format!("the answer is a {found}"), Ending::Denied)
        }
        Evaluation::Error { message, missing_claim } => (
            "error",
            match missing_claim {
                Some(path) => {
                    format!("{message} Ask for it first: {} && …", write::presence(&path))
                }
                None => message,
            },
            Ending::Denied,
        ),
        Evaluation::CannotTell { why } => ("cannot_tell", why.to_string(), Ending::Unproven),
    };
    Answer { outcome, message, at: None, ending }
}

fn constant(constancy: Constancy) -> Value {
    match constancy {
        Constancy::Varies => Value::Null,
        Constancy::True => true.into(),
        Constancy::False => false.into(),
        Constancy::Error => "error".into(),
        Constancy::Other => "other".into(),
    }
}
