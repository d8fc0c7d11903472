#![doc = include_str!("condition_unanchored.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::{Comparison, How};
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::rule::{Edit, FieldPath};
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    code: "condition-unanchored",
    summary: "The condition looks for a part of a text, so that longer texts match too",
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    page: include_str!("condition_unanchored.md"),
    run,
};

/// What ends a name in claims of all platforms.
const SEPARATORS: &[char] = &[':', '/', '@', '.', ' ', ',', '-', '_'];

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(condition) = subject.condition() else { return };
    let equalities = condition.equalities();
    for comparison in condition.comparisons().iter().filter(|c| !c.negated) {
        // What another matcher compares as a whole is closed.
        let path = comparison.path.as_slice();
        let by_claims = matches!(path, [name] if subject.rule.claim(name).is_some());
        let closed = by_claims || equalities.iter().any(|e| e.path == *path);
        let Some((text, range)) = comparison.values.iter().find_map(|(v, r)| Some((v.as_str()?, r))) else {
            continue;
        };
        if closed {
            continue;
        }
        if let Some(finding) = look(subject, comparison, text, range) {
            found.push(finding);
        }
    }
}

fn look(subject: &Subject<'_>, comparison: &Comparison, text: &str, range: &Range<usize>) -> Option<Finding> {
    let source = subject.rule.condition.as_str();
    let claim = comparison.path.join(".");
    let shown = segments::shown(text);
    let message = match comparison.how {
        How::Matches if !is_anchored(text) => {
            format!(
                "`matches` finds its pattern anywhere: {shown} takes every `{claim}` that has such a part somewhere"
            )
        }
        How::Contains => format!("`contains` takes every `{claim}` that has {shown} somewhere in it"),
        How::Starts if ends_inside(subject, comparison, text) => {
            format!(
                "{shown} ends in the middle of a name: every `{claim}` that goes on from there matches, such as `{text}-evil`"
            )
        }
        How::Ends if !text.starts_with(SEPARATORS) && !text.is_empty() => {
            format!(
                "{shown} begins in the middle of a name: every `{claim}` that ends so matches, such as `evil-{text}`"
            )
        }
        _ => return None,
    };
    let finding = Finding::of(&LINT, FieldPath::Condition, message).in_part(range.clone());
    if comparison.how != How::Matches {
        return Some(finding);
    }
    let (quote, inner) = inside(source.get(range.clone())?)?;
    let at = range.start + quote;
    let anchored =
        format!("{}^(?:{})${}", source.get(..at)?, source.get(at..at + inner)?, source.get(at + inner..)?);
    // Whoever relied on the rest of the text is kept out from then on.
    Some(finding.fixed_by(
        Safety::Review,
        "Anchor the pattern with ^ and $",
        vec![Edit::set(FieldPath::Condition, anchored)],
    ))
}

/// Whether a pattern has to take the whole text.
fn is_anchored(pattern: &str) -> bool {
    let inner = pattern.strip_prefix('^').or_else(|| pattern.strip_prefix("\\A"));
    let inner = inner.and_then(|p| p.strip_suffix('$').or_else(|| p.strip_suffix("\\z")));
    let Some(inner) = inner.filter(|inner| !inner.ends_with('\\')) else { return false };
    // `^a|b$` is two halves, each open at one end.
    let mut depth = 0_usize;
    let mut escaped = false;
    for c in inner.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return false,
            _ => {}
        }
    }
    true
}

/// Whether a start ends inside a segment, where another name could go on. A ref's start is a choice, as `refs/tags/v` is.
fn ends_inside(subject: &Subject<'_>, comparison: &Comparison, text: &str) -> bool {
    use crate::providers::Pins;
    let name = comparison.path.first().map_or("", String::as_str);
    let spec = platform(subject).and_then(|p| p.claim(name));
    let is_ref = spec.is_some_and(|spec| matches!(spec.pins, Pins::Ref | Pins::Run)) || name.contains("ref");
    !is_ref && !text.ends_with(SEPARATORS)
}

/// Where the text of a literal begins behind its quotes, and how long it is, in bytes.
fn inside(literal: &str) -> Option<(usize, usize)> {
    let start = literal.find(['"', '\''])?;
    let quote = literal.get(start..start + 1)?;
    let triple = quote.repeat(3);
    let width = if literal.get(start..)?.starts_with(&triple) && literal.len() >= start + 6 { 3 } else { 1 };
    Some((start + width, literal.len().checked_sub(start + width * 2)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_anchored_at_both_ends_and_as_one() {
        let table = [
            ("^refs/heads/main$", true, "both"),
            ("\\Arefs\\z", true, "the other spelling"),
            ("^(a|b)$", true, "halves in brackets"),
            ("^[|]$", true, "a bar in a class"),
            ("^a\\|b$", true, "a bar that is escaped"),
            ("^a|b$", false, "two halves"),
            ("^refs", false, "the end is open"),
            ("main$", false, "the start is open"),
            ("^a\\$", false, "a dollar of the text"),
            ("", false, "nothing"),
        ];
        for (pattern, anchored, why) in table {
            assert_eq!(is_anchored(pattern), anchored, "{pattern}: {why}");
        }
    }

    #[test]
    fn the_inside_of_a_literal_is_what_stands_between_its_quotes() {
        let table = [("\"ab\"", "ab"), ("'ab'", "ab"), ("r'ab'", "ab"), ("\"\"\"ab\"\"\"", "ab"), ("''", "")];
        for (literal, expected) in table {
            let found = inside(literal).and_then(|(at, length)| literal.get(at..at + length));
            assert_eq!(found, Some(expected), "{literal}");
        }
    }
}
