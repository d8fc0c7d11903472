//! Texts with holes: `<NAME>` stands for what differs.

use std::borrow::Cow;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Text(Cow<'t, str>),
    /// A part, by its place.
    Hole(usize),
}

impl Piece<'_> {
    pub(super) fn hole(&self) -> Option<usize> {
        match self {
            Self::Hole(place) => Some(*place),
            Self::Text(_) => None,
        }
    }
}

/// Cuts a template: the texts, and the names in holes. `<#NAME>` is a hole of the same name.
pub(super) fn cut(template: &str) -> impl Iterator<Item = Result<&str, &str>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let hole = rest.strip_prefix('<').and_then(|inner| inner.split_once('>'));
        if let Some((name, behind)) = hole {
            rest = behind;
            return Some(Err(name.trim_start_matches('#')));
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '<').map_or(rest.len(), |(at, _)| at);
        let (text, behind) = rest.split_at(end);
        rest = behind;
        Some(Ok(text))
    })
}

/// Whether a template is that of a number, such as `<#PROJECT_NUMBER>`.
pub(super) fn is_number(template: &str) -> bool {
    template.starts_with("<#") && template.ends_with('>')
}

/// The part that a template is, where it is nothing else.
pub(super) fn sole(template: &[Piece<'_>]) -> Option<usize> {
    match template {
        [piece] => piece.hole(),
        _ => None,
    }
}

/// What a template ends with: from each of its texts to the end, longest first.
pub(super) fn endings<'t, 'p>(template: &'t [Piece<'p>]) -> impl Iterator<Item = &'t [Piece<'p>]> {
    let texts = template.iter().enumerate().filter(|(_, piece)| piece.hole().is_none());
    texts.filter_map(|(at, _)| template.get(at..))
}

/// What stands in a template's holes if a text is of its form; every hole takes as little as it can, the last one the rest.
pub(super) fn unify<'t>(template: &[Piece<'_>], text: &'t str) -> Option<Vec<(usize, &'t str)>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut open: Option<usize> = None;
    for piece in template {
        match (piece, open) {
            (Piece::Text(literal), None) => rest = rest.strip_prefix(&**literal)?,
            (Piece::Text(literal), Some(place)) => {
                let (value, behind) = rest.split_once(&**literal)?;
                if value.is_empty() {
                    return None;
                }
                found.push((place, value));
                (rest, open) = (behind, None);
            }
            (Piece::Hole(place), _) => open = Some(*place),
        }
    }
    match open {
        Some(place) => found.push((place, rest)),
        None if !rest.is_empty() => return None,
        None => {}
    }
    Some(found)
}

/// How far the start of a text is of a template's form.
pub(super) struct Start<'t> {
    /// What stands in the holes, and whether it may be cut short.
    pub(super) found: Vec<(usize, &'t str, bool)>,
    /// How many bytes of the template's own are there.
    pub(super) literal: usize,
}

/// The same for the start of a text; nothing where it is of another form.
pub(super) fn unify_start<'t>(template: &[Piece<'_>], text: &'t str) -> Option<Start<'t>> {
    let mut start = Start { found: Vec::new(), literal: 0 };
    let mut rest = text;
    let mut open: Option<usize> = None;
    for piece in template {
        match (piece, open) {
            (Piece::Text(literal), None) => match rest.strip_prefix(&**literal) {
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
            (Piece::Text(literal), Some(place)) => {
                let Some((value, behind)) = rest.split_once(&**literal) else {
                    // What the text ends with may begin the literal, which is cut short then, and not the part before it.
                    let begun = literal.char_indices().rev().filter_map(|(at, _)| literal.get(..at));
                    let begun = begun.filter(|begun| !begun.is_empty()).find_map(|begun| {
                        rest.strip_suffix(begun).filter(|value| !value.is_empty()).zip(Some(begun.len()))
                    });
                    let (value, length) = begun.unwrap_or((rest, 0));
                    start.literal += length;
                    start.found.push((place, value, length == 0));
                    return Some(start);
                };
                start.found.push((place, value, false));
                start.literal += literal.len();
                (rest, open) = (behind, None);
            }
            (Piece::Hole(place), _) => open = Some(*place),
        }
    }
    start.found.extend(open.map(|place| (place, rest, true)));
    Some(start)
}
