//! Calls as they are written, and the macros among them.
//!
//! Source: <https://github.com/google/cel-spec/blob/master/doc/langdef.md#macros> (read 2026-11-22).

use super::ast::{Kind, Macro, MacroSort, Node, Place};
use super::lex::Word;
use super::parse::{Ended, Parsed, Parser};
use super::syntax;

/// The macros that go through a list or a map.
const MACROS: [&str; 5] = ["all", "exists", "exists_one", "filter", "map"];

impl Parser<'_> {
    /// The arguments of `name`, from their opening bracket on.
    pub(super) fn call(&mut self, name: &str, target: Option<Node>) -> Parsed<Node> {
        let place = self.advance().place;
        let start = self.token.place.start;
        let mut arguments = Vec::new();
        let mut commas = 0;
        let closed = self.arguments(&mut arguments, &mut commas);
        // A macro is looked at even where its bracket or its last argument is missing, since what is wrong with it may
        // stand before that.
        if closed.is_err() {
            // What cannot be read is passed over, so nothing is missing yet.
            if self.token.word == Word::Unreadable {
                return Err(Ended);
            }
            match self.unfinished.take() {
                Some((at, node)) if at == start && arguments.is_empty() => arguments.push(node),
                _ if commas > 0 && commas == arguments.len() => {
                    arguments.push(Node::new(place, Kind::Refused));
                }
                _ => (),
            }
        }
        let node = self.called(place, name, target, arguments)?;
        closed.map(|_| node)
    }

    fn arguments(&mut self, arguments: &mut Vec<Node>, commas: &mut usize) -> Parsed<Place> {
        if !self.is(b')') {
            arguments.push(self.expression()?);
            while self.skip(b',') {
                *commas += 1;
                arguments.push(self.expression()?);
            }
        }
        self.expect(b')')
    }

    fn called(
        &mut self,
        place: Place,
        name: &str,
        target: Option<Node>,
        mut arguments: Vec<Node>,
    ) -> Parsed<Node> {
        let kind = match (self.macros, name, target, arguments.len()) {
            (true, "has", None, 1) => self.presence(arguments.pop()),
            (true, name, Some(range), 2) if MACROS.contains(&name) => {
                self.comprehension(name, range, arguments)
            }
            (true, "map", Some(range), 3) => self.comprehension(name, range, arguments),
            (_, _, target, _) => {
                Kind::Call { name: name.to_owned(), target: target.map(Box::new), arguments }
            }
        };
        self.node(place, kind)
    }

    fn presence(&mut self, argument: Option<Node>) -> Kind {
        match argument.map(|node| (node.place, node.kind)) {
            Some((_, Kind::Select { operand, field, .. })) => Kind::Select { operand, field, test: true },
            Some((place, _)) => self.refuse(place, syntax::NO_FIELD),
            None => Kind::Refused,
        }
    }

    fn comprehension(&mut self, name: &str, range: Node, arguments: Vec<Node>) -> Kind {
        let mut arguments = arguments.into_iter();
        let variable = match arguments.next().map(|node| (node.place, node.kind)) {
            Some((place, Kind::Name(name))) if name == "__result__" => {
                return self.refuse(place, syntax::RESULT_NAME);
            }
            Some((_, Kind::Name(name))) => name,
            Some((place, _)) => return self.refuse(place, syntax::NO_NAME),
            None => return Kind::Refused,
        };
        let (second, third) = (arguments.next(), arguments.next());
        let (sort, filter, body) = match name {
            "all" => (MacroSort::All, None, second),
            "exists" => (MacroSort::Exists, None, second),
            "exists_one" => (MacroSort::ExistsOne, None, second),
            "filter" => (MacroSort::Map, second, None),
            _ if third.is_some() => (MacroSort::Map, second, third),
            _ => (MacroSort::Map, None, second),
        };
        Kind::Macro(Box::new(Macro { sort, range, variable, filter, body }))
    }
}
