#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Map, Value, json};

use super::{Condition, ConditionProblemKind as Kind, Constancy, Doubt, Evaluation};

fn claims() -> Map<String, Value> {
    let claims = json!({
        "sub": "repo:acme/app:ref:refs/heads/main",
        "aud": ["https://api.example.com", "sts"],
        "iat": 1_700_000_000,
        "run_attempt": 1,
        "email_verified": true,
        "groups": ["dev", "über"],
        "kubernetes.io": {"namespace": "prod"},
        "date": "2024-01-02T03:04:05Z",
    });
    claims.as_object().unwrap().clone()
}

fn evaluate(source: &str) -> Evaluation {
    match Condition::compile(source) {
        Ok(condition) => condition.evaluate(&claims()),
        Err(problem) => panic!("{source}: {problem}"),
    }
}

/// On the stack that a browser gives, though a build without optimisation needs more of it.
fn with_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    thread.spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_condition_holds_or_does_not() {
    let table = [
        ("claims.sub.startsWith(\"repo:acme/\")", true, "prefix"),
        ("\"sts\" in claims.aud", true, "member of a list"),
        ("claims.email_verified", true, "a claim that is a bool"),
        ("claims[\"kubernetes.io\"].namespace == \"prod\"", true, "odd name"),
        ("claims.groups.exists(g, g == \"ops\")", false, "macro"),
        ("claims.missing == \"x\" || claims.email_verified", true, "an error beside a true"),
        ("has(claims.sub.x)", false, "a text has no fields"),
        ("string(claims.sub) == claims.sub", true, "conversion"),
        ("timestamp(claims.date).getFullYear() == 2024", true, "time"),
        ("claims.sub.matches(\"^repo:acme/\\\\w+:\")", true, "pattern"),
        ("[1].all(claims, claims == 1)", true, "a macro may hide claims"),
        ("{\"a\": 1, \"a\": 2}.a == 2", true, "the last of two keys"),
    ];
    for (source, holds, reason) in table {
        let expected = if holds { Evaluation::True } else { Evaluation::False };
        assert_eq!(evaluate(source), expected, "{source}: {reason}");
    }
}

#[test]
fn a_missing_claim_is_an_error_with_its_path() {
    let table: [(&str, Option<&[&str]>); 6] = [
        ("claims.missing == \"x\"", Some(&["missing"])),
        ("claims.a.b == 1", Some(&["a"])),
        ("claims[\"kubernetes.io\"].pod == \"x\"", Some(&["kubernetes.io", "pod"])),
        ("has(claims.a.b)", Some(&["a"])),
        ("claims.groups.exists(g, claims.missing == g)", Some(&["missing"])),
        ("{\"a\": 1}[claims.sub] == 1", None),
    ];
    for (source, expected) in table {
        let Evaluation::Error { missing_claim, .. } = evaluate(source) else {
            panic!("{source} gives no error");
        };
        let expected = expected.map(|path| path.iter().map(ToString::to_string).collect());
        assert_eq!(missing_claim, expected, "{source}");
    }
}

#[test]
fn an_error_names_no_value() {
    for source in [
        "claims.sub + claims.iat == 1",
        "int(claims.sub) == 1",
        "claims.groups[5] == \"x\"",
        "claims.sub < claims.aud",
        "-claims.sub == 1",
        "claims.aud in claims.sub",
        "claims.aud + claims[\"kubernetes.io\"] != 1",
        "claims.sub.matches(claims.sub + \"(\")",
    ] {
        let Evaluation::Error { message, .. } = evaluate(source) else {
            panic!("{source} gives no error");
        };
        let leaked = message.contains("acme") && !message.contains("pattern");
        assert!(!leaked && !message.contains("CelString"), "{message}");
    }
}

#[test]
fn what_hangs_on_the_reading_of_numbers_is_not_answered() {
    let number = Evaluation::CannotTell { why: Doubt::NumberTyping };
    let table = [
        ("claims.iat > 1600000000", Evaluation::True, "compares either way"),
        ("claims.iat == 1700000000", Evaluation::True, "equal either way"),
        ("claims.run_attempt + 1 == 2", number.clone(), "adds to an int only as int"),
        ("string(claims.iat) == \"1700000000\"", number.clone(), "printed otherwise"),
        ("type(claims.iat) == double", number, "asks for the type"),
        ("type(claims.iat) == string", Evaluation::False, "false either way"),
    ];
    for (source, expected, reason) in table {
        assert_eq!(evaluate(source), expected, "{source}: {reason}");
    }
    let condition = Condition::compile("type(claims.iat) == double").unwrap();
    assert_eq!(condition.answer_as_doubles(&claims()), Evaluation::True);
}

#[test]
fn what_the_engine_cannot_know_is_not_guessed() {
    let table = [
        ("claims.`kubernetes.io`.namespace == \"prod\"", Doubt::EscapedName),
        ("claims.groups[1].matches(\"\\\\p{L}\")", Doubt::Pattern),
        ("timestamp(claims.date).getHours(\"Europe/Berlin\") == 4", Doubt::TimeZone),
        ("{timestamp(0): true} != {}", Doubt::MapKey),
        ("double(\"0x1p-5000\") == 0.0", Doubt::HexadecimalDouble),
        ("google.protobuf.BoolValue{value: true} == true", Doubt::Message),
    ];
    for (source, why) in table {
        assert_eq!(evaluate(source), Evaluation::CannotTell { why }, "{source}");
        assert!(!why.to_string().is_empty());
    }
    assert_eq!(
        evaluate("claims.groups[1].matches(\"\\\\p{L}\") || claims.email_verified"),
        Evaluation::True,
        "the other side decides"
    );
}

#[test]
fn a_problem_has_its_kind_and_its_place() {
    let table = [
        ("", Kind::Syntax, 1, 0, "empty"),
        ("claims.sub = \"x\"", Kind::Syntax, 1, 12, "assignment"),
        ("claims.sub ==", Kind::Syntax, 1, 14, "ends early"),
        ("claims.sub ? 1", Kind::Syntax, 1, 15, "ends early in a choice"),
        ("claims.a and claims.b", Kind::Syntax, 1, 10, "a word for an operator"),
        ("\"日本😀\" = claims.x", Kind::Syntax, 1, 7, "columns are code points"),
        ("claims.?sub", Kind::Syntax, 1, 7, "optional syntax is off"),
        ("has(claims)", Kind::Syntax, 1, 5, "has takes a field"),
        ("sub == \"x\"", Kind::UnknownName, 1, 1, "not a variable"),
        ("\"日本\" == claims.sub\n && foo", Kind::UnknownName, 2, 5, "second line"),
        ("claims.sub.startswith(\"a\")", Kind::UnknownFunction, 1, 22, "letter case"),
        ("startsWith(claims.sub, \"a\")", Kind::WrongArguments, 1, 11, "not after a dot"),
        ("claims.sub.contains(1)", Kind::WrongArguments, 1, 20, "argument"),
        ("1 == \"1\"", Kind::WrongArguments, 1, 3, "literals of two types"),
        ("1 == 1.0", Kind::WrongArguments, 1, 3, "numbers of two types"),
        ("1 && claims.a", Kind::WrongType, 1, 1, "no bool"),
        ("\"abc\".all(c, true)", Kind::WrongType, 1, 1, "no list"),
        ("claims.sub.size()", Kind::NotBoolean, 1, 16, "gives an int"),
        ("\"x\"", Kind::NotBoolean, 1, 1, "gives text"),
    ];
    for (source, kind, line, column, reason) in table {
        let problem = Condition::compile(source).expect_err(source);
        assert_eq!(
            (problem.kind, problem.line, problem.column),
            (kind, line, column),
            "{source}: {reason}: {problem}"
        );
        assert!(!problem.message.is_empty(), "{source}");
    }
}

#[test]
fn what_people_type_by_mistake_gets_advice() {
    let table = [
        ("claims.sub = \"x\"", "==", "="),
        ("claims.a and claims.b", "&&", "and"),
        ("claims.a OR claims.b", "||", "OR"),
        ("not claims.a", "!", "not"),
        ("claims.a & claims.b", "&&", "&"),
        ("claims.a | claims.b", "||", "|"),
        ("claims.sub == “x”", "Curly quotes", "“"),
        ("claims.sub == ‘x’", "Curly quotes", "‘"),
    ];
    for (source, advice, part) in table {
        let problem = Condition::compile(source).expect_err(source);
        assert!(problem.message.contains(advice), "{source}: {problem}");
        let marked = problem.offset.and_then(|range| source.get(range));
        assert_eq!(marked, Some(part), "{source}");
    }
    assert!(Condition::compile("claims.and == 1 && claims[\"a = b\"] == 1").is_ok());
}

#[test]
fn sound_conditions_are_not_refused() {
    for source in [
        "claims.groups[2].matches(\"x\")",
        "claims.nested[\"a\"][\"b\"] == 77",
        "claims.exp - claims.iat <= 300",
        "claims.x",
        "dyn(1) == 1.0",
        "[1, \"a\"] == [1, \"a\"]",
        "claims.sub in [\"a\", \"b\"]",
        "type(claims.aud) == list ? \"sts\" in claims.aud : claims.aud == \"sts\"",
        "[] == [] && {} == {}",
        "[claims.sub, claims.ref].all(x, x.size() > 3)",
        "claims.a == null && duration(\"1s\") != null",
        "google.protobuf.Timestamp == type(claims.x)",
    ] {
        if let Err(problem) = Condition::compile(source) {
            panic!("{source}: {problem}");
        }
    }
}

#[test]
fn a_condition_that_is_a_constant_is_found() {
    let table = [
        ("claims.sub == \"x\"", Constancy::Varies),
        ("true", Constancy::True),
        ("claims.sub == \"x\" || true", Constancy::True),
        ("claims.sub && false", Constancy::False),
        ("!(claims.a || true)", Constancy::False),
        ("claims == claims", Constancy::Varies),
        ("int(\"x\") == 1", Constancy::Error),
        ("claims.x || 1 / 0 == 1", Constancy::Varies),
        ("1 / 0 == 1 || claims.x", Constancy::Varies),
        ("true ? claims.x : false", Constancy::Varies),
        ("dyn(1)", Constancy::Other),
        ("[1, 2].all(x, x > 0)", Constancy::True),
    ];
    for (source, expected) in table {
        let condition = Condition::compile(source).unwrap();
        assert_eq!(condition.constancy(), expected, "{source}");
    }
}

#[test]
fn the_claims_it_reads_are_listed() {
    let table: [(&str, &[&[&str]]); 8] = [
        ("claims.sub == claims.ref", &[&["ref"], &["sub"]]),
        ("claims.sub == claims.sub", &[&["sub"]]),
        ("claims[\"a b\"].c == 1", &[&["a b", "c"]]),
        ("has(claims.a.b)", &[&["a", "b"]]),
        ("claims.groups[claims.n] == \"x\"", &[&["groups"], &["n"]]),
        ("\"sub\" in claims", &[&[]]),
        ("[1].all(claims, claims == 1)", &[]),
        ("claims.a.exists(x, x.b == claims.c)", &[&["a"], &["c"]]),
    ];
    for (source, expected) in table {
        let condition = Condition::compile(source).unwrap();
        assert_eq!(condition.references(), expected, "{source}");
        assert!(condition.foreign_names().is_empty(), "{source}");
        assert_eq!(condition.source(), source);
    }
}

#[test]
fn hostile_input_comes_back() {
    with_small_stack(|| {
        let many = 100_000;
        let sources = [
            "(".repeat(many),
            "(".repeat(many) + &")".repeat(many),
            "[".repeat(many),
            "{0:".repeat(many),
            "`".repeat(many),
            "\"".repeat(many),
            "!".repeat(many) + "true",
            "-".repeat(many) + "1",
            "claims".to_owned() + &".a".repeat(many),
            "true?true:".repeat(many) + "true",
            "true".to_owned() + &"||true".repeat(many),
            "é".repeat(many),
            // Within the limit on length.
            "(".repeat(4000),
            "!".repeat(8000) + "true",
            "claims".to_owned() + &".a".repeat(4000),
            "true?true:".repeat(800) + "true",
            "1".to_owned() + &"+1".repeat(4000),
            "claims".to_owned() + &"[0]".repeat(2000),
            "true".to_owned() + &"||true".repeat(1300),
            // Within all limits.
            "(".repeat(49) + "true" + &")".repeat(49),
            "[".repeat(49) + &"]".repeat(49) + " == 1",
            "[1].exists(x, ".repeat(45) + "true" + &")".repeat(90),
            "!".repeat(5000) + "claims.a",
            "true?true:".repeat(49) + "true",
            "claims".to_owned() + &".a".repeat(145),
            "1".to_owned() + &"+1".repeat(145) + " == 1",
            "dyn(".repeat(49) + &"claims.a + ".repeat(95) + "1" + &")".repeat(49),
        ];
        for source in sources {
            if let Ok(condition) = Condition::compile(&source) {
                let _ = condition.evaluate(&claims());
            }
        }
    });
}

#[test]
fn work_without_end_is_given_up() {
    let mut claims = Map::new();
    claims.insert("a".to_owned(), json!((0..2000).collect::<Vec<_>>()));
    claims.insert("s".to_owned(), json!("a".repeat(16_000)));
    for source in [
        "claims.a.all(x, claims.a.all(y, claims.a.all(z, true)))",
        "claims.a.map(x, claims.a.map(y, claims.a)) == []",
        "claims.a.all(x, claims.s + claims.s + claims.s != \"\")",
        "claims.a.exists_one(x, claims.a.exists_one(y, true))",
    ] {
        let answer = Condition::compile(source).unwrap().evaluate(&claims);
        let why = Doubt::TooMuchWork;
        assert_eq!(answer, Evaluation::CannotTell { why }, "{source}");
    }
}
