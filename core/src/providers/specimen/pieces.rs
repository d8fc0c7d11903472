//! Texts with holes: `<NAME>` stands for what differs.

use serde_json::Value;

#[derive(Clone, Copy)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    Hole(&'t str),
}

impl<'t> Piece<'t> {
    pub(super) fn hole(self) -> Option<&'t str> {
        match self {
            Self::Hole(name) => Some(name),
            Self::Text(_) => None,
        }
    }
}

/// A template in pieces.
pub(super) fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        // Both are ASCII, so that bytes tell.
        let find = |wanted, from| rest.bytes().skip(from).position(|byte| byte == wanted).map(|at| at + from);
        if rest.starts_with('<')
            && let Some(end) = find(b'>', 1)
        {
            let name = rest.get(1..end).unwrap_or_default();
            rest = rest.get(end + 1..).unwrap_or_default();
            return Some(Piece::Hole(name.trim_start_matches('#')));
        }
        let (text, behind) = rest.split_at(find(b'<', 1).unwrap_or(rest.len()));
        rest = behind;
        Some(Piece::Text(text))
    })
}

/// The name in a template of a number, such as `<#PROJECT_NUMBER>`.
pub(super) fn number_hole(template: &str) -> Option<&str> {
    template.strip_prefix("<#")?.strip_suffix('>')
}

/// What a template ends with: from each of its texts to the end, longest first.
pub(super) fn endings(template: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    pieces(template).filter_map(move |piece| {
        let (start, length) = match piece {
            Piece::Text(text) => (Some(at), text.len()),
            Piece::Hole(name) => (None, name.len() + "<>".len()),
        };
        at += length;
        template.get(start?..)
    })
}

pub(super) fn holes_in(value: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        Value::String(text) => Box::new(pieces(text).filter_map(Piece::hole)),
        Value::Array(values) => Box::new(values.iter().flat_map(holes_in)),
        Value::Object(values) => Box::new(values.values().flat_map(holes_in)),
        _ => Box::new(std::iter::empty()),
    }
}

/// What stands in a template's holes if a text is of its form; every hole takes as little as it can, the last one the rest.
pub(super) fn unify<'t>(template: &'t str, text: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut open: Option<&str> = None;
    for piece in pieces(template) {
        match (piece, open) {
            (Piece::Text(literal), None) => rest = rest.strip_prefix(literal)?,
            (Piece::Text(literal), Some(name)) => {
                let (value, behind) = rest.split_once(literal)?;
                if value.is_empty() {
                    return None;
                }
                found.push((name, value));
                (rest, open) = (behind, None);
            }
            (Piece::Hole(name), _) => open = Some(name),
        }
    }
    match open {
        Some(name) => found.push((name, rest)),
        None if !rest.is_empty() => return None,
        None => {}
    }
    Some(found)
}

/// How far the start of a text is of a template's form.
pub(super) struct Start<'t> {
    /// What stands in the holes, and whether it may be cut short.
    pub(super) found: Vec<(&'t str, &'t str, bool)>,
    /// How many bytes of the template's own are there.
    pub(super) literal: usize,
}

/// The same for the start of a text; nothing where it is of another form.
pub(super) fn unify_start<'t>(template: &'t str, text: &'t str) -> Option<Start<'t>> {
    let mut start = Start { found: Vec::new(), literal: 0 };
    let mut rest = text;
    let mut open: Option<&str> = None;
    for piece in pieces(template) {
        match (piece, open) {
            (Piece::Text(literal), None) => match rest.strip_prefix(literal) {
                Some(behind) => {
                    start.literal += literal.len();
                    rest = behind;
                }
                None if literal.starts_with(rest) => {
                    start.literal += rest.len();
                    return Some(start);
                }
                None => return None,
            },
            (Piece::Text(literal), Some(name)) => {
                let Some((value, behind)) = rest.split_once(literal) else {
                    // What the text ends with may begin the literal, which is cut short then, and not the part before it.
                    let begun = literal.char_indices().rev().filter_map(|(at, _)| literal.get(..at));
                    let begun = begun.filter(|begun| !begun.is_empty()).find_map(|begun| {
                        rest.strip_suffix(begun).filter(|value| !value.is_empty()).zip(Some(begun.len()))
                    });
                    let (value, length) = begun.unwrap_or((rest, 0));
                    start.literal += length;
                    start.found.push((name, value, length == 0));
                    return Some(start);
                };
                start.found.push((name, value, false));
                start.literal += literal.len();
                (rest, open) = (behind, None);
            }
            (Piece::Hole(name), _) => open = Some(name),
        }
    }
    start.found.extend(open.map(|name| (name, rest, true)));
    Some(start)
}
