//! The members of an object, taken one by one; what is left over is unknown.

use super::recognise::Kind;
use super::secrets;
use crate::rule::{DraftProblem, FieldPath, near};
use crate::token::{self, json_kind};
use serde_json::{Map, Value};

/// How many unknown members of one object are told one by one.
const UNKNOWN_TOLD: usize = 20;
/// How many secrets and repeated members of one document are told one by one.
const FINDS_TOLD: usize = 100;
/// Longest name or path that a message shows, in characters.
const SHOWN: usize = 80;

/// Whether the service's type of a member has null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Null {
    /// It has: null is the same as leaving the member out.
    Allowed,
    /// It has not.
    Refused,
}

/// The members of one object.
pub(super) struct Members<'a> {
    map: Map<String, Value>,
    /// The object's field path, such as `rule.match`.
    path: String,
    /// Where the resource stands in a list, such as `data[2]`; empty where it is alone.
    place: &'a str,
    problems: &'a mut Vec<DraftProblem>,
}

impl<'a> Members<'a> {
    pub(super) fn new(
        map: Map<String, Value>,
        kind: Kind,
        place: &'a str,
        problems: &'a mut Vec<DraftProblem>,
    ) -> Self {
        Self { map, path: kind.member().to_owned(), place, problems }
    }

    /// The members of an object inside this one.
    pub(super) fn inside(&mut self, name: &str, map: Map<String, Value>) -> Members<'_> {
        Members {
            map,
            path: format!("{}.{name}", self.path),
            place: self.place,
            problems: &mut *self.problems,
        }
    }

    /// Whether the service gave this object, rather than somebody who is about to create it.
    pub(super) fn is_record(&self) -> bool {
        self.has("id") || self.has("created_at")
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// Whether a member is there and null.
    pub(super) fn is_null(&self, name: &str) -> bool {
        self.map.get(name).is_some_and(Value::is_null)
    }

    /// Whether a member is missing, or an empty text.
    pub(super) fn is_left_out(&self, name: &str) -> bool {
        self.map.get(name).is_none_or(|value| value == "")
    }

    pub(super) fn as_map(&self) -> &Map<String, Value> {
        &self.map
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.map.shift_remove(name)
    }

    pub(super) fn put(&mut self, name: &str, value: Value) {
        self.map.insert(name.to_owned(), value);
    }

    /// Takes members that say nothing that a draft keeps.
    pub(super) fn skip(&mut self, names: &[&str]) {
        for name in names {
            self.take(name);
        }
    }

    pub(super) fn problem(&mut self, name: &str, message: impl Into<String>) {
        let path = if name.is_empty() { self.path.clone() } else { format!("{}.{name}", self.path) };
        tell(self.problems, self.place, &path, message.into());
    }

    /// Reports a value of another type than the service's.
    pub(super) fn wrong_type(&mut self, name: &str, found: &Value, wanted: &str) {
        self.problem(name, format!("This is {}; the service takes {wanted} here.", json_kind(found)));
    }

    fn null(&mut self, name: &str, null: Null) {
        if null == Null::Refused {
            self.problem(name, "The service takes no null here. Leave the member out.");
        }
    }

    /// A text. What is no text is reported, and kept as it is spelled in JSON.
    pub(super) fn text(&mut self, name: &str, null: Null) -> String {
        match self.take(name) {
            None => String::new(),
            Some(Value::String(text)) => text,
            Some(Value::Null) => {
                self.null(name, null);
                String::new()
            }
            Some(other) => {
                self.wrong_type(name, &other, "a text, in quotes,");
                other.to_string()
            }
        }
    }

    /// An id. Keyless's placeholder is no id.
    pub(super) fn id(&mut self, name: &str, null: Null, placeholder: &str) -> String {
        let id = self.text(name, null);
        if id == placeholder { String::new() } else { id }
    }

    /// A number of seconds, as text.
    pub(super) fn seconds(&mut self, name: &str, null: Null) -> String {
        match self.take(name) {
            None => String::new(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Null) => {
                self.null(name, null);
                String::new()
            }
            Some(other) => {
                self.wrong_type(name, &other, "a number of seconds, without quotes,");
                other.as_str().map_or_else(|| other.to_string(), str::to_owned)
            }
        }
    }

    /// Whether something holds.
    pub(super) fn boolean(&mut self, name: &str, null: Null) -> Option<bool> {
        match self.take(name)? {
            Value::Bool(yes) => Some(yes),
            Value::Null => {
                self.null(name, null);
                None
            }
            other => {
                self.wrong_type(name, &other, "true or false, without quotes,");
                match other.as_str() {
                    Some("true") => Some(true),
                    Some("false") => Some(false),
                    _ => None,
                }
            }
        }
    }

    /// An object inside this one.
    pub(super) fn object(&mut self, name: &str, null: Null) -> Option<Map<String, Value>> {
        match self.take(name)? {
            Value::Object(map) => Some(map),
            Value::Null => {
                self.null(name, null);
                None
            }
            other => {
                self.wrong_type(name, &other, "an object");
                None
            }
        }
    }

    /// Checks `type`, where there is one.
    pub(super) fn check_type(&mut self, kind: Kind) {
        match self.take("type") {
            None => {}
            Some(Value::String(name)) if name == kind.type_name() => {}
            Some(_) => self.problem(
                "type",
                format!(
                    "The members are those of a {}. Correct the type, or leave it out.",
                    kind.type_name()
                ),
            ),
        }
    }

    /// Reports every member that was not taken.
    pub(super) fn finish(mut self, known: &[&str]) {
        let left: Vec<String> = std::mem::take(&mut self.map).into_iter().map(|(name, _)| name).collect();
        for name in left.iter().take(UNKNOWN_TOLD) {
            let advice = match near::closest(name, known) {
                Some(meant) => format!("Did you mean {meant}?"),
                None => "Take it out.".into(),
            };
            self.problem(
                &shown(name),
                format!("The service knows no such member, and it was not read. {advice}"),
            );
        }
        if left.len() > UNKNOWN_TOLD {
            let more = left.len() - UNKNOWN_TOLD;
            self.problem("", format!("{more} more members are unknown to the service. Take them out."));
        }
    }
}

/// A name or path as messages show it: not endlessly long, and without a token.
pub(super) fn shown(text: &str) -> String {
    let text = token::scrub_tokens(text);
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.into_owned(),
    }
}

fn tell(problems: &mut Vec<DraftProblem>, place: &str, path: &str, message: String) {
    let message = if place.contains('[') { format!("In {place}: {message}") } else { message };
    problems.push(DraftProblem::new(field(path), message));
}

/// What is found in a document before its resources are told apart: a path of the document, and a message.
#[derive(Default)]
pub(super) struct Finds {
    kept: Vec<(String, String)>,
    more: usize,
}

impl Finds {
    /// Keeps what was found; the path is asked for only where it is told.
    pub(super) fn add(&mut self, path: impl FnOnce() -> String, message: impl Into<String>) {
        if self.kept.len() < FINDS_TOLD {
            let path = path();
            self.kept.push((secrets::without(&path).unwrap_or(path), message.into()));
        } else {
            self.more += 1;
        }
    }

    /// Reports what belongs to the resource at `place`, under the names of its fields.
    pub(super) fn report(&mut self, kind: Kind, place: &str, problems: &mut Vec<DraftProblem>) {
        self.kept.retain(|(path, message)| {
            let inside = match path.strip_prefix(place) {
                Some(rest) if place.is_empty() => rest,
                Some(rest) if rest.is_empty() => rest,
                Some(rest) => match rest.strip_prefix('.') {
                    Some(rest) => rest,
                    None => return true,
                },
                None => return true,
            };
            let path = if inside.is_empty() {
                kind.member().to_owned()
            } else {
                format!("{}.{inside}", kind.member())
            };
            tell(problems, place, &path, message.clone());
            false
        });
    }

    /// Reports what belongs to no resource.
    pub(super) fn report_rest(&mut self, problems: &mut Vec<DraftProblem>) {
        for (path, message) in self.kept.drain(..) {
            let path = if path.is_empty() { "JSON" } else { &path };
            problems.push(DraftProblem::new(FieldPath::Other(shown(path)), message));
        }
        if self.more > 0 {
            let message =
                format!("{} more members are given twice or hold a secret. Mend the file first.", self.more);
            problems.push(DraftProblem::new(FieldPath::Other("JSON".into()), message));
        }
    }
}

/// The field that a path names, in the words of [`FieldPath`]'s own `Display`.
fn field(path: &str) -> FieldPath {
    use FieldPath as F;
    const CLAIM: &str = "rule.match.claims.";
    let fields = [
        F::IssuerName,
        F::IssuerUrl,
        F::JwksType,
        F::DiscoveryBase,
        F::JwksUrl,
        F::JwksKeys,
        F::CaCertPem,
        F::CheckJti,
        F::MaxJwtLifetime,
        F::RuleName,
        F::RuleDescription,
        F::RuleIssuerId,
        F::Match,
        F::SubjectPrefix,
        F::Audience,
        F::Claims,
        F::Condition,
        F::Target,
        F::Scope,
        F::Workspace,
        F::AllWorkspaces,
        F::TokenLifetime,
        F::AccountName,
        F::AccountDescription,
        F::OrganizationRole,
    ];
    if let Some(claim) = path.strip_prefix(CLAIM) {
        return F::Claim(claim.to_owned());
    }
    fields.into_iter().find(|f| f.to_string() == path).unwrap_or_else(|| F::Other(shown(path)))
}
