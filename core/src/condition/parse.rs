//! From words to an expression, by the grammar of the service's engine.
//!
//! A refusal is placed where that engine places its first one: at the first word that no expression can go on with, or at
//! an earlier word that is grammatical and still refused, such as a number that is too large.

use super::ast::{Kind, Logic, Node, Operator, Place};
use super::lex::{Lexer, Token, Word};
use super::problem::ConditionProblem;
use super::syntax::{self, Refusal};

/// The longest expression that is tried, in bytes. The service's own limit is not documented.
const LENGTH_LIMIT: usize = 8 * 1024;
/// The deepest brackets and `? :`. A build without optimisation takes 13 KiB of stack for each, and a browser gives 1 MiB.
const BRACKET_LIMIT: usize = 50;
/// The deepest tree, however it came about: a chain of a hundred selections is a hundred deep. A build without
/// optimisation takes 5 KiB of stack for each step down.
const HEIGHT_LIMIT: usize = 150;

/// Why parsing ended early; the refusal is in [`Parser::refusals`].
#[derive(Debug)]
pub(super) struct Ended;

pub(super) type Parsed<T> = Result<T, Ended>;

/// What parsing finds.
#[derive(Debug)]
pub(super) struct Expression {
    pub(super) root: Node,
    /// A name stands in backticks.
    pub(super) escaped: bool,
}

/// Parses `source`; `macros` expands them.
pub(super) fn parse(source: &str, macros: bool) -> Result<Expression, ConditionProblem> {
    if source.len() > LENGTH_LIMIT {
        return Err(syntax::too_long(source, LENGTH_LIMIT));
    }
    let mut lexer = Lexer::new(source);
    let token = lexer.next();
    let before = Token { word: Word::End, place: Place::default() };
    let mut parser = Parser {
        source,
        lexer,
        before,
        token,
        ahead: None,
        macros,
        brackets: 0,
        escaped: false,
        unfinished: None,
        refusals: Vec::new(),
    };
    let root = parser.whole();
    match (root, syntax::first(source, parser.refusals)) {
        (Ok(root), None) => Ok(Expression { root, escaped: parser.escaped }),
        (_, Some(problem)) => Err(problem),
        (Err(Ended), None) => Err(syntax::too_deep(source, parser.token.place)),
    }
}

pub(super) struct Parser<'s> {
    pub(super) source: &'s str,
    lexer: Lexer<'s>,
    /// The word before `token`.
    before: Token,
    pub(super) token: Token,
    ahead: Option<Token>,
    pub(super) macros: bool,
    brackets: usize,
    escaped: bool,
    /// What stands before a dot that no name follows, and where that begins.
    pub(super) unfinished: Option<(usize, Node)>,
    refusals: Vec<Refusal>,
}

impl<'s> Parser<'s> {
    pub(super) fn advance(&mut self) -> Token {
        let next = self.ahead.take().unwrap_or_else(|| self.lexer.next());
        self.before = self.token;
        std::mem::replace(&mut self.token, next)
    }

    fn peek(&mut self) -> Word {
        let lexer = &mut self.lexer;
        self.ahead.get_or_insert_with(|| lexer.next()).word
    }

    pub(super) fn written(&self, place: Place) -> &'s str {
        self.source.get(place.start..place.end).unwrap_or_default()
    }

    pub(super) fn is(&self, sign: u8) -> bool {
        self.token.word == Word::Sign(sign)
    }

    pub(super) fn skip(&mut self, sign: u8) -> bool {
        let there = self.is(sign);
        if there {
            self.advance();
        }
        there
    }

    pub(super) fn expect(&mut self, sign: u8) -> Parsed<Place> {
        if self.is(sign) { Ok(self.advance().place) } else { self.unexpected() }
    }

    /// The word at hand cannot stand here.
    pub(super) fn unexpected<T>(&mut self) -> Parsed<T> {
        self.refusals.push(Refusal::Word { found: self.token, before: self.before });
        Err(Ended)
    }

    /// Notes a refusal of what is grammatical, and goes on.
    pub(super) fn refuse(&mut self, place: Place, message: impl Into<String>) -> Kind {
        self.refusals.push(Refusal::Meaning { place, message: message.into() });
        Kind::Refused
    }

    pub(super) fn node(&mut self, place: Place, kind: Kind) -> Parsed<Node> {
        let node = Node::new(place, kind);
        if node.height > HEIGHT_LIMIT {
            return self.too_deep();
        }
        Ok(node)
    }

    fn too_deep<T>(&mut self) -> Parsed<T> {
        self.refusals.clear();
        Err(Ended)
    }

    fn whole(&mut self) -> Parsed<Node> {
        let root = self.expression()?;
        if self.token.word == Word::End { Ok(root) } else { self.unexpected() }
    }

    pub(super) fn expression(&mut self) -> Parsed<Node> {
        self.brackets += 1;
        if self.brackets > BRACKET_LIMIT {
            return self.too_deep();
        }
        let mut node = self.logic(Logic::Or)?;
        if self.is(b'?') {
            let place = self.advance().place;
            let yes = self.logic(Logic::Or)?;
            self.expect(b':')?;
            let no = self.expression()?;
            node = self.node(place, Kind::Operator(Operator::Choice, vec![node, yes, no]))?;
        }
        self.brackets -= 1;
        Ok(node)
    }

    fn logic(&mut self, logic: Logic) -> Parsed<Node> {
        let word = match logic {
            Logic::And => Word::And,
            Logic::Or => Word::Or,
        };
        let first = self.logic_operand(logic)?;
        if self.token.word != word {
            return Ok(first);
        }
        let mut nodes = vec![first];
        let mut places = Vec::new();
        while self.token.word == word {
            places.push(self.advance().place);
            nodes.push(self.logic_operand(logic)?);
        }
        // The service's engine balances them into a tree, with this one at its root.
        let root = places.get(places.len() / 2).copied().unwrap_or_default();
        self.node(root, Kind::Logic(logic, nodes))
    }

    fn logic_operand(&mut self, logic: Logic) -> Parsed<Node> {
        match logic {
            Logic::And => self.operation(0),
            Logic::Or => self.logic(Logic::And),
        }
    }

    /// Operators that bind at least as strongly as `least`: 0 comparisons, 1 sums, 2 products.
    fn operation(&mut self, least: u8) -> Parsed<Node> {
        let mut left = self.unary()?;
        while let Some((operator, strength)) = operator(self.token.word)
            && strength >= least
        {
            let place = self.advance().place;
            let right = if strength < 2 { self.operation(strength + 1)? } else { self.unary()? };
            left = self.node(place, Kind::Operator(operator, vec![left, right]))?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Parsed<Node> {
        let operator = match self.token.word {
            Word::Sign(b'!') => Operator::Not,
            Word::Sign(b'-') => Operator::Negate,
            _ => return self.member(),
        };
        // One sign right before a number is part of it.
        if operator == Operator::Negate && matches!(self.peek(), Word::Int | Word::Double) {
            return self.member();
        }
        let first = self.token;
        let mut count = 0_usize;
        while self.token.word == first.word {
            self.advance();
            count += 1;
        }
        let operand = self.member()?;
        // Two of them are none, and are not looked at any more.
        if count.is_multiple_of(2) {
            return Ok(operand);
        }
        self.node(first.place, Kind::Operator(operator, vec![operand]))
    }

    fn member(&mut self) -> Parsed<Node> {
        // While only names and dots have been read, this may be the type of a message.
        let start = self.token.place.start;
        let mut names_only = matches!(self.token.word, Word::Name | Word::Sign(b'.'));
        let refused_before = self.refusals.len();
        let mut node = self.primary()?;
        names_only &= self.before.word == Word::Name;
        loop {
            match self.token.word {
                Word::Sign(b'.') => {
                    let dot = self.advance().place;
                    let optional = self.skip(b'?');
                    let place = self.token.place;
                    let field = match self.token.word {
                        Word::Name => self.written(place),
                        Word::Escaped => {
                            self.escaped = true;
                            names_only = false;
                            self.written(place).trim_matches('`')
                        }
                        _ => {
                            if optional {
                                self.refuse(dot, syntax::OPTIONAL);
                            }
                            self.unfinished = Some((start, node));
                            return self.unexpected();
                        }
                    };
                    let called = self.advance().word == Word::Name && !optional && self.is(b'(');
                    if called {
                        names_only = false;
                        node = self.call(field, Some(node))?;
                        continue;
                    }
                    let kind = if optional {
                        self.refuse(dot, syntax::OPTIONAL)
                    } else {
                        Kind::Select { operand: Box::new(node), field: field.to_owned(), test: false }
                    };
                    names_only &= !optional;
                    node = self.node(dot, kind)?;
                }
                Word::Sign(b'[') => {
                    names_only = false;
                    let place = self.advance().place;
                    let optional = self.skip(b'?');
                    if optional {
                        self.refuse(place, syntax::OPTIONAL);
                    }
                    let index = self.expression().and_then(|index| self.expect(b']').map(|_| index));
                    let Ok(index) = index else {
                        self.unfinished = Some((start, Node::new(place, Kind::Refused)));
                        return Err(Ended);
                    };
                    let kind = Kind::Operator(Operator::Index, vec![node, index]);
                    node = self.node(place, if optional { Kind::Refused } else { kind })?;
                }
                Word::Sign(b'{') if names_only => {
                    // A reserved word may stand in the name of a type.
                    self.refusals.truncate(refused_before);
                    let name = self.written(Place { start, end: self.before.place.end });
                    let name: String = name.split_ascii_whitespace().collect();
                    names_only = false;
                    node = self.message(name)?;
                }
                _ => return Ok(node),
            }
        }
    }
}

fn operator(word: Word) -> Option<(Operator, u8)> {
    Some(match word {
        Word::Equal => (Operator::Equal, 0),
        Word::NotEqual => (Operator::NotEqual, 0),
        Word::Sign(b'<') => (Operator::Less, 0),
        Word::LessOrEqual => (Operator::LessOrEqual, 0),
        Word::Sign(b'>') => (Operator::Greater, 0),
        Word::GreaterOrEqual => (Operator::GreaterOrEqual, 0),
        Word::In => (Operator::In, 0),
        Word::Sign(b'+') => (Operator::Add, 1),
        Word::Sign(b'-') => (Operator::Subtract, 1),
        Word::Sign(b'*') => (Operator::Multiply, 2),
        Word::Sign(b'/') => (Operator::Divide, 2),
        Word::Sign(b'%') => (Operator::Remainder, 2),
        _ => return None,
    })
}
