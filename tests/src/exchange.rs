//! Signed tokens with issuer, rule, keys and time, against the verdict recorded for them.

use crate::vectors::{Tally, cases, read};
use keyless_core::rule;
use keyless_core::secret::IdentityToken;
use keyless_core::token::{self, KeySet};
use keyless_core::verdict::{Conclusion, Question, judge, key_set};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

#[derive(Deserialize)]
struct Case {
    token: String,
    #[serde(default)]
    issuer: Value,
    #[serde(default)]
    rule: Value,
    jwks: Option<Value>,
    now: i64,
    workspace: Option<String>,
    expect: Expectation,
}

#[derive(Deserialize, PartialEq, Debug)]
struct Expectation {
    verdict: String,
    reason: Option<String>,
    minted_lifetime_seconds: Option<u64>,
}

/// Runs `exchange.json`. A case of another form than the documented one fails.
///
/// # Panics
///
/// When the file is not there or is no JSON.
pub fn exchange(folder: &Path) -> Tally {
    let file = read(folder, "exchange");
    let mut tally = Tally::new("exchange");
    for (id, case) in cases(&file) {
        tally.count(id, judged(case));
    }
    tally
}

fn judged(case: &Value) -> Result<(), String> {
    let case = Case::deserialize(case).map_err(|error| format!("has another form: {error}"))?;
    let found = answer(&case);
    if found == case.expect { Ok(()) } else { Err(format!("{found:?}, expected {:?}", case.expect)) }
}

fn answer(case: &Case) -> Expectation {
    let objects = |value: &Value| rule::read(&value.to_string()).unwrap_or_default();
    let issuer = objects(&case.issuer).issuers.into_iter().next();
    let rule = objects(&case.rule).rules.into_iter().next();
    let pasted = case.jwks.clone().and_then(|keys| KeySet::from_value(keys).ok());
    let keys = key_set(issuer.as_ref(), pasted);
    let token = token::read(&IdentityToken::new(case.token.clone()), keys.as_ref());
    let verdict = judge(&Question {
        token: token.as_ref(),
        issuer: issuer.as_ref(),
        rule: rule.as_ref(),
        workspace: case.workspace.as_deref(),
        now: case.now,
    });
    let (word, reason) = match verdict.conclusion() {
        Conclusion::Accepted => ("accepted", None),
        Conclusion::Denied(reason) => ("denied", Some(reason.as_str().to_owned())),
        Conclusion::Unproven(_) => ("unproven", None),
    };
    Expectation {
        verdict: word.to_owned(),
        reason,
        minted_lifetime_seconds: verdict.minted().map(|m| m.lifetime),
    }
}
