//! `keyless strangers`

use crate::{Ending, input, print, rules};
use keyless_core::providers;
use keyless_core::strangers::{self, Caller, Circle, Origin};
use keyless_core::token;
use keyless_core::verdict::Admission;
use serde_json::{Value, json};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  keyless strangers rule.json --issuer issuer.json
  keyless strangers rule.json --token token.jwt --json
  keyless strangers rule.json --issuer issuer.json --allow self-hosted-runner,other-workflow

RULE is a create body, what the Admin API returns, or a setup saved by Keyless. Each stranger is a full claim set, made from
the token's, or else from what the rule asks for and the platform's usual values.
For CI, list in --allow whom the rule is meant to let in: the command fails once anybody else gets in.
Exit status: 0 nobody but the workload and those of --allow gets in, 1 a stranger does, or the workload does not, 2 unusable
input.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The federation rule, JSON, - for standard input
    #[arg(default_value = "-")]
    rule: PathBuf,
    /// The federation issuer, JSON
    #[arg(long, value_name = "FILE")]
    issuer: Option<PathBuf>,
    /// A token of the workload, or its claims
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
    /// The platform, such as github-actions, where neither token nor issuer tells
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// Strangers who may get in, by their ids
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    allow: Vec<String>,
    /// Print JSON: [{"id", "claims", "admitted", "by"}], the workload first as "owner"
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let bundle = rules::one(std::slice::from_ref(&arguments.rule), arguments.issuer.as_deref())?;
    let provider = match &arguments.provider {
        None => bundle.provider,
        Some(slug) => Some(providers::find(slug).ok_or_else(|| {
            let known: Vec<&str> = providers::ALL.iter().map(|provider| provider.slug).collect();
            format!("--provider: not known here; one of {}", known.join(", "))
        })?),
    };
    let read = match &arguments.token {
        Some(path) => Some(token::read(&input::token(path)?, None).map_err(|error| error.to_string())?),
        None => None,
    };
    let token = read.as_ref().map(|read| &read.claims);
    let circle = strangers::around(&bundle.issuer, &bundle.rule, provider, token);
    if arguments.json {
        let callers = std::iter::once(&circle.owner).chain(&circle.strangers);
        print::json(&callers.map(as_json).collect());
    } else {
        print::line(&print::plain(&as_text(&circle)));
    }
    let allowed = |stranger: &Caller| arguments.allow.iter().any(|id| id == stranger.id);
    if let Some(unknown) =
        arguments.allow.iter().find(|id| circle.strangers.iter().all(|s| s.id != id.as_str()))
    {
        eprintln!("keyless: --allow: no stranger here is called {}", print::plain(unknown));
    }
    let tight = circle.owner.admission.may_enter() && circle.admitted().all(allowed);
    Ok(if tight { Ending::Accepted } else { Ending::Denied })
}

fn as_json(caller: &Caller) -> Value {
    let (admitted, by) = match caller.admission {
        Admission::Admitted => (Some(true), None),
        Admission::KeptOut(check) => (Some(false), Some(check.as_str())),
        Admission::Unknown(_) => (None, None),
    };
    json!({"id": caller.id, "claims": caller.claims.as_map(), "admitted": admitted, "by": by})
}

fn as_text(circle: &Circle) -> String {
    let platform = circle.provider.map_or("any issuer", |provider| provider.name);
    let origin = match circle.origin {
        Origin::Token => "the token",
        Origin::Rule => "the rule and the platform's usual values",
    };
    let mut out = format!("Around a workload of {platform}, as {origin} show it:\n\n");
    for caller in std::iter::once(&circle.owner).chain(&circle.strangers) {
        let mark = if caller.admission.may_enter() { "IN " } else { "out" };
        out += &format!(
            "{mark}  {:<30} {:<46} {}\n",
            caller.id,
            caller.title,
            strangers::words(caller.admission)
        );
        if caller.admission.may_enter() && caller.id != "owner" {
            out += &format!("     {}\n", caller.who);
        }
    }
    if !circle.owner.admission.may_enter() {
        out += "\nThe workload itself is kept out, as far as its tokens can be told from the rule. With --token they are exact.\n";
    }
    let admitted: Vec<&str> = circle.admitted().map(|stranger| stranger.id).collect();
    out += &format!("\n{} of {} get in.", admitted.len(), circle.strangers.len());
    if !admitted.is_empty() {
        out += &format!(" If all of them are meant: --allow {}", admitted.join(","));
    }
    out
}
