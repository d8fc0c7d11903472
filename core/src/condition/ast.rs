//! A parsed expression.

/// A place in the source, in bytes: the token that the service's engine points at when it speaks of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A part of an expression.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) kind: Kind,
    /// How many nodes lie on the longest way down, this one included. Everything that walks a tree recurses this deep.
    pub(super) height: usize,
}

#[derive(Debug)]
pub(super) enum Kind {
    Literal(Literal),
    /// A variable or a type. A dot before it means that no name bound by a macro is meant.
    Name(String),
    /// A type, by its name: what the checks make of a [`Kind::Name`].
    Type(String),
    /// `operand.field`, or `has(operand.field)`.
    Select {
        operand: Box<Node>,
        field: String,
        test: bool,
    },
    Operator(Operator, Vec<Node>),
    /// `a && b && c` as one: any number of them is one level deep.
    Logic(Logic, Vec<Node>),
    Call {
        name: String,
        target: Option<Box<Node>>,
        arguments: Vec<Node>,
    },
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// A message of Protocol Buffers: its type, and the values of its fields.
    Message(String, Vec<Node>),
    Macro(Box<Macro>),
    /// What has been refused already.
    Refused,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Double(f64),
    Text(String),
    Bytes(Vec<u8>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Logic {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Negate,
    Not,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Index,
    /// `? :`
    Choice,
}

impl Operator {
    /// As it is written.
    pub(super) fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract | Self::Negate => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
            Self::Not => "!",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::In => "in",
            Self::Index => "[]",
            Self::Choice => "?:",
        }
    }
}

/// `range.all(variable, body)` and its kin.
#[derive(Debug)]
pub(super) struct Macro {
    pub(super) sort: MacroSort,
    pub(super) range: Node,
    pub(super) variable: String,
    /// Which elements count: of `map` with three arguments, and of `filter`.
    pub(super) filter: Option<Node>,
    /// What is asked or made of each element; nothing for `filter`, which gives the element.
    pub(super) body: Option<Node>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MacroSort {
    All,
    Exists,
    ExistsOne,
    /// `map` and `filter`.
    Map,
}

impl Kind {
    /// Calls `look` with each node right below.
    pub(super) fn each<'n>(&'n self, mut look: impl FnMut(&'n Node)) {
        match self {
            Self::Literal(_) | Self::Name(_) | Self::Type(_) | Self::Refused => (),
            Self::Select { operand, .. } => look(operand),
            Self::Operator(_, nodes)
            | Self::Logic(_, nodes)
            | Self::List(nodes)
            | Self::Message(_, nodes) => {
                nodes.iter().for_each(look);
            }
            Self::Call { target, arguments, .. } => {
                target.as_deref().into_iter().chain(arguments).for_each(look);
            }
            Self::Map(entries) => {
                for (key, value) in entries {
                    look(key);
                    look(value);
                }
            }
            Self::Macro(parts) => {
                look(&parts.range);
                parts.filter.iter().chain(&parts.body).for_each(look);
            }
        }
    }
}

impl Node {
    pub(super) fn new(place: Place, kind: Kind) -> Self {
        let mut below = 0;
        kind.each(|node| below = node.height.max(below));
        Self { place, kind, height: below + 1 }
    }
}
