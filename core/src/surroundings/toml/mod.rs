//! TOML: `wrangler.toml`, `fly.toml`, `netlify.toml`, `mise.toml`, `pyproject.toml` and the like.
//!
//! Read with `toml_parser`, the parser under `toml` and `toml_edit`: it gives events with positions, goes on behind a mistake, and
//! weighs a third of a tree that can be edited (45 KB of Wasm alone, measured 2026-11-22).

mod passed;

use super::finding::{Kind, State};
use super::mentions::Mentions;
use super::sink::{Form, Sink};
use super::structure::{FILES, Leaf, Place, Structure};
use crate::order::Order;
use std::borrow::Cow;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

/// How deep lists and inline tables may stand inside each other.
const DEPTH: u32 = 64;

/// Reads a TOML text.
pub(super) fn read(text: &str, out: &mut Sink) {
    let left = match Mentions::of_long(text, &FILES) {
        Some(mentions) => passed::of(text, &mentions),
        None => text.into(),
    };
    let source = Source::new(&left);
    let tokens = source.lex().into_vec();
    let mut mistakes = Mistakes(Vec::new());
    let mut reader = Reader {
        source,
        structure: Structure::new(out),
        at: 0,
        line: 1,
        head: false,
        keys: Vec::new(),
        open: Vec::new(),
        tables: 0,
        head_name: String::new(),
    };
    parse_document(&tokens, &mut RecursionGuard::new(&mut reader, DEPTH), &mut mistakes);
    reader.structure.finish();
    let mut mistakes = mistakes.0;
    mistakes.order();
    let (mut at, mut line, mut told) = (0, 1, 0);
    for mistake in mistakes {
        line += text.get(at..mistake).map_or(0, |between| between.matches('\n').count());
        at = at.max(mistake);
        if line != told {
            told = line;
            out.unread(line, "no TOML; passed over");
            out.stray(line, text.lines().nth(line - 1).unwrap_or_default(), State::Set);
        }
    }
}

/// The most mistakes that are told.
const MOST: usize = 20;

/// Where mistakes are, in bytes.
struct Mistakes(Vec<usize>);

impl ErrorSink for Mistakes {
    fn report_error(&mut self, error: ParseError) {
        if self.0.len() < MOST
            && let Some(span) = error.unexpected().or_else(|| error.context())
        {
            self.0.push(span.start());
        }
    }
}

struct Reader<'a, 'o> {
    source: Source<'a>,
    structure: Structure<'o>,
    /// Up to where lines are counted.
    at: usize,
    line: usize,
    /// Whether a table's head is read.
    head: bool,
    /// The keys of the head or of the value that follows, with the first one's line.
    keys: Vec<(Cow<'a, str>, usize)>,
    /// For each open list or inline table, how many keys were opened for it.
    open: Vec<usize>,
    /// How many keys of the table's head are open.
    tables: usize,
    head_name: String,
}

/// Tables that hold variables.
const HOLDS: [&str; 5] = ["env", "vars", "environment", "env-vars", "variables"];

fn joined<'k>(keys: impl Iterator<Item = &'k (Cow<'k, str>, usize)>) -> String {
    keys.map(|(key, _)| key.as_ref()).collect::<Vec<_>>().join(".")
}

impl Reader<'_, '_> {
    fn line(&mut self, span: Span) -> usize {
        let between = self.source.input().get(self.at..span.start()).unwrap_or_default();
        self.line += between.bytes().filter(|byte| *byte == b'\n').count();
        self.at = self.at.max(span.start());
        self.line
    }

    fn table(&mut self) {
        for _ in 0..self.tables {
            self.structure.close();
        }
        self.tables = 0;
        self.keys.clear();
        self.head = true;
    }

    /// Opens the tables of a head. A place is whatever has a table of variables of its own.
    fn enter(&mut self) {
        self.head = false;
        let keys = std::mem::take(&mut self.keys);
        let last = keys.len().checked_sub(1);
        let holds = |at: usize| keys.get(at).is_some_and(|(key, _)| HOLDS.contains(&key.as_ref()));
        for (at, (key, line)) in keys.iter().enumerate() {
            let has_own = Some(at + 1) == last && holds(at + 1) && !(at == 0 && key == "build");
            // Variables of a worker's environment take nothing over from those above.
            let alone = last == Some(0) && key == "vars";
            let place = if has_own || alone {
                Place::Named(joined(keys.iter().take(at + 1)))
            } else {
                Place::Unknown
            };
            self.structure.open(key, *line, false, place);
        }
        self.tables = keys.len();
        self.head_name = joined(keys.iter());
    }

    /// Opens all keys of a value but the last, and gives that one.
    fn lead(&mut self) -> (String, usize, usize) {
        let mut keys = std::mem::take(&mut self.keys);
        let (last, line) = keys.pop().unwrap_or((Cow::Borrowed(""), self.line));
        for (key, line) in &keys {
            self.structure.open(key, *line, false, Place::Unknown);
        }
        (last.into_owned(), line, keys.len())
    }

    fn begin(&mut self, span: Span, is_list: bool) {
        let here = self.line(span);
        let (key, line, led) = self.lead();
        let own = HOLDS.contains(&key.as_str()) && self.open.is_empty() && led == 0;
        if own && self.tables > 0 && self.head_name != "build" {
            self.structure.is_a_place(self.head_name.clone());
        }
        self.structure.open(&key, if key.is_empty() { here } else { line }, is_list, Place::Unknown);
        self.open.push(led);
    }

    fn end(&mut self) {
        let Some(led) = self.open.pop() else { return };
        for _ in 0..=led {
            self.structure.close();
        }
        self.keys.clear();
    }
}

impl EventReceiver for Reader<'_, '_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.table();
    }

    fn std_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.enter();
    }

    fn array_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.table();
    }

    fn array_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.enter();
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.begin(span, false);
        true
    }

    fn inline_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.end();
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.begin(span, true);
        true
    }

    fn array_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.end();
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let line = self.line(span);
        let mut key = Cow::Borrowed("");
        if let Some(raw) = self.source.get(span) {
            toml_parser::Raw::new_unchecked(raw.as_str(), encoding, span).decode_key(&mut key, &mut ());
        }
        self.keys.push((key, line));
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let here = self.line(span);
        let mut text = Cow::Borrowed("");
        let kind = self.source.get(span).map(|raw| {
            toml_parser::Raw::new_unchecked(raw.as_str(), encoding, span).decode_scalar(&mut text, &mut ())
        });
        let (key, line, led) = self.lead();
        let line = if key.is_empty() { here } else { line };
        let leaf = match kind {
            Some(ScalarKind::String) => Leaf::Text(text.into_owned(), Form::Expands),
            // A variable that is false is taken away (mise).
            Some(ScalarKind::Boolean(false)) if self.structure.key() == "env" => Leaf::Null,
            _ => Leaf::Other,
        };
        self.structure.leaf(&key, line, leaf);
        for _ in 0..led {
            self.structure.close();
        }
    }

    fn newline(&mut self, _: Span, _: &mut dyn ErrorSink) {
        if self.open.is_empty() && !self.head {
            self.keys.clear();
        }
    }

    fn comment(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let line = self.line(span);
        let text = self.source.get(span).map(|raw| raw.as_str()).unwrap_or_default();
        let text = text.trim_start_matches(['#', ' ', '\t']);
        let pair = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
        match pair.filter(|(name, _)| Kind::of_variable(name).is_some()) {
            Some((name, value)) => {
                self.structure.out.commented(line, name, value.trim_matches(['"', '\'']), Form::Quoted);
            }
            None => self.structure.out.stray(line, text, State::Commented),
        }
    }
}
