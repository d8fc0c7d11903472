//! What structured texts have in common: objects and lists in which variables stand by name, in pairs of name and value, or as
//! `NAME=value`, and in which containers, services and resources are places of their own.
//!
//! Readers feed it what opens, closes and stands there, in the order of the text, with lines. It never calls itself.

mod names;
mod setting;

use super::finding::{Kind, State};
use super::format::Format;
use super::sink::{Form, Scope, Sink};
use super::{nested, value};
use crate::secret::holds_credential;
pub(super) use names::{FILES, has_places, is_part};
use names::{is_command, is_files, is_for_name, is_from, is_value};
pub(super) use setting::Leaf;
use setting::{Setting, put};

#[derive(Clone, Debug, Default)]
struct Frame {
    key: String,
    line: usize,
    is_list: bool,
    /// How many elements a list has so far.
    count: usize,
    /// How many places by the same name stand in it so far.
    parts: usize,
    /// How long the path is without this frame.
    above: usize,
    /// What the object calls itself.
    name: Option<(String, usize)>,
    value: Option<(Leaf, usize)>,
    /// Whether the value stands elsewhere.
    from: bool,
    /// Whether it is a place by what opened it, and that place's name.
    place: Option<String>,
    settings: Vec<Setting>,
    /// Texts inside that were read by themselves.
    texts: Vec<Sink>,
}

/// The longest path that is kept, in bytes.
const LONGEST_PATH: usize = 256;

/// How many places inside of each other a name tells.
const DEEPEST_NAME: usize = 16;

/// What a reader knows of an object: whether it is a place in which a process runs.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// That is to be told by its name.
    Unknown,
    /// It is none.
    None,
    /// It is one, of this name.
    Named(String),
}

/// Puts a structured text together.
pub(super) struct Structure<'o> {
    pub(super) out: &'o mut Sink,
    /// The top and all that is open.
    frames: Vec<Frame>,
    path: String,
}

impl<'o> Structure<'o> {
    /// For a text.
    pub(super) fn new(out: &'o mut Sink) -> Self {
        Self { out, frames: vec![Frame::default()], path: String::new() }
    }

    /// The key of the object or list that is open.
    pub(super) fn key(&self) -> &str {
        self.frames.last().map_or("", |frame| &frame.key)
    }

    /// Whether anything but the top is open.
    pub(super) fn is_inside(&self) -> bool {
        self.depth() > 0
    }

    /// How many objects and lists are open.
    pub(super) fn depth(&self) -> usize {
        self.frames.len().saturating_sub(1)
    }

    /// Whether a list is open.
    pub(super) fn in_list(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_list)
    }

    /// An object or a list opens under a key; in a list, the key does not matter. `known` says whether it is a place, and its name,
    /// where the reader knows.
    pub(super) fn open(&mut self, key: &str, line: usize, is_list: bool, known: Place) {
        let above = self.path.len();
        let lies_in_list = self.in_list();
        let step = match self.frames.last_mut() {
            Some(frame) if lies_in_list => {
                frame.count += 1;
                (frame.count - 1).to_string()
            }
            // Blocks of the same name are told apart where each is a place.
            Some(frame) if !is_list && is_part(key) => {
                frame.parts += 1;
                if frame.parts > 1 { format!("{key}#{}", frame.parts) } else { key.to_owned() }
            }
            _ => key.to_owned(),
        };
        if let Some(frame) = self.frames.last_mut()
            && !lies_in_list
        {
            if is_from(key) {
                frame.from = true;
            } else if is_value(key) {
                frame.value = Some((Leaf::Computed(None), line));
            }
        }
        if is_files(key) {
            self.out.unread(line, "files of variables are not followed; give them, too");
        }
        // An element of a list goes by the list's key.
        let key = if lies_in_list { self.key().to_owned() } else { key.to_owned() };
        let place = match known {
            Place::Named(name) => Some(name),
            Place::None => None,
            Place::Unknown if is_list => None,
            // Elements of a list that is the whole text.
            Place::Unknown if is_part(&key) || (lies_in_list && self.frames.len() == 2 && key.is_empty()) => {
                Some(String::new())
            }
            Place::Unknown if !lies_in_list && has_places(self.key()) => Some(step.clone()),
            Place::Unknown => self.resource(&step),
        };
        self.step(&step);
        self.frames.push(Frame { key, line, is_list, above, place, ..Frame::default() });
    }

    /// Passes over an object or list in which nothing of ours stands, if it means nothing under this key; in a list, the key does
    /// not matter. Whether it was passed over.
    pub(super) fn pass_over(&mut self, key: &str) -> bool {
        let is_list = self.in_list();
        let says = is_from(key) || is_value(key) || is_files(key) || Kind::of_variable(key).is_some();
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.is_list) {
            frame.count += 1;
        }
        is_list || !says
    }

    /// The name of a resource of Terraform's JSON.
    fn resource(&self, step: &str) -> Option<String> {
        match self.frames.as_slice() {
            [.., kind, of] if kind.key == "resource" && !of.is_list => {
                Some(format!("resource {}.{step}", of.key))
            }
            _ => None,
        }
    }

    /// Reads a text that stands inside of this one, in its place. `first` is its first line here, and the only one where its line
    /// ends are written as escapes.
    fn inside(&mut self, text: &str, first: usize, format: Format, is_one_line: bool) {
        let mut inner = nested(text, first, format, self.out);
        if is_one_line {
            inner.findings.iter_mut().for_each(|found| found.line = first);
            inner.unread.iter_mut().for_each(|unread| unread.line = first);
        }
        self.out.findings.append(&mut inner.findings);
        self.out.unread.append(&mut inner.unread);
        if let Some(frame) = self.frames.last_mut() {
            frame.texts.push(inner);
        }
    }

    fn step(&mut self, step: &str) {
        if self.path.len() < LONGEST_PATH {
            if !self.path.is_empty() {
                self.path.push('.');
            }
            // A dot in a key is no step.
            self.path.extend(
                step.chars().take(LONGEST_PATH).map(|c| if c == '.' && step.len() > 1 { '·' } else { c }),
            );
        }
    }

    /// What was opened last is a place.
    pub(super) fn is_a_place(&mut self, name: String) {
        if let Some(frame) = self.frames.last_mut() {
            frame.place.get_or_insert(name);
        }
    }

    /// What was opened last closes. The top stays open.
    pub(super) fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(mut frame) = self.frames.pop() else { return };
        self.settle(&mut frame);
        let above = frame.above;
        if let Some(named) = frame.place.clone() {
            self.give(frame, &named);
        } else if let Some(parent) = self.frames.last_mut() {
            parent.settings.append(&mut frame.settings);
            parent.texts.append(&mut frame.texts);
        }
        self.path.truncate(above);
    }

    /// Ends the text.
    pub(super) fn finish(mut self) {
        while self.frames.len() > 1 {
            self.close();
        }
        if let Some(mut frame) = self.frames.pop() {
            self.settle(&mut frame);
            self.give(frame, "");
        }
    }

    /// Pairs of name and value, and objects under a variable's name.
    fn settle(&mut self, frame: &mut Frame) {
        let named = frame.name.take_if(|(name, _)| Kind::of_variable(name).is_some());
        let own = !frame.is_list && Kind::of_variable(&frame.key).is_some();
        let target = match named {
            Some(pair) => Some(pair),
            None if own => Some((frame.key.clone(), frame.line)),
            None => None,
        };
        let value = frame.value.take();
        if let (Some((name, line)), true) = (target, value.is_some() || frame.from) {
            let scope = self.scope();
            let leaf = value.map_or(Leaf::Computed(None), |(leaf, _)| leaf);
            frame.settings.push(Setting { line, name, path: self.path.clone(), leaf, scope });
        } else {
            match value {
                Some((Leaf::Text(text, _), line)) => {
                    self.out.stray_named(line, &self.path, &text, State::Set);
                }
                Some((Leaf::Block(text, first), _)) => {
                    for (more, text) in text.lines().enumerate() {
                        self.out.guess(first + more, text);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whom a variable reaches that stands at the path.
    fn scope(&self) -> Scope {
        let path = self.path.to_ascii_lowercase();
        if path.starts_with("claude") && path.contains("environment") {
            Scope::ClaudeCode
        } else {
            Scope::Process
        }
    }

    /// Puts down the settings of a place.
    fn give(&mut self, frame: Frame, named: &str) {
        let own = match (&frame.name, named) {
            (Some((name, _)), "") => name,
            (None, "") => self.path.rsplit('.').next().unwrap_or_default(),
            (_, named) => named,
        };
        // An element without a name goes by its number.
        let numbered = format!("{} {}", frame.key, own.parse::<usize>().map_or(0, |at| at + 1));
        let own =
            if own.bytes().all(|b| b.is_ascii_digit()) && !own.is_empty() { numbered.trim() } else { own };
        let above = self
            .frames
            .iter()
            .take(DEEPEST_NAME)
            .filter_map(|frame| frame.place.as_deref())
            .filter(|name| !name.is_empty());
        let name = above.chain([own]).collect::<Vec<_>>().join(", ");
        let path = if self.frames.is_empty() { "" } else { self.path.as_str() };
        self.out.at(path, &name);
        for setting in &frame.settings {
            put(self.out, setting);
        }
        for text in frame.texts {
            self.out.graft(text, path, &name);
        }
        self.out.at("", "");
    }

    /// A value under a key; in a list, the key does not matter.
    pub(super) fn leaf(&mut self, key: &str, line: usize, leaf: Leaf) {
        let lies_in_list = self.in_list();
        let Some(frame) = self.frames.last_mut() else { return };
        if lies_in_list {
            frame.count += 1;
            return self.element(line, leaf);
        }
        if Kind::of_variable(key).is_some() {
            let before = self.path.len();
            self.step(key);
            let path = self.path.clone();
            self.path.truncate(before);
            if leaf == Leaf::Other {
                return self.out.unread(line, "a variable that is no text; passed over");
            }
            let scope = self.scope();
            if let Some(frame) = self.frames.last_mut() {
                frame.settings.push(Setting { line, name: key.to_owned(), path, leaf, scope });
            }
            return;
        }
        if is_files(key) {
            self.out.unread(line, "files of variables are not followed; give them, too");
        }
        frame.from |= is_from(key);
        let is_key = matches!(&leaf, Leaf::Text(text, _) if holds_credential(text));
        match leaf {
            Leaf::Text(text, _) if is_for_name(key) && frame.name.is_none() && !is_key => {
                frame.name = Some((text.chars().take(LONGEST_PATH).collect(), line));
            }
            leaf if is_value(key) && frame.value.is_none() => frame.value = Some((leaf, line)),
            Leaf::Text(text, _) | Leaf::Computed(Some(text)) => self.other(key, line, &text),
            Leaf::Block(text, first) => self.block(&text, first),
            _ => {}
        }
    }

    /// A text of lines of its own: a script, a file of variables, or JSON.
    fn block(&mut self, text: &str, first: usize) {
        let format = match Format::of("-", text) {
            Format::Env | Format::Unknown if text.trim_start().starts_with('[') => Format::Json,
            format => format,
        };
        // A template of a file of variables is no script, although its values have blanks.
        let pair = |line: &str| line.split_once('=').is_some_and(|(name, _)| value::is_name(name.trim()));
        let is_pairs = text.contains("{{") && text.lines().all(|line| line.trim().is_empty() || pair(line));
        let format = if format == Format::Shell && is_pairs { Format::Dotenv } else { format };
        self.inside(text, first, format, false);
    }

    /// A text under a name that no client reads.
    fn other(&mut self, key: &str, line: usize, text: &str) {
        let runs = is_command(key) || self.key() == "scripts";
        if runs && (text.contains("ANTHROPIC_") || text.contains("CLAUDE_CODE_")) {
            return self.inside(text, line, Format::Shell, true);
        }
        if !holds_credential(text) {
            return;
        }
        let path = match self.path.as_str() {
            "" => key.to_owned(),
            path if self.in_list() => path.to_owned(),
            path => format!("{path}.{key}"),
        };
        self.out.stray_named(line, &path, text, State::Set);
    }

    /// An element of a list: `NAME=value`, or a text in which a key may stand.
    fn element(&mut self, line: usize, leaf: Leaf) {
        let (text, form) = match leaf {
            Leaf::Block(text, first) => return self.block(&text, first),
            Leaf::Text(text, form) => (text, form),
            Leaf::Computed(Some(text)) => (text, Form::Expands),
            _ => return,
        };
        let pair = text.split_once('=').filter(|(name, _)| Kind::of_variable(name).is_some());
        let Some((name, value)) = pair else {
            let list = self.key().to_owned();
            return self.other(&list, line, &text);
        };
        // What a container was started with.
        let form = if self.key() == "Env" { Form::Literal } else { form };
        let setting = Setting {
            line,
            name: name.to_owned(),
            path: self.path.clone(),
            leaf: Leaf::Text(value.to_owned(), form),
            scope: self.scope(),
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.settings.push(setting);
        }
    }
}
