//! What was pasted at the front door.

use super::Pasted;
use super::clock;
use keyless_core::providers::{self, detect};
use keyless_core::rule::{self, AdminObjects};
use keyless_core::secret::{self, IdentityToken};
use keyless_core::setup::{OpenProblem, Setup};
use keyless_core::token::{self, KeySet, KeySetProblem, Presented};

/// What a recognised thing leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// The token bench, with the token.
    CheckToken,
    /// The workload's form, filled from the token.
    MakeRule,
    /// The token bench, with the pasted resources or keys.
    TakeObjects,
    /// The saved setup.
    Open,
}

/// How a recognised thing is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is known.
    Known,
    /// It is refused.
    Refused,
    /// It is not known, or damaged.
    Unknown,
}

/// One thing that was recognised. It holds nothing of a token.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// How it is marked.
    pub tone: Tone,
    /// What it is.
    pub name: String,
    /// What is worth knowing about it.
    pub about: String,
    /// When it ends, in seconds since 1970, where it does.
    pub ends: Option<i64>,
    /// What it leads to, the likeliest first.
    pub leads: Vec<Lead>,
    /// The resources in it.
    pub objects: Option<AdminObjects>,
    /// Public keys in it, as text.
    pub jwks: Option<String>,
    /// The saved setup in it.
    pub setup: Option<Box<Setup>>,
    /// What takes the place of the text in the box, where the text must not stay there.
    pub mask: Option<String>,
}

impl Recognised {
    fn new(tone: Tone, name: impl Into<String>, about: impl Into<String>, leads: Vec<Lead>) -> Self {
        Self {
            tone,
            name: name.into(),
            about: about.into(),
            ends: None,
            leads,
            objects: None,
            jwks: None,
            setup: None,
            mask: None,
        }
    }
}

/// What would be recognised.
pub const KNOWN: &str = "Known here: an identity token (bare, or in a log, a header, a URL or JSON), its claims as JSON, a \
    JWKS, an issuer, a rule or a service account as the Admin API takes or lists them, and a setup saved by Keyless.";

/// Longest text that is looked through for anything but a token, in bytes.
const TEXT_LIMIT: usize = 4 * 1024 * 1024;

/// Names what was pasted; nothing where nothing was.
pub fn recognise(pasted: Pasted) -> Vec<Recognised> {
    let text = pasted.0;
    if text.trim().is_empty() {
        return Vec::new();
    }
    if text.len() <= TEXT_LIMIT {
        let credentials = credentials(&text);
        if !credentials.is_empty() {
            return credentials;
        }
        if let Some(found) = json(&text) {
            return vec![found];
        }
    }
    vec![token_in(text)]
}

fn credentials(text: &str) -> Vec<Recognised> {
    let found = secret::find_credentials(text);
    let mut masked = text.to_owned();
    for credential in found.iter().rev() {
        masked.replace_range(credential.range.clone(), &credential.masked);
    }
    let mut all: Vec<Recognised> = Vec::new();
    for credential in &found {
        let name = format!("Refused: {}", credential.kind.name());
        if all.iter().all(|known| known.name != name) {
            let mut known = Recognised::new(Tone::Refused, name, credential.kind.advice(), Vec::new());
            known.mask = Some(masked.clone());
            all.push(known);
        }
    }
    all
}

fn json(text: &str) -> Option<Recognised> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    match Setup::from_json(text) {
        Ok(setup) => {
            let name = if setup.workload.name.is_empty() { "no name yet" } else { &setup.workload.name };
            let mut known = Recognised::new(
                Tone::Known,
                "Setup saved by Keyless",
                format!("Workload: {name}."),
                vec![Lead::Open],
            );
            known.setup = Some(Box::new(setup));
            return Some(known);
        }
        Err(problem @ OpenProblem::TooNew { .. }) => {
            let about = problem.to_string();
            return Some(Recognised::new(Tone::Unknown, "Setup of a later release", about, Vec::new()));
        }
        Err(_) => {}
    }
    match KeySet::parse(text) {
        Ok(keys) => {
            let about =
                format!("{} with the ids {}.", count(keys.len(), "public key"), keys.ids().join(", "));
            let mut known = Recognised::new(Tone::Known, "Key set (JWKS)", about, vec![Lead::TakeObjects]);
            known.jwks = Some(text.to_owned());
            return Some(known);
        }
        Err(problem @ KeySetProblem::Private(_)) => {
            let mut known =
                Recognised::new(Tone::Refused, "Refused: a private key", problem.to_string(), Vec::new());
            known.mask = Some(String::new());
            return Some(known);
        }
        Err(problem @ KeySetProblem::Discovery { .. }) => {
            let about = problem.to_string();
            return Some(Recognised::new(Tone::Known, "OpenID discovery document", about, Vec::new()));
        }
        Err(_) => {}
    }
    let objects = rule::read(text).ok()?;
    let kinds = [
        (objects.rules.len(), "federation rule"),
        (objects.issuers.len(), "federation issuer"),
        (objects.accounts.len(), "service account"),
    ];
    let name: Vec<String> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(*n, what)).collect();
    if name.is_empty() {
        return None;
    }
    let about = match objects.problems.first() {
        Some(first) => format!("{}, the first: {first}", count(objects.problems.len(), "problem")),
        None => "The first of each is taken to the bench.".to_owned(),
    };
    let mut known = Recognised::new(Tone::Known, name.join(", "), about, vec![Lead::TakeObjects]);
    known.objects = Some(objects);
    Some(known)
}

fn token_in(text: String) -> Recognised {
    let token = match token::read(&IdentityToken::new(text), None) {
        Ok(token) => token,
        Err(error) => {
            let about = format!("{error} {KNOWN}");
            return Recognised::new(Tone::Unknown, "Not recognised", about, Vec::new());
        }
    };
    if token.claims.issuer().is_none() && token.claims.subject().is_none() {
        let about = format!("This JSON has neither iss nor sub, so it is no token's claims. {KNOWN}");
        return Recognised::new(Tone::Unknown, "Not recognised", about, Vec::new());
    }
    let detection = detect::detect(token.header.as_ref(), &token.claims);
    let what = match token.presented {
        Presented::Token(_) => "token",
        Presented::Claims => "claims, without a signature",
    };
    let mut about = Vec::new();
    if !detection.variant.is_empty() {
        about.push(format!("{}.", detection.variant));
    }
    if let Some(subject) = token.claims.subject() {
        about.push(format!("Subject {}.", shortened(subject)));
    }
    about.extend(detection.warnings.iter().cloned());
    let mut leads = vec![Lead::CheckToken];
    if providers::find_by_detection(detection.slug).is_some() {
        leads.push(Lead::MakeRule);
    }
    let mut known =
        Recognised::new(Tone::Known, format!("{} {what}", detection.name), about.join(" "), leads);
    known.ends = token.claims.time("exp").seconds();
    known
}

/// When something ends, in words.
pub fn ends(at: i64, now: i64) -> String {
    if at >= now {
        format!("Ends {}.", clock::relative(at, now))
    } else {
        format!("Ended {}.", clock::relative(at, now))
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
