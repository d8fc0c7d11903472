//! Where readers put what they read: values become masks and shapes here, and the text goes no further.

use super::arguments::{Argument, Given};
use super::finding::{Finding, Kind, State, Unread};
use super::store::{Store, Take};
use super::value;
use crate::precedence::{Content, Credential, CustomHeader, Document, Surroundings, Variable, mask};
use crate::secret::{CredentialKind, find_credentials, holds_credential};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Whom a setting reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Every client in the process.
    Process,
    /// Claude Code and its action.
    ClaudeCode,
    /// The Java client, as a system property.
    Java,
    /// No client: it stands in a comment, serves a build, or has a name that nothing reads.
    Nobody,
}

/// What a reading changes in the surroundings.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// A variable set, or taken away.
    Variable(Scope, String, Option<Variable>),
    /// Claude Code's `apiKeyHelper`.
    Helper,
    /// A profile.
    Profile(Box<Document>),
    /// Another file of the configuration directory.
    Credentials,
    /// A variable that is taken over from the process; a reference where that does not say what it is.
    Inherit(String),
    /// Values that a place may take by the store's name.
    Store(Box<Store>),
    /// What a place takes from a store.
    Take(Box<Take>),
    /// An input of claude-code-action that stands for a variable of this kind.
    Action(Kind, Variable),
    /// An argument of a constructor, for the client of this slug.
    Argument(&'static str, Argument, Given),
    /// A file of the configuration directory that is known without having been given, by its path inside.
    Config(String, Box<Content>),
}

impl Change {
    /// Whether something is there afterwards that may not have been there before.
    pub(super) fn gives(&self) -> bool {
        match self {
            Self::Variable(_, _, Some(Variable::Plain(text))) | Self::Action(_, Variable::Plain(text)) => {
                !text.is_empty()
            }
            Self::Variable(_, _, Some(Variable::Secret(credential)))
            | Self::Action(_, Variable::Secret(credential)) => !credential.is_blank(),
            Self::Variable(_, _, value) => value.is_some(),
            _ => true,
        }
    }
}

/// A place in a file in which a process runs, such as a container, a job or a step.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// The path from the file's top, with dots.
    pub(super) path: String,
    /// The name for people.
    pub(super) name: String,
}

/// How a text is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it stands: what looks like a reference or a placeholder is the value.
    Literal,
    /// Quoted so that nothing in it is expanded.
    Quoted,
    /// `$NAME` and the like are expanded.
    Expands,
}

/// What a reader gives.
#[derive(Clone, Debug, Default)]
pub(super) struct Sink {
    pub(super) file: String,
    pub(super) findings: Vec<Finding>,
    pub(super) unread: Vec<Unread>,
    /// Each with its place: 0 is the file's top, any other the one of [`Sink::spots`] before it.
    pub(super) changes: Vec<(usize, Change)>,
    pub(super) spots: Vec<Spot>,
    known: HashMap<String, usize>,
    here: usize,
    /// Whether it was said that there are more findings than are told.
    full: bool,
}

impl Sink {
    /// An empty one for the file of this name.
    pub(super) fn new(file: &str) -> Self {
        Self { file: crate::secret::scrub(file), ..Self::default() }
    }

    /// Sets the place for what follows: its path from the file's top, empty for the top itself, and its name for people.
    ///
    /// A place takes over what is set in every other whose path begins its own, by segments, and in plain files. One that
    /// has another inside is no process, so each part that runs is to be named, also where it sets nothing.
    pub(super) fn at(&mut self, path: &str, name: &str) {
        let path = shown(path, LONGEST_PATH);
        if path.is_empty() {
            self.here = 0;
            return;
        }
        self.here = *self.known.entry(path).or_insert_with_key(|path| {
            self.spots.push(Spot { path: path.clone(), name: shown(name, LONGEST_PATH) });
            self.spots.len()
        });
    }

    /// A change at the place that is set.
    pub(super) fn change(&mut self, change: Change) {
        self.changes.push((self.here, change));
    }

    /// Takes the changes of another sink over to the place that is set here.
    pub(super) fn absorb(&mut self, other: Self) {
        self.changes.extend(other.changes.into_iter().map(|(_, change)| (self.here, change)));
    }

    /// Takes the changes of another sink over into the place of this path and name, with the places that it tells apart.
    pub(super) fn graft(&mut self, other: Self, path: &str, name: &str) {
        let join = |above: &str, mark: &str, own: &str| match (above, own) {
            (above, "") => above.to_owned(),
            ("", own) => own.to_owned(),
            (above, own) => format!("{above}{mark}{own}"),
        };
        let spots = other.spots;
        for spot in &spots {
            self.at(&join(path, ".", &spot.path), &join(name, ", ", &spot.name));
        }
        for (at, change) in other.changes {
            let spot = at.checked_sub(1).and_then(|at| spots.get(at));
            let (own, named) = spot.map_or(("", ""), |spot| (&spot.path, &spot.name));
            self.at(&join(path, ".", own), &join(name, ", ", named));
            self.change(change);
        }
    }

    /// A variable in a process.
    pub(super) fn set(&mut self, line: usize, name: &str, text: &str, form: Form) {
        self.assign(line, (name, ""), text, form, Scope::Process);
    }

    /// A variable, by name and path, that reaches some clients.
    pub(super) fn assign(
        &mut self,
        line: usize,
        (name, path): (&str, &str),
        text: &str,
        form: Form,
        scope: Scope,
    ) {
        if !value::is_name(name) {
            return self.stray(line, text, State::Set);
        }
        if !is_read(name) && !holds_credential(text) {
            return;
        }
        let (text, state) = value::read(text, form);
        let variable = match state {
            State::Reference => Variable::reference(name, &value::reference(text)),
            _ => Variable::new(name, text),
        };
        if let Some(kind) = Kind::of_variable(name).or_else(|| kind_by_value(text)) {
            let secret = if matches!(state, State::Set) { secret(kind, text, Some(&variable)) } else { None };
            self.find(line, (name, path), kind, state, secret);
            if state == State::Reference {
                self.refers(&value::reference(text));
            }
        }
        // What somebody has yet to replace is no key; an id that is yet to come is as good as there.
        let is_secret = !matches!(variable, Variable::Plain(_));
        let counts = state != State::Placeholder || !is_secret;
        if scope != Scope::Nobody && counts {
            self.change(Change::Variable(scope, name.to_owned(), Some(variable)));
        }
    }

    /// A variable whose value stands elsewhere; `to` is shown for it, and tells nothing secret.
    pub(super) fn refer(&mut self, line: usize, (name, path): (&str, &str), to: &str, scope: Scope) {
        if !is_read(name) {
            return;
        }
        if let Some(kind) = Kind::of_variable(name) {
            self.find(line, (name, path), kind, State::Reference, None);
            self.refers(to);
        }
        if scope != Scope::Nobody {
            let variable = Variable::reference(name, to);
            self.change(Change::Variable(scope, name.to_owned(), Some(variable)));
        }
    }

    /// A variable that is taken over from what starts the process.
    pub(super) fn inherit(&mut self, line: usize, (name, path): (&str, &str), scope: Scope) {
        self.refer(line, (name, path), "", Scope::Nobody);
        if scope == Scope::Process && is_read(name) {
            self.change(Change::Inherit(name.to_owned()));
        }
    }

    /// A variable that is taken away.
    pub(super) fn unset(&mut self, line: usize, name: &str) {
        if !is_read(name) {
            return;
        }
        if let Some(kind) = Kind::of_variable(name) {
            self.find(line, (name, ""), kind, State::Unset, None);
        }
        self.change(Change::Variable(Scope::Process, name.to_owned(), None));
    }

    /// A setting in a comment, if it is one of ours.
    pub(super) fn commented(&mut self, line: usize, name: &str, text: &str, form: Form) {
        if !is_read(name) && !holds_credential(text) {
            return;
        }
        let (text, state) = value::read(text, form);
        if let Some(kind) = Kind::of_variable(name).or_else(|| kind_by_value(text)) {
            let shown = if state == State::Set { secret(kind, text, None) } else { None };
            self.find(line, (name, ""), kind, State::Commented, shown);
        }
    }

    /// A field of a file, which reaches clients through the file.
    pub(super) fn field(&mut self, line: usize, path: &str, kind: Kind, text: &str) {
        let (text, state) = value::read(text, Form::Quoted);
        let shown = if state == State::Set { secret(kind, text, None) } else { None };
        self.find(line, (path, path), kind, state, shown);
    }

    /// Keys and tokens of Claude's own that stand in a text without a name.
    pub(super) fn stray(&mut self, line: usize, text: &str, state: State) {
        for found in find_credentials(text) {
            let word = text.get(found.range.clone()).unwrap_or_default();
            let (word, read) = value::read(word, Form::Quoted);
            if read != State::Set || !(found.is_mask || word.len() >= SHORTEST) {
                continue;
            }
            // Only a header's name is looked for, so that many keys in one text take no longer than one.
            let from = text.get(..found.range.start).unwrap_or_default();
            let near = from.char_indices().rev().nth(LONGEST_HEADER).map_or(0, |(at, _)| at);
            let before = from.get(near..).unwrap_or_default().to_ascii_lowercase();
            let header = before.trim_end().trim_end_matches("bearer").trim_end();
            let name = if header.ends_with("x-api-key:") {
                "x-api-key"
            } else if header.ends_with("authorization:") {
                "authorization"
            } else {
                "literal"
            };
            self.find(line, (name, ""), kind_of(found.kind), state, Some(mask(word)));
        }
    }

    /// A line of an unknown format: a key behind the name of a variable is taken for its value.
    pub(super) fn guess(&mut self, line: usize, text: &str) {
        let Some(found) = find_credentials(text).into_iter().next() else { return };
        let before = text.get(..found.range.start).unwrap_or_default();
        let name =
            before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).find(|word| !word.is_empty());
        let word = text.get(found.range).unwrap_or_default();
        match name.filter(|name| Kind::of_variable(name).is_some_and(Kind::is_secret)) {
            Some(name) => self.set(line, name, word, Form::Quoted),
            None => self.stray(line, text, State::Set),
        }
    }

    /// A setting that no client reads: it counts only if a key or token of Claude's own stands in it.
    pub(super) fn stray_named(&mut self, line: usize, name: &str, text: &str, state: State) {
        let before = self.findings.len();
        self.stray(line, text, state);
        if before == self.findings.len() {
            return;
        }
        let shown = shown(name, LONGEST_NAME);
        for found in self.findings.iter_mut().skip(before) {
            found.name.clone_from(&shown);
            found.path.clone_from(&shown);
        }
    }

    /// Something that was not understood.
    pub(super) fn unread(&mut self, line: usize, message: impl Into<Cow<'static, str>>) {
        let message = match self.unread.len() {
            0..MOST_UNREAD => message.into(),
            MOST_UNREAD => {
                "more was not understood from here on than is told; see whether the format is right".into()
            }
            _ => return,
        };
        self.unread.push(Unread { file: self.file.clone(), line, message });
    }

    /// Says which store holds what was found from here on.
    pub(super) fn held_by(&mut self, from: usize, store: &str) {
        let shown = shown(store, LONGEST_NAME);
        for found in self.findings.iter_mut().skip(from) {
            found.store.clone_from(&shown);
        }
    }

    /// What the last finding refers to.
    fn refers(&mut self, to: &str) {
        // Where the last one was too many to be told, another stands at its place.
        if let Some(last) = self.findings.last_mut().filter(|_| !self.full) {
            last.refers = Some(shown(to, LONGEST_NAME));
        }
    }

    /// Keeps what was found from here on once only, however often an alias brings it up.
    pub(super) fn once(&mut self, from: usize) {
        let more = self.findings.split_off(from.min(self.findings.len()));
        let mut seen = HashSet::new();
        let key = |found: &Finding| (found.line, found.name.clone(), found.state, found.secret.clone());
        self.findings.extend(more.into_iter().filter(|found| seen.insert(key(found))));
    }

    /// Takes over what another found and could not read, within the bounds of this one; its changes are left.
    pub(super) fn tell(&mut self, other: &mut Self) {
        let left = MOST_FINDINGS.saturating_sub(self.findings.len());
        let cut = other.findings.get(left).map(|finding| finding.line);
        self.findings.extend(other.findings.drain(..).take(left));
        if let Some(line) = cut {
            self.full(line);
        }
        for unread in other.unread.drain(..) {
            self.unread(unread.line, unread.message);
        }
    }

    /// Says once that there are more findings than are told.
    fn full(&mut self, line: usize) {
        if !std::mem::replace(&mut self.full, true) {
            let message = "more settings from here on than are told; they count, and are not listed";
            self.unread.push(Unread { file: self.file.clone(), line, message: message.into() });
        }
    }

    pub(super) fn find(
        &mut self,
        line: usize,
        (name, path): (&str, &str),
        kind: Kind,
        state: State,
        secret: Option<String>,
    ) {
        if self.findings.len() >= MOST_FINDINGS {
            return self.full(line);
        }
        let spot = self.here.checked_sub(1).and_then(|at| self.spots.get(at));
        self.findings.push(Finding {
            file: self.file.clone(),
            line,
            path: shown(path, LONGEST_NAME),
            place: spot.map_or_else(String::new, |spot| spot.path.clone()),
            refers: None,
            store: String::new(),
            name: shown(name, LONGEST_NAME),
            kind,
            state,
            secret,
        });
    }
}

/// How many settings of one text are told; nobody reads more, and a page could not show them.
const MOST_FINDINGS: usize = 10_000;
/// How many places that were not understood are told.
const MOST_UNREAD: usize = 1000;
/// The longest name that is shown, in characters.
const LONGEST_NAME: usize = 256;
/// The longest path of a place, in characters.
const LONGEST_PATH: usize = 1024;
/// How far in front of a key its header's name is looked for, in characters.
const LONGEST_HEADER: usize = 40;
/// What begins like a key and is shorter than this, in bytes, is somebody writing about keys.
const SHORTEST: usize = 24;

/// A name or path as it may be shown, up to so many characters: keys in it are masked, also where a word runs into one.
fn shown(text: &str, longest: usize) -> String {
    const HEAD: &str = "sk-ant-";
    let mut apart = Cow::Borrowed(text);
    if holds_credential(text) {
        let mut own = String::with_capacity(text.len());
        for (at, part) in text.split(HEAD).enumerate() {
            if at > 0 {
                if own.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
                    own.push(' ');
                }
                own.push_str(HEAD);
            }
            own.push_str(part);
        }
        apart = own.into();
    }
    let mut text = crate::secret::scrub(&apart);
    if text.len() > longest
        && let Some((end, _)) = text.char_indices().nth(longest)
    {
        text.truncate(end);
    }
    text
}

fn kind_of(kind: CredentialKind) -> Kind {
    match kind {
        CredentialKind::AccessToken => Kind::OauthToken,
        _ => Kind::ApiKey,
    }
}

/// Whether some client reads a variable. What none reads changes nothing.
pub(super) fn is_read(name: &str) -> bool {
    Kind::of_variable(name).is_some() || Surroundings::is_plain(name)
}

/// What a variable of any other name holds, told by its value.
fn kind_by_value(text: &str) -> Option<Kind> {
    find_credentials(text)
        .into_iter()
        .find(|found| found.is_mask || found.range.len() >= SHORTEST)
        .map(|found| kind_of(found.kind))
}

/// The mask of the credential that a setting holds, if it does.
fn secret(kind: Kind, text: &str, variable: Option<&Variable>) -> Option<String> {
    if let Some(Variable::Headers(lines)) = variable {
        return lines.iter().find_map(|line| match line {
            CustomHeader::Authorization(_, value) | CustomHeader::ApiKey(value) => {
                Some(value.masked().to_owned())
            }
            _ => None,
        });
    }
    if let Some(Variable::Secret(credential)) = variable.filter(|_| kind.is_secret()) {
        return Some(credential.masked().to_owned());
    }
    if kind.is_secret() {
        return Some(Credential::new(text).masked().to_owned());
    }
    find_credentials(text).into_iter().next().map(|found| found.masked)
}
