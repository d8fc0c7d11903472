//! What an expression begins with: names, literals, brackets, lists, maps and messages.

use super::ast::{Kind, Literal, Node, Place};
use super::lex::{Token, Word};
use super::literal::{self, Invalid};
use super::parse::{Parsed, Parser};
use super::syntax;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parsed<Node> {
        let Token { word, place } = self.token;
        match word {
            Word::Name => self.name(place),
            Word::Sign(b'.') => {
                self.advance();
                if self.token.word == Word::Name { self.name(place) } else { self.unexpected() }
            }
            Word::Sign(b'(') => {
                self.advance();
                let node = self.expression()?;
                self.expect(b')')?;
                Ok(node)
            }
            Word::Sign(b'[') => self.list(),
            Word::Sign(b'{') => self.map(),
            Word::Sign(b'-') => {
                self.advance();
                let negative = self.token;
                match negative.word {
                    Word::Int | Word::Double => {
                        self.literal(Place { start: place.start, ..negative.place }, true)
                    }
                    _ => self.unexpected(),
                }
            }
            Word::True | Word::False => {
                self.advance();
                self.node(place, Kind::Literal(Literal::Bool(word == Word::True)))
            }
            Word::Null => {
                self.advance();
                self.node(place, Kind::Literal(Literal::Null))
            }
            Word::Int | Word::Uint | Word::Double | Word::Text | Word::Bytes => self.literal(place, false),
            _ => self.unexpected(),
        }
    }

    /// A number, a text or bytes; `place` has the sign that stands before it.
    fn literal(&mut self, place: Place, negative: bool) -> Parsed<Node> {
        let token = self.advance();
        let written = self.written(token.place);
        let literal = match token.word {
            Word::Int => literal::int(written, negative),
            Word::Uint => literal::uint(written),
            Word::Double => literal::double(written, negative),
            Word::Bytes => literal::bytes(written),
            _ => literal::text(written),
        };
        let kind = match literal {
            Ok(literal) => Kind::Literal(literal),
            Err(Invalid(message)) => self.refuse(place, message),
        };
        self.node(place, kind)
    }

    /// A name or a call; `start` is where the dot before it is, if any.
    fn name(&mut self, start: Place) -> Parsed<Node> {
        let place = self.advance().place;
        let name = self.written(place);
        let dotted = start != place;
        let reserved = RESERVED.contains(&name);
        let whole = Place { start: start.start, end: place.end };
        let full = if dotted { format!(".{name}") } else { name.to_owned() };
        let kind =
            if reserved { self.refuse(whole, syntax::reserved(name)) } else { Kind::Name(full.clone()) };
        if self.is(b'(') {
            return self.call(&full, None);
        }
        self.node(place, kind)
    }

    fn list(&mut self) -> Parsed<Node> {
        let place = self.advance().place;
        let elements = self.separated(b']', Self::expression)?;
        self.node(place, Kind::List(elements))
    }

    fn map(&mut self) -> Parsed<Node> {
        let place = self.advance().place;
        let entries = self.separated(b'}', |parser| {
            let key = parser.expression()?;
            parser.expect(b':')?;
            Ok((key, parser.expression()?))
        })?;
        self.node(place, Kind::Map(entries))
    }

    pub(super) fn message(&mut self, name: String) -> Parsed<Node> {
        let place = self.advance().place;
        let fields = self.separated(b'}', |parser| {
            if !matches!(parser.token.word, Word::Name | Word::Escaped) {
                return parser.unexpected();
            }
            parser.advance();
            parser.expect(b':')?;
            parser.expression()
        })?;
        self.node(place, Kind::Message(name, fields))
    }

    /// Items with commas between them up to `close`; one comma may stand before it, even alone.
    fn separated<T>(&mut self, close: u8, item: fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = Vec::new();
        if !self.skip(b',') {
            while !self.is(close) {
                let mark = self.token.place;
                let optional = self.skip(b'?');
                items.push(item(self)?);
                if optional {
                    self.refuse(mark, syntax::OPTIONAL);
                }
                if !self.skip(b',') {
                    break;
                }
            }
        }
        self.expect(close)?;
        Ok(items)
    }
}

/// Words set aside by the language that cannot name a variable or function; behind a dot they can name a field.
const RESERVED: [&str; 17] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
];
