#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Pattern, PatternProblem};

fn answer(pattern: &str, text: &str) -> Result<Option<bool>, PatternProblem> {
    Pattern::compile(pattern).map(|pattern| pattern.is_match(text))
}

#[test]
fn a_pattern_answers_as_in_go() {
    let table = [
        ("^repo:acme/", "repo:acme/app", true, "plain prefix"),
        ("acme", "repo:acme/app", true, "found anywhere"),
        ("^acme$", "repo:acme/app", false, "anchored by hand"),
        ("a$", "a\n", false, "a dollar is the very end"),
        ("(?m)a$", "a\nb", true, "unless the lines are asked for"),
        ("(?s)a.b", "a\nb", true, "dot takes a line end when asked"),
        ("a.b", "a\nb", false, "and not otherwise"),
        ("(?i)REPO", "repo", true, "letter case"),
        ("(?i)s", "ſ", true, "Unicode folding of an ASCII letter"),
        ("(?i)É", "é", true, "Unicode folding outside ASCII"),
        ("(?i:A)b", "aB", false, "flags end with their group"),
        ("\\s", "\u{b}", false, "no vertical tab in \\s"),
        ("[[:space:]]", "\u{b}", true, "but in [:space:]"),
        ("\\d", "٣", false, "ASCII digits only"),
        ("[[a]]", "a]", true, "a bracket in a class is a character"),
        ("[a-z&&[^a]]+", "x", false, "no set operations"),
        ("[]a]", "]", true, "a bracket that comes first"),
        ("a{,2}", "a{,2}", true, "no count, so literal"),
        ("a{2}", "aa", true, "count"),
        ("\\Qa.b\\E", "a.b", true, "quoted"),
        ("\\Qa.b\\E", "axb", false, "quoted"),
        ("\\101", "A", true, "octal"),
        ("\\x{1F600}", "😀", true, "hexadecimal"),
        ("(?)x", "x", true, "no flags at all"),
        ("a(?i)*b", "aaB", true, "a repetition reaches over flags"),
        ("$*", "x", true, "a repeated anchor"),
        ("(|a)+", "x", true, "an empty branch"),
        ("\\p{L}+", "abc", true, "Unicode class over ASCII text"),
        ("\\p{Greek}", "abc", false, "Unicode class over ASCII text"),
        ("[^\\x00-\\x{10FFFF}]", "a", false, "a class of nothing"),
    ];
    for (pattern, text, expected, reason) in table {
        assert_eq!(answer(pattern, text), Ok(Some(expected)), "{pattern:?} in {text:?}: {reason}");
    }
}

#[test]
fn what_go_refuses_is_refused() {
    let table = [
        ("a(?=b)", "lookahead"),
        ("(?<!a)b", "lookbehind"),
        ("(a)\\1", "back reference"),
        ("a{1001}", "count over 1000"),
        ("(a{100}){100}", "counts multiply"),
        ("a{2,1}", "counts the wrong way round"),
        ("x**", "repetition of a repetition"),
        ("x*+", "possessive"),
        ("a{1,2}{3}", "count of a count"),
        ("*a", "nothing to repeat"),
        ("(*a)", "nothing to repeat"),
        ("a|*", "nothing to repeat"),
        ("\\Z", "not in Go"),
        ("\\h", "not in Go"),
        ("\\C", "not in Go"),
        ("\\u0072", "not in Go"),
        ("(?x)a", "not in Go"),
        ("(?#c)", "not in Go"),
        ("(?i-)", "flags after a minus"),
        ("(?P<a>x)(?P<a>y)", "name twice"),
        ("(?P<a-b>x)", "name of letters, digits and _"),
        ("[a", "not closed"),
        ("(a", "not closed"),
        ("a)", "not opened"),
        ("[b-a]", "range the wrong way round"),
        ("[a-\\d]", "range to a class"),
        ("[[:foo:]]", "no such class"),
        ("\\p{Foo}", "no such class"),
        ("\\x{110000}", "beyond Unicode"),
        ("a\\", "ends with a backslash"),
    ];
    for (pattern, reason) in table {
        assert!(matches!(answer(pattern, ""), Err(PatternProblem::Refused(_))), "{pattern:?}: {reason}");
    }
}

#[test]
fn what_is_not_known_here_is_not_guessed() {
    assert_eq!(answer("\\p{L}", "é"), Ok(None));
    assert_eq!(answer("(?i)[\\x{100}-\\x{FFFF}]", "a"), Err(PatternProblem::Untried));
}

#[test]
fn hostile_patterns_come_back() {
    for pattern in [
        "(".repeat(100_000),
        "(".repeat(50_000) + &")".repeat(50_000),
        "a*".repeat(50_000),
        "[".repeat(100_000),
        "|".repeat(100_000),
        "\\".repeat(99_999),
        "(?i)".repeat(20_000),
        "((((a{10}){10}){10})*)*".to_owned(),
    ] {
        let _ = answer(&pattern, "aaaa");
    }
}
