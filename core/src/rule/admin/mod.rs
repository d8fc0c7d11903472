//! What the Admin API takes and gives: create bodies, objects, lists.
//!
//! Reading is generous and tells all: whatever the service would not take, or would take otherwise, becomes a
//! [`DraftProblem`], and what can be kept of it stands in the draft. Whether a draft is complete and within the limits is
//! asked of the draft, by its `parse`.

mod account;
mod issuer;
mod members;
mod recognise;
mod rule;
mod secrets;

use super::{AccountDraft, DraftProblem, FieldPath, IssuerDraft, RuleDraft};
use crate::token::{self, JsonPosition};
use members::{Finds, Members};
use recognise::{Kind, Shape};
use serde_json::Value;
use std::fmt;

/// What a text held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AdminObjects {
    /// Issuers, in the text's order.
    pub issuers: Vec<IssuerDraft>,
    /// Rules, in the text's order.
    pub rules: Vec<RuleDraft>,
    /// Service accounts, in the text's order.
    pub accounts: Vec<AccountDraft>,
    /// Members that the service does not know or does not take, old spellings, wrong types. Of a list, the message starts
    /// with the place.
    pub problems: Vec<DraftProblem>,
}

/// Why a text holds no resource. Holds nothing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadProblem {
    /// Nothing was given.
    Empty,
    /// It is not JSON.
    NotJson {
        /// Where the fault is.
        at: JsonPosition,
    },
    /// It is a list, and nothing is in it.
    EmptyList,
    /// It is a setup saved by Keyless.
    SavedSetup,
    /// It is JSON, but none of the resources.
    NotAResource,
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "Nothing was given. Paste a federation rule, an issuer or a service account as the Admin API has it.",
            ),
            Self::NotJson { at } => {
                write!(f, "This is not JSON: see line {}, column {}. Copy it whole.", at.line, at.column)
            }
            Self::EmptyList => f.write_str(
                "The list is empty. Ask for it without a filter, with include_archived=true for archived ones.",
            ),
            Self::SavedSetup => {
                f.write_str("This is a setup that Keyless saved. Open it as a setup, not as a resource of the Admin API.")
            }
            Self::NotAResource => f.write_str(
                "This JSON is none of the Admin API's resources. A rule has match and target, an issuer has issuer_url, a \
                 service account has a name and no more than a role and a description.",
            ),
        }
    }
}

impl std::error::Error for ReadProblem {}

/// Reads create bodies, objects and lists of issuers, rules and service accounts, and objects that hold them under `issuer`,
/// `rule` and `service_account`.
///
/// Claude's own keys and tokens, identity tokens and private keys in the text are masked or left out of the drafts, and
/// reported.
///
/// # Errors
/// When the text is not JSON or holds none of them.
pub fn read(text: &str) -> Result<AdminObjects, ReadProblem> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ReadProblem::Empty);
    }
    let mut reader = Reader::default();
    let mut rest = text;
    let mut line = 1;
    loop {
        let (mut parsed, more) = match token::parse_first_json(rest.as_bytes()) {
            Ok(parsed) => parsed,
            Err(at) if line == 1 => return Err(ReadProblem::NotJson { at }),
            Err(at) => {
                reader.more_follows(JsonPosition { line: at.line + line - 1, ..at });
                break;
            }
        };
        if let Some(at) = more
            && !(parsed.value.is_object() || parsed.value.is_array())
        {
            return Err(ReadProblem::NotJson { at });
        }
        for path in parsed.duplicates {
            let message = "Given more than once: the last one counts here; which one the service takes is not published. Give it once.";
            reader.finds.add(|| path, message);
        }
        secrets::mask(&mut parsed.value, &mut reader.finds);
        let first = std::ptr::eq(rest, text);
        match reader.walk(parsed.value, "") {
            // An empty page says nothing beside one that is not.
            Ok(()) | Err(ReadProblem::EmptyList) if !first || more.is_some() => {}
            Err(problem) if first => return Err(problem),
            Err(_) => reader.unread("JSON"),
            Ok(()) => {}
        }
        // Pages are often kept one behind the other.
        let Some((at, next)) = more.and_then(|at| Some((at, behind(rest, at)?))) else { break };
        if !next.starts_with(['{', '[']) {
            reader.more_follows(JsonPosition { line: at.line + line - 1, ..at });
            break;
        }
        line += at.line - 1;
        rest = next;
    }
    reader.finish()
}

/// The text from a position on.
fn behind(text: &str, at: JsonPosition) -> Option<&str> {
    let begin = text.split_inclusive('\n').take(at.line.checked_sub(1)?).map(str::len).sum::<usize>();
    text.get(begin + at.column.checked_sub(1)?..)
}

/// Goes through a document.
#[derive(Default)]
struct Reader {
    objects: AdminObjects,
    /// What was found before it was known which resource it belongs to.
    finds: Finds,
    found: bool,
}

impl Reader {
    /// Reads a value at a path of the document.
    fn walk(&mut self, value: Value, at: &str) -> Result<(), ReadProblem> {
        match recognise::shape(value) {
            Shape::Resource(kind, map) => {
                self.found = true;
                self.resource(kind, map, at);
            }
            Shape::List(items, rest) => {
                if items.is_empty() && at.is_empty() {
                    return Err(ReadProblem::EmptyList);
                }
                let path = if rest.is_some() { join(at, "data") } else { at.to_owned() };
                if let Some(rest) = rest {
                    self.rest_of_list(rest, at);
                }
                for (index, item) in items.into_iter().enumerate() {
                    let at = format!("{path}[{index}]");
                    if self.walk(item, &at).is_err() {
                        self.unread(&at);
                    }
                }
            }
            Shape::Bundle(parts, rest) => {
                for (kind, value) in parts {
                    self.bundled(kind, value, &join(at, kind.member()));
                }
                for (name, _) in rest {
                    self.note(
                        &join(at, &name),
                        "Not read: an object that holds resources has the members issuer, rule and service_account.",
                    );
                }
            }
            Shape::SavedSetup => return Err(ReadProblem::SavedSetup),
            Shape::Other => return Err(ReadProblem::NotAResource),
        }
        Ok(())
    }

    fn more_follows(&mut self, at: JsonPosition) {
        let message = format!(
            "More text follows the JSON at line {}, column {}, and was not read. Take it out.",
            at.line, at.column
        );
        self.objects.problems.push(DraftProblem::new(FieldPath::Other("JSON".into()), message));
    }

    /// A member of a bundle: the resource that its name says, or a list of them.
    fn bundled(&mut self, kind: Kind, value: Value, at: &str) {
        match value {
            Value::Null => {}
            Value::Object(map) => {
                self.found = true;
                self.resource(kind, map, at);
            }
            Value::Array(items) => {
                for (index, item) in items.into_iter().enumerate() {
                    let at = format!("{at}[{index}]");
                    match item {
                        Value::Object(map) => {
                            self.found = true;
                            self.resource(kind, map, &at);
                        }
                        _ => self.unread(&at),
                    }
                }
            }
            _ => self.unread(at),
        }
    }

    fn resource(&mut self, kind: Kind, map: serde_json::Map<String, Value>, at: &str) {
        let problems = &mut self.objects.problems;
        self.finds.report(kind, at, problems);
        let members = Members::new(map, kind, at, problems);
        match kind {
            Kind::Issuer => self.objects.issuers.push(issuer::read(members)),
            Kind::Rule => self.objects.rules.push(rule::read(members)),
            Kind::Account => self.objects.accounts.push(account::read(members)),
        }
    }

    fn rest_of_list(&mut self, rest: serde_json::Map<String, Value>, at: &str) {
        for (name, value) in rest {
            let path = join(at, &name);
            match (name.as_str(), value) {
                ("next_page", Value::Null) => {}
                ("next_page", _) => self.note(
                    &path,
                    "The service has more pages. Unless they are here as well, ask again with page set to this value, or \
                     with limit=100.",
                ),
                _ => self.note(&path, "A list has the members data and next_page; this one was not read."),
            }
        }
    }

    fn unread(&mut self, at: &str) {
        self.note(at, "Not read: it is no issuer, rule or service account.");
    }

    fn note(&mut self, path: &str, message: &str) {
        self.objects.problems.push(DraftProblem::new(FieldPath::Other(members::shown(path)), message));
    }

    fn finish(mut self) -> Result<AdminObjects, ReadProblem> {
        if !self.found {
            return Err(ReadProblem::NotAResource);
        }
        self.finds.report_rest(&mut self.objects.problems);
        Ok(self.objects)
    }
}

/// A member's path, as the JSON reader spells it.
fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests;
