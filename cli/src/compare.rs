//! `keyless compare`

use crate::{Ending, print, rules};
use keyless_core::compare::{Comparison, Relation, compare};
use keyless_core::token::Claims;
use serde_json::{Value, json};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  keyless compare old-rule.json new-rule.json
  keyless compare old-rule.json new-rule.json --json

Both are create bodies, what the Admin API returns, or setups saved by Keyless.
Exit status: 0 the second lets in nobody whom the first keeps out, 1 it does, 2 unusable input, 3 that is not proven.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The rule as it is
    first: PathBuf,
    /// The rule to put in its place
    second: PathBuf,
    /// Print JSON: {"relation", "proven", "only_first", "only_second", "both"}, each of the last three claims or null
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let one = |path: &PathBuf| rules::one(std::slice::from_ref(path), None);
    let (first, second) = (one(&arguments.first)?, one(&arguments.second)?);
    let found = compare((&first.issuer, &first.rule), (&second.issuer, &second.rule));
    if arguments.json {
        let claims =
            |claims: &Option<Claims>| claims.as_ref().map(|claims| Value::Object(claims.as_map().clone()));
        print::json(&json!({
            "relation": found.relation.as_str(),
            "proven": found.proven,
            "only_first": claims(&found.only_first),
            "only_second": claims(&found.only_second),
            "both": claims(&found.both),
        }));
    } else {
        print::line(&print::plain(&as_text(&found)));
    }
    Ok(match found.relation {
        Relation::Narrower | Relation::Neither => Ending::Denied,
        _ if found.proven => Ending::Accepted,
        _ => Ending::Unproven,
    })
}

fn as_text(found: &Comparison) -> String {
    let mut out = match (found.relation, found.proven) {
        (Relation::Equal, true) => "Both let in the same callers.",
        (Relation::Equal, false) => "No difference was found; that there is none is not proven.",
        (Relation::Narrower, true) => {
            "The first is narrower: the second lets in all of its callers, and more."
        }
        (Relation::Narrower, false) => {
            "The second lets in more; that it lets in all of the first's callers is not proven."
        }
        (Relation::Wider, true) => {
            "The first is wider: the second lets in some of its callers, and nobody else."
        }
        (Relation::Wider, false) => {
            "The first lets in more; that it lets in all of the second's callers is not proven."
        }
        (Relation::Neither, _) => "Each lets in somebody whom the other keeps out.",
    }
    .to_owned();
    for (title, claims) in
        [("The first alone lets in", &found.only_first), ("The second alone lets in", &found.only_second)]
    {
        if let Some(claims) = claims {
            out += &format!("\n\n{title}:\n{:#}", Value::Object(claims.as_map().clone()));
        }
    }
    out
}
