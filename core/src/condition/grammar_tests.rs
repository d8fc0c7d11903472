//! Where the service's engine (cel-go at 14f6746, run 2026-11-22) refuses a text, and what it takes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::json;

use super::{Condition, ConditionProblemKind as Kind, Constancy, Evaluation};

#[test]
fn a_text_is_refused_where_the_engine_refuses_it() {
    let table = [
        ("   ", 1, 4, "blanks only"),
        ("\n\n ", 3, 2, "lines count"),
        ("'''a\\z'''", 1, 3, "three quotes that do not close begin with an empty text"),
        ("r\"abc", 1, 2, "the letter before a text that does not close is a name"),
        ("rb'a'", 1, 3, "letters in the wrong order"),
        ("0X1", 1, 2, "a large X"),
        ("1_000", 1, 2, "no separators"),
        ("\"\\ud800\"", 1, 1, "half a character"),
        ("b'\\u00e9'", 1, 1, "a character in bytes"),
        ("18446744073709551616u", 1, 1, "too large"),
        ("-1e999", 1, 1, "the sign is part of the number"),
        ("!-claims.x", 1, 3, "a sign behind an exclamation mark needs a number"),
        ("-!true", 1, 2, "the two signs do not mix"),
        ("1 ? 2 ? 3 : 4 : 5", 1, 7, "a choice in the middle needs brackets"),
        ("[1,,2]", 1, 4, "two commas"),
        ("foo(1,)", 1, 7, "no comma ends arguments"),
        ("{'a':1,'b'}", 1, 11, "a key alone"),
        ("`a`", 1, 1, "backticks are for fields"),
        ("claims.`a`(1)", 1, 11, "and not for functions"),
        ("claims[?'a'", 1, 7, "optional syntax is seen before the end is"),
        ("has(x", 1, 5, "so is a macro"),
        ("has(claims.", 1, 5, "also before a name is there"),
        ("has(claims.a.", 1, 14, "but what it tests may be sound so far"),
        ("has(claims[\"sub\")", 1, 11, "or not"),
        ("[1].all(1, claims.", 1, 9, "a macro with its second argument cut short"),
        ("if == 1 ==", 1, 1, "a reserved word before the end"),
        ("[1].all(__result__, true)", 1, 9, "the macro's own name"),
        ("claims.sub <> 'x'", 1, 13, "an operator that is none"),
        ("claims.sub === 'x'", 1, 14, "nor is this"),
    ];
    for (source, line, column, reason) in table {
        let problem = Condition::compile(source).expect_err(source);
        let found = (problem.kind, problem.line, problem.column);
        assert_eq!(found, (Kind::Syntax, line, column), "{source}: {reason}: {problem}");
    }
}

#[test]
fn what_means_nothing_is_refused_where_the_engine_refuses_it() {
    let table = [
        ("if{}", 1, 3, "a reserved word may name a type"),
        (".has(claims.x)", 1, 5, "a dot before it makes a macro a function"),
        ("[1].existsOne(x, true)", 1, 14, "a macro that must be asked for"),
        ("[1].all(x, 1, 2)", 1, 8, "too many arguments for a macro"),
        ("1.e5", 1, 2, "a field of a number"),
        (
            "((1 == 1) && true || false && true).all(x, true)",
            1,
            19,
            "a tree of logic is placed at its middle",
        ),
        ("uint(b'a' || dyn(1))", 1, 6, "what is refused is of no type, so nothing is said of it again"),
        ("[1].exists(e, e == 1.0)", 1, 17, "equality is strict everywhere"),
        ("1 < 2.0 || [1].all(x, true)", 1, 3, "before a macro so is order"),
    ];
    for (source, line, column, reason) in table {
        let problem = Condition::compile(source).expect_err(source);
        assert_eq!((problem.line, problem.column), (line, column), "{source}: {reason}: {problem}");
        assert_ne!(problem.kind, Kind::Syntax, "{source}: {reason}");
    }
}

#[test]
fn what_the_engine_takes_is_taken() {
    let table = [
        ("[,] == [] && {,} == {}", "a comma alone"),
        ("--1 == 1 && ---1 == -1", "signs in pairs are none"),
        ("- 9223372036854775808 < 0", "a sign with a blank"),
        ("0x1F == 31 && .5 == 5e-1 && 0xFFu == 255u", "forms of numbers"),
        ("br'\\d' == b'\\\\d' && \"\"\"a\n\"\"\" == 'a\\n'", "forms of texts"),
        ("'\\x41\\101\\u0041\\U00000041' == 'AAAA'", "escapes"),
        (".size('ab') == 2", "a dot before a function"),
        ("[1].all(claims, .claims.sub != '')", "a dot before a name that is hidden"),
        ("[1].all((x), x == 1)", "a name in brackets"),
        ("has(has(claims.sub))", "a test of a test"),
        ("[1].all(e, e > 0.5)", "the engine forgets to be strict in a macro"),
        ("dyn({1: 'a'})[1u] == 'a' && dyn([1, 2])[1.0] == 2", "numbers as keys and places"),
        ("{null: 1, 1.0: 2, int: 3}.size() == 3", "odd keys"),
        ("{[1]: 1}.all(k, k in {[1]: 1} == false)", "a list as a key is only equal to itself"),
        ("[{[1]: 1}].all(m, m.all(k, k in m))", "which it is"),
        ("-dyn(duration('90s')) == duration('-90s')", "not among the signatures"),
        ("timestamp(0).getHours('1:60') == 2", "minutes without a bound"),
        ("claims // comment\n .sub == 'x'", "comments are blanks"),
    ];
    let claims = json!({"sub": "x"});
    for (source, reason) in table {
        let condition = Condition::compile(source).unwrap_or_else(|problem| panic!("{source}: {problem}"));
        assert_eq!(condition.evaluate(claims.as_object().unwrap()), Evaluation::True, "{source}: {reason}");
    }
}

#[test]
fn an_unknown_outweighs_an_error_and_a_decision_outweighs_both() {
    let table = [
        ("1 / 0 == 1 || claims.x", Constancy::Varies),
        ("[0, 1].exists(x, 1 / x == 1)", Constancy::True),
        ("[0, 1].exists(x, 1 / x == 1 && claims.y)", Constancy::Varies),
        ("[0, 1].exists_one(x, 1 / x == 1)", Constancy::Error),
        ("[1, 2][claims.x] == 1", Constancy::Varies),
        ("claims.x[1 / 0] == 1", Constancy::Error),
        ("claims.x[dyn([])] == 1", Constancy::Error),
        ("has(claims.x)", Constancy::Varies),
        ("[1].map(x, claims.y) == [] && false", Constancy::False),
    ];
    for (source, expected) in table {
        assert_eq!(Condition::compile(source).unwrap().constancy(), expected, "{source}");
    }
}
