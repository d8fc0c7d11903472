//! What was pasted at the front door, in words.

use super::around::{LONG, PASTED};
use super::{Pasted, clock};
use keyless_core::providers::detect::Detection;
use keyless_core::recognise::{self, Recognised as Thing};
use keyless_core::rule::AdminObjects;
use keyless_core::secret::{self, IdentityToken};
use keyless_core::setup::Setup;
use keyless_core::surroundings::Format;
use keyless_core::token::{DecodedToken, KeySet, KeySetProblem, Presented, SCAN_LIMIT};

/// What a recognised thing leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// The token bench, with the token.
    CheckToken,
    /// The workload's form, filled from the token.
    MakeRule,
    /// The token bench, with the pasted resources or keys.
    TakeObjects,
    /// The audit, with every resource that was pasted.
    Audit,
    /// The token bench, empty.
    OpenBench,
    /// Which credential wins, with what was pasted.
    WhichWins,
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

/// One thing that was recognised. It holds nothing of a token but what it says.
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
    JWKS, an issuer, a rule or a service account as the Admin API takes or lists them, what surrounds a workload (output of \
    env, .env files, scripts, Dockerfiles, workflows, manifests, profiles, ant auth status), an error of the exchange, and a \
    setup saved by Keyless.";

/// Names what was pasted; nothing where nothing was.
pub fn recognise(pasted: Pasted) -> Vec<Recognised> {
    let mask = secret::masked(&pasted.joined());
    pasted.0.into_iter().flat_map(|text| one(text, mask.as_ref())).collect()
}

/// Whether files, by name and text, are surroundings of a workload, and nothing else that is known here: several, or a long one.
pub fn surround(files: &[(String, String)]) -> bool {
    let around =
        |thing: &Thing| matches!(thing, Thing::Credential(_) | Thing::Surroundings { .. } | Thing::Unknown);
    let surrounds = |text: &str| match text.len() {
        LONG.. => matches!(Long::of(text), Long::Around(_)),
        _ => recognise::recognise(&IdentityToken::new(text.to_owned())).iter().all(around),
    };
    (files.len() > 1 || files.iter().any(|(_, text)| text.len() >= LONG))
        && files.iter().all(|(_, text)| surrounds(text))
        && files.iter().any(|(name, text)| Format::of(name, text) != Format::Unknown)
}

/// What becomes of a long text, which would slow the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Long {
    /// It is read as surroundings of this format.
    Around(Format),
    /// What it is is told, and the box does without it.
    Told,
    /// The box has to hold it: a token stands in it.
    Held,
}

impl Long {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        // Most need no second look: what has a format of its own is no resource, and of variables and lines few begin like a token.
        let format = Format::of(PASTED, text);
        let is_own = match format {
            Format::Unknown => false,
            // What is longer is not looked at as a resource.
            Format::Json => text.len() > SCAN_LIMIT,
            _ => format.is_structured() || !text.contains("eyJ"),
        };
        if is_own {
            return Self::Around(format);
        }
        let things = recognise::recognise(&IdentityToken::new(text.to_owned()));
        let any = |test: fn(&Thing) -> bool| things.iter().any(test);
        match () {
            () if any(|thing| matches!(thing, Thing::Token { .. } | Thing::BrokenToken(_))) => Self::Held,
            () if any(|thing| matches!(thing, Thing::Credential(_) | Thing::Surroundings { .. })) => {
                Self::Around(format)
            }
            () => Self::Told,
        }
    }
}

/// Names what one text holds; `mask` takes the place of all that was pasted.
fn one(text: String, mask: Option<&String>) -> Vec<Recognised> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    // Public keys alone: a set with a private one is refused.
    let jwks = KeySet::parse(&text).is_ok().then(|| text.clone());
    let mut all: Vec<Recognised> = Vec::new();
    for thing in recognise::recognise(&IdentityToken::new(text)) {
        let known = worded(thing, mask, jwks.as_ref());
        // The same kind of key twice is told once.
        if all.iter().all(|other| other.name != known.name) {
            all.push(known);
        }
    }
    all
}

fn worded(thing: Thing, mask: Option<&String>, jwks: Option<&String>) -> Recognised {
    match thing {
        Thing::Credential(found) => Recognised {
            mask: mask.cloned(),
            ..Recognised::new(
                Tone::Refused,
                format!("Refused: {}, {}", found.kind.name(), found.masked),
                found.kind.advice(),
                Vec::new(),
            )
        },
        Thing::Token { token, detection } => about_token(&token, &detection),
        Thing::BrokenToken(error) => {
            Recognised::new(Tone::Unknown, "Broken token", error.to_string(), vec![Lead::CheckToken])
        }
        Thing::Keys(keys) => Recognised {
            jwks: jwks.cloned(),
            ..Recognised::new(
                Tone::Known,
                "Key set (JWKS)",
                format!("{}: {}.", count(keys.len(), "public key"), keys.ids().join(", ")),
                vec![Lead::TakeObjects],
            )
        },
        Thing::BrokenKeys(problem) => Recognised {
            mask: matches!(problem, KeySetProblem::Private(_)).then(String::new),
            ..Recognised::new(Tone::Refused, "Refused: a key set", problem.to_string(), Vec::new())
        },
        Thing::Discovery { issuer, jwks_uri } => {
            let issuer = issuer.map(|issuer| format!("Its issuer is {issuer}. ")).unwrap_or_default();
            let keys = match jwks_uri {
                Some(address) => {
                    format!("Its keys are at {address}: open that address and paste what it gives.")
                }
                None => "It names no address for its keys.".to_owned(),
            };
            Recognised::new(Tone::Known, "OpenID discovery document", issuer + &keys, vec![Lead::OpenBench])
        }
        Thing::Resources(objects) => resources(objects),
        Thing::Setup(setup) => {
            let name = if setup.workload.name.is_empty() { "no name yet" } else { &setup.workload.name };
            let about = format!("Workload: {name}. Opening it takes the place of the present plan.");
            Recognised {
                setup: Some(setup),
                ..Recognised::new(Tone::Known, "Setup saved by Keyless", about, vec![Lead::Open])
            }
        }
        Thing::BrokenSetup(problem) => {
            Recognised::new(Tone::Unknown, "Setup that cannot be opened", problem.to_string(), Vec::new())
        }
        Thing::ExchangeError(error) => Recognised::new(
            Tone::Known,
            "Error of the exchange",
            format!("{} {}", error.meaning, error.next),
            vec![Lead::OpenBench],
        ),
        Thing::Surroundings { format, findings } => {
            let found = match findings {
                0 => "No setting that decides which credential is used.".to_owned(),
                1 => "1 setting that decides which credential is used.".to_owned(),
                _ => format!("{findings} settings that decide which credential is used."),
            };
            Recognised::new(Tone::Known, capital(format.name()), found, vec![Lead::WhichWins])
        }
        Thing::Unknown => Recognised::new(Tone::Unknown, "Not recognised", KNOWN, Vec::new()),
    }
}

fn about_token(token: &DecodedToken, detection: &Detection) -> Recognised {
    let what = match token.presented {
        Presented::Token(_) => "token",
        Presented::Claims => "claims, without a signature",
    };
    let mut about = Vec::new();
    if !detection.variant.is_empty() {
        about.push(format!("{}.", capital(&detection.variant)));
    }
    if let Some(subject) = token.claims.subject() {
        about.push(format!("Subject {}.", shortened(subject)));
    }
    about.extend(detection.warnings.iter().cloned());
    let mut leads = vec![Lead::CheckToken];
    if super::derive::form_for(detection).is_some() {
        leads.push(Lead::MakeRule);
    }
    Recognised {
        ends: token.claims.time("exp").seconds(),
        ..Recognised::new(Tone::Known, format!("{} {what}", detection.name), about.join(" "), leads)
    }
}

fn resources(objects: AdminObjects) -> Recognised {
    let kinds = [
        (objects.rules.len(), "federation rule"),
        (objects.issuers.len(), "federation issuer"),
        (objects.accounts.len(), "service account"),
    ];
    let name: Vec<String> =
        kinds.iter().filter(|(number, _)| *number > 0).map(|(number, what)| count(*number, what)).collect();
    let mut about = Vec::new();
    let several = kinds.iter().any(|(number, _)| *number > 1);
    let leads =
        if several { vec![Lead::Audit, Lead::TakeObjects] } else { vec![Lead::TakeObjects, Lead::Audit] };
    if several {
        about.push("The first of each is taken to the bench.".to_owned());
    }
    if let Some(first) = objects.problems.first() {
        about.push(format!("{}, the first: {first}", count(objects.problems.len(), "problem")));
    }
    Recognised {
        objects: Some(objects),
        ..Recognised::new(Tone::Known, name.join(", "), about.join(" "), leads)
    }
}

/// When something ends, in words.
pub fn ends(at: i64, now: i64) -> String {
    if at >= now {
        format!("Ends {}.", clock::relative(at, now))
    } else {
        format!("Ended {}.", clock::relative(at, now))
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
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

#[cfg(test)]
mod tests {
    use super::{Long, surround};
    use crate::state::around::LONG;
    use keyless_core::surroundings::Format;

    const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2EiLCJzdWIiOiJiIn0.c2ln";

    fn long(line: &str, last: &str) -> String {
        format!("{}{last}\n", line.repeat(LONG / line.len() + 1))
    }

    #[test]
    fn a_long_text_is_read_told_or_held() {
        let log = "2026-11-22T08:00:00Z INFO all is well\n";
        let manifest = "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n";
        let rules = format!(
            "[{}{{}}]",
            "{\"type\":\"federation_rule\",\"id\":\"fdrl_1\",\"name\":\"a\"},".repeat(6000)
        );
        let rows = [
            ("the output of env", long("PATH=/bin\n", "A=b"), Long::Around(Format::Env)),
            (
                "a manifest, in which base64 begins like a token",
                long(manifest, "data:\n  a: eyJh"),
                Long::Around(Format::Kubernetes),
            ),
            (
                "a log in which a key stands",
                long(log, "sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                Long::Around(Format::Unknown),
            ),
            ("a log in which a token stands", long(log, TOKEN), Long::Held),
            ("variables, one of which is a token", long("A=b\n", &format!("B={TOKEN}")), Long::Held),
            ("a log", long(log, ""), Long::Told),
            ("rules", rules, Long::Told),
        ];
        for (why, text, expected) in rows {
            assert_eq!(Long::of(&text), expected, "{why}");
            let around = matches!(expected, Long::Around(format) if format != Format::Unknown);
            assert_eq!(surround(&[("a".to_owned(), text)]), around, "{why}");
        }
        assert!(!surround(&[(".env".to_owned(), "A=b\n".to_owned())]), "a short one stands in the box");
    }
}
