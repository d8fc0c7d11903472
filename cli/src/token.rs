//! `keyless token`

use crate::{Ending, input, print};
use keyless_core::providers::detect::detect;
use keyless_core::token::{self, DecodedToken};
use serde_json::{Value, json};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  keyless token token.jwt
  kubectl -n inference create token worker --audience https://api.anthropic.com | keyless token
  keyless token --json < response.json | jq .claims.sub

The token may stand in JSON, a header, a URL or a log line. It is not checked: see keyless check.
Exit status: 0 readable, 1 no well-formed token, 2 unusable input.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Print JSON: {"provider", "variant", "header", "claims", "problems"}
    #[arg(long)]
    json: bool,
    /// File with the token, - for standard input
    #[arg(default_value = "-")]
    file: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let pasted = input::token(&arguments.file)?;
    let decoded = match token::read(&pasted, None) {
        Ok(decoded) => decoded,
        Err(error) if error.is_unusable() => return Err(error.to_string()),
        Err(error) => {
            if arguments.json {
                print::json(&json!({
                    "provider": null, "variant": null, "header": null, "claims": null,
                    "problems": [{"code": "token-malformed", "message": error.to_string()}],
                }));
            }
            eprintln!("keyless: {error}");
            return Ok(Ending::Denied);
        }
    };
    if arguments.json {
        print::json(&as_json(&decoded));
    } else {
        print::line(&print::plain(&as_text(&decoded)));
    }
    Ok(if decoded.malformed().is_some() { Ending::Denied } else { Ending::Accepted })
}

fn as_json(decoded: &DecodedToken) -> Value {
    let detection = detect(decoded.header.as_ref(), &decoded.claims);
    let problems: Vec<Value> = decoded
        .problems
        .iter()
        .map(|p| json!({"code": p.code(), "message": p.to_string()}))
        .chain(detection.warnings.iter().map(|w| json!({"code": "platform", "message": w})))
        .collect();
    json!({
        "provider": detection.slug,
        "variant": detection.variant,
        "header": decoded.header.as_ref().map(|h| Value::Object(h.as_map().clone())),
        "claims": Value::Object(decoded.claims.as_map().clone()),
        "problems": problems,
    })
}

fn as_text(decoded: &DecodedToken) -> String {
    let detection = detect(decoded.header.as_ref(), &decoded.claims);
    let mut out = format!("{} token", detection.name);
    if !detection.variant.is_empty() {
        out += &format!(", {}", detection.variant);
    }
    out += &format!("\nknown by: {}\n", detection.clue);
    if let Some(header) = &decoded.header {
        out += &format!("\nheader\n{:#}\n", Value::Object(header.as_map().clone()));
    }
    out += &format!("\nclaims\n{:#}\n", Value::Object(decoded.claims.as_map().clone()));
    let problems: Vec<String> =
        decoded.problems.iter().map(ToString::to_string).chain(detection.warnings).collect();
    if !problems.is_empty() {
        out += "\nproblems\n";
        for problem in problems {
            out += &format!("  ! {problem}\n");
        }
    }
    out.truncate(out.trim_end().len());
    out
}
