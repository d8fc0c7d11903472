//! The functions and operators of the standard environment, with the types that they take and give.
//!
//! Source: <https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions>,
//! and how the service's engine keeps to it (both read 2026-11-22).

use super::ast::Operator;
use super::types::Type;

/// A type in a signature. `A` and `B` stand for any type, the same one throughout a signature.
#[derive(Clone, Copy)]
pub(super) enum Sort {
    A,
    B,
    ListOfA,
    MapOfAB,
    Dyn,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    Type,
}

use Sort::{
    A, B, Bool, Bytes, Double, Duration, Dyn, Int, ListOfA, MapOfAB, String as Text, Timestamp, Uint,
};

/// One signature.
pub(super) struct Overload {
    /// Called as `x.f()`: the first argument is what stands before the dot.
    pub(super) member: bool,
    pub(super) arguments: &'static [Sort],
    pub(super) result: Sort,
}

impl Overload {
    /// Whether any type in it is open.
    pub(super) fn is_generic(&self) -> bool {
        self.arguments.iter().any(|sort| matches!(sort, A | B | ListOfA | MapOfAB))
    }
}

impl Sort {
    /// The type, with `a` and `b` for the open ones.
    pub(super) fn with(self, a: &Type, b: &Type) -> Type {
        match self {
            Self::A => a.clone(),
            Self::B => b.clone(),
            Self::ListOfA => Type::list(a.clone()),
            Self::MapOfAB => Type::map(a.clone(), b.clone()),
            Self::Dyn => Type::Dyn,
            Self::Bool => Type::Bool,
            Self::Int => Type::Int,
            Self::Uint => Type::Uint,
            Self::Double => Type::Double,
            Self::String => Type::String,
            Self::Bytes => Type::Bytes,
            Self::Timestamp => Type::Timestamp,
            Self::Duration => Type::Duration,
            Self::Type => Type::Meta,
        }
    }
}

const fn global(arguments: &'static [Sort], result: Sort) -> Overload {
    Overload { member: false, arguments, result }
}

const fn member(arguments: &'static [Sort], result: Sort) -> Overload {
    Overload { member: true, arguments, result }
}

/// The signatures of `name`; `None` when the standard environment has no such function.
pub(super) fn overloads(name: &str) -> Option<&'static [Overload]> {
    TABLE.iter().find(|(names, _)| names.contains(&name)).map(|(_, overloads)| *overloads)
}

/// The functions, for "did you mean".
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().flat_map(|(names, _)| names.iter().copied())
}

/// The signatures of an operator.
pub(super) fn of_operator(operator: Operator) -> &'static [Overload] {
    match operator {
        Operator::Choice => const { &[global(&[Bool, A, A], A)] },
        Operator::Not => const { &[global(&[Bool], Bool)] },
        Operator::Equal | Operator::NotEqual => const { &[global(&[A, A], Bool)] },
        Operator::Add => SUM,
        Operator::Subtract => DIFFERENCE,
        Operator::Multiply | Operator::Divide => {
            const { &[global(&[Double, Double], Double), global(&[Int, Int], Int), global(&[Uint, Uint], Uint)] }
        }
        Operator::Remainder => const { &[global(&[Int, Int], Int), global(&[Uint, Uint], Uint)] },
        Operator::Negate => const { &[global(&[Double], Double), global(&[Int], Int)] },
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => ORDER,
        Operator::Index => const { &[global(&[ListOfA, Int], A), global(&[MapOfAB, A], B)] },
        Operator::In => const { &[global(&[A, ListOfA], Bool), global(&[A, MapOfAB], Bool)] },
    }
}

const SUM: &[Overload] = &[
    global(&[Bytes, Bytes], Bytes),
    global(&[Double, Double], Double),
    global(&[Duration, Duration], Duration),
    global(&[Duration, Timestamp], Timestamp),
    global(&[Timestamp, Duration], Timestamp),
    global(&[Int, Int], Int),
    global(&[ListOfA, ListOfA], ListOfA),
    global(&[Text, Text], Text),
    global(&[Uint, Uint], Uint),
];

const DIFFERENCE: &[Overload] = &[
    global(&[Double, Double], Double),
    global(&[Duration, Duration], Duration),
    global(&[Int, Int], Int),
    global(&[Timestamp, Duration], Timestamp),
    global(&[Timestamp, Timestamp], Duration),
    global(&[Uint, Uint], Uint),
];

const ORDER: &[Overload] = &[
    global(&[Bool, Bool], Bool),
    global(&[Int, Int], Bool),
    global(&[Uint, Uint], Bool),
    global(&[Double, Double], Bool),
    global(&[Text, Text], Bool),
    global(&[Bytes, Bytes], Bool),
    global(&[Timestamp, Timestamp], Bool),
    global(&[Duration, Duration], Bool),
];

/// Whether it asks which of two comes first.
pub(super) fn is_order(operator: Operator) -> bool {
    matches!(operator, Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual)
}

/// The comparisons of numbers of different types, which a server must ask for.
pub(super) const MIXED_ORDER: &[Overload] = &[
    global(&[Int, Double], Bool),
    global(&[Int, Uint], Bool),
    global(&[Uint, Double], Bool),
    global(&[Uint, Int], Bool),
    global(&[Double, Int], Bool),
    global(&[Double, Uint], Bool),
];

type Row = (&'static [&'static str], &'static [Overload]);

const TABLE: &[Row] = &[
    (
        &["size"],
        &[
            global(&[Bytes], Int),
            member(&[Bytes], Int),
            global(&[ListOfA], Int),
            member(&[ListOfA], Int),
            global(&[MapOfAB], Int),
            member(&[MapOfAB], Int),
            global(&[Text], Int),
            member(&[Text], Int),
        ],
    ),
    (&["type"], &[global(&[A], Sort::Type)]),
    (&["dyn"], &[global(&[A], Dyn)]),
    (&["bool"], &[global(&[Bool], Bool), global(&[Text], Bool)]),
    (&["bytes"], &[global(&[Bytes], Bytes), global(&[Text], Bytes)]),
    (
        &["double"],
        &[
            global(&[Double], Double),
            global(&[Int], Double),
            global(&[Text], Double),
            global(&[Uint], Double),
        ],
    ),
    (&["duration"], &[global(&[Duration], Duration), global(&[Text], Duration)]),
    (
        &["int"],
        &[
            global(&[Int], Int),
            global(&[Double], Int),
            global(&[Duration], Int),
            global(&[Text], Int),
            global(&[Timestamp], Int),
            global(&[Uint], Int),
        ],
    ),
    (
        &["string"],
        &[
            global(&[Text], Text),
            global(&[Bool], Text),
            global(&[Bytes], Text),
            global(&[Double], Text),
            global(&[Duration], Text),
            global(&[Int], Text),
            global(&[Timestamp], Text),
            global(&[Uint], Text),
        ],
    ),
    (
        &["timestamp"],
        &[global(&[Timestamp], Timestamp), global(&[Int], Timestamp), global(&[Text], Timestamp)],
    ),
    (
        &["uint"],
        &[global(&[Uint], Uint), global(&[Double], Uint), global(&[Int], Uint), global(&[Text], Uint)],
    ),
    (&["contains", "endsWith", "startsWith"], &[member(&[Text, Text], Bool)]),
    (&["matches"], &[global(&[Text, Text], Bool), member(&[Text, Text], Bool)]),
    (
        &["getFullYear", "getMonth", "getDayOfYear", "getDayOfMonth", "getDate", "getDayOfWeek"],
        &[member(&[Timestamp], Int), member(&[Timestamp, Text], Int)],
    ),
    (
        &["getHours", "getMinutes", "getSeconds", "getMilliseconds"],
        &[member(&[Timestamp], Int), member(&[Timestamp, Text], Int), member(&[Duration], Int)],
    ),
];
