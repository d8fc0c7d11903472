//! From a token or a rule to the parts that it has.

use super::pieces::{Piece, endings, number_hole, pieces, unify, unify_start};
use super::{Parts, Specimen, Written, escaped, member};
use crate::condition::{Wanted, Wish};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl Specimen {
    /// Reads the parts that a claim set has.
    pub fn parts_of(&self, claims: &Map<String, Value>) -> Parts {
        let mut parts = Parts::default();
        self.read_members(self.template(), claims, &mut parts);
        parts
    }

    fn read_members(&self, templates: &Map<String, Value>, found: &Map<String, Value>, parts: &mut Parts) {
        for (name, template) in templates {
            if let Some(found) = found.get(member(name).0) {
                self.read(template, found, parts);
            }
        }
    }

    fn read(&self, template: &Value, found: &Value, parts: &mut Parts) {
        match (template, found) {
            (Value::String(template), Value::String(found)) => self.bind(template, found, parts),
            (Value::String(template), Value::Number(found)) if number_hole(template).is_some() => {
                self.bind(template, &found.to_string(), parts);
            }
            (Value::Array(templates), Value::Array(found)) => {
                for (template, found) in templates.iter().zip(found) {
                    self.read(template, found, parts);
                }
            }
            // One audience is a text with some, and a list of one with others.
            (Value::Array(templates), Value::String(_)) => {
                templates.iter().take(1).for_each(|template| self.read(template, found, parts));
            }
            (Value::String(_), Value::Array(found)) => {
                found.iter().take(1).for_each(|found| self.read(template, found, parts));
            }
            (Value::Object(templates), Value::Object(found)) => self.read_members(templates, found, parts),
            _ => {}
        }
    }

    /// Reads the parts that a rule fixes: what it asks of claims, then the fixed text of its subject and whether that is the
    /// whole.
    pub fn parts_of_rule(&self, asked: &[Wish], subject: Option<(&str, bool)>) -> Parts {
        let mut parts = Parts::default();
        let template = self.template();
        for Wish { path, wanted } in asked {
            let Some(template) = at(template, path) else { continue };
            match wanted {
                Wanted::Is(value) | Wanted::Holds(value) => self.read(template, value, &mut parts),
                Wanted::Starts(text) => {
                    if let Some(template) = template.as_str() {
                        self.bind_start(template, text, &mut parts);
                    }
                }
                Wanted::Ends(text) => {
                    if let Some(template) = template.as_str() {
                        self.bind_end(template, text, &mut parts);
                    }
                }
                Wanted::Like(text) => self.read(template, &text.as_str().into(), &mut parts),
                // What some tokens leave out says nothing in this one, and neither does what is made of it.
                Wanted::Absent => {
                    let optional =
                        self.template().keys().any(|name| member(name) == (path.concat().as_str(), true));
                    let hole = template.as_str().and_then(sole).and_then(|name| self.hole(name));
                    if let Some(hole) = hole.filter(|_| optional && path.len() == 1) {
                        parts.put(hole, Cow::Borrowed(""));
                    }
                }
                Wanted::There => {}
            }
        }
        let sub = template.get("sub").and_then(Value::as_str);
        if let (Some((fixed, whole)), Some(template)) = (subject, sub) {
            if whole {
                self.bind(template, fixed, &mut parts);
            } else {
                self.bind_start(template, fixed, &mut parts);
            }
        }
        parts
    }

    /// Reads the end of a text, where it begins with one of the template's own.
    fn bind_end(&self, template: &str, text: &str, parts: &mut Parts) {
        let ending = |template: &'static str| endings(template).find(|ending| unify(ending, text).is_some());
        let Some(hole) = sole(template).and_then(|name| self.hole(name)) else {
            if let Some(ending) = endings(template).find(|ending| unify(ending, text).is_some()) {
                self.bind(ending, text, parts);
            }
            return;
        };
        if parts.get(hole).is_some() {
            return;
        }
        let mut forms = self.forms_of(hole).iter().copied().chain([self.default_of(hole)]);
        if let Some((form, ending)) = forms.find_map(|form| Some((form, ending(form)?))) {
            parts.put(hole, Cow::Borrowed(form));
            self.bind(ending, text, parts);
        }
    }

    /// Reads a text by a template, as far as the two agree. What is known already stays, and tells where the rest begins.
    fn bind(&self, template: &str, text: &str, parts: &mut Parts) {
        let (known, is_open) = self.known(template, parts);
        if !is_open {
            return;
        }
        for (name, value) in unify(&known, text).or_else(|| unify(template, text)).unwrap_or_default() {
            let Some(hole) = self.hole(name).filter(|hole| parts.get(*hole).is_none()) else { continue };
            // The form that says just this; else one that agrees with what is known; the commonest of several.
            let alike = |form: &'static str| {
                let (known, is_open) = self.known(form, parts);
                match unify(&known, value) {
                    Some(_) if !is_open => 3,
                    Some(_) => 2,
                    // A form that is another part and nothing else says what that is known to be.
                    None => u8::from(sole(form).is_none() && unify(form, value).is_some()),
                }
            };
            let forms = self.forms_of(hole).iter().rev().map(|form| (alike(form), *form));
            if let Some((_, form)) = forms.filter(|(alike, _)| *alike > 0).max_by_key(|(alike, _)| *alike) {
                parts.put(hole, Cow::Borrowed(form));
                self.bind(form, value, parts);
            } else {
                parts.put(hole, Cow::Owned(escaped(value)));
            }
        }
    }

    /// A template with what is known in its holes, and whether any is open.
    fn known<'t>(&self, template: &'t str, parts: &Parts) -> (Cow<'t, str>, bool) {
        let hole = |piece: Piece<'_>| self.hole(piece.hole()?);
        let is_known = |piece| hole(piece).is_some_and(|hole| parts.get(hole).is_some());
        let is_open = pieces(template).any(|piece| piece.hole().is_some() && !is_known(piece));
        if !pieces(template).any(is_known) {
            return (template.into(), is_open);
        }
        let written = Written::of(self, parts);
        let known = pieces(template).map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Hole(_) if is_known(piece) => escaped(hole(piece).map_or("", |hole| written.part(hole))),
            Piece::Hole(name) => format!("<{name}>"),
        });
        (known.collect::<String>().into(), is_open)
    }

    /// The same for the start of a text: its last part may be cut short.
    fn bind_start(&self, template: &str, text: &str, parts: &mut Parts) {
        for (name, value, cut) in unify_start(template, text).map_or_else(Vec::new, |start| start.found) {
            let hole = self.hole(name).filter(|hole| parts.get(*hole).is_none() && !value.is_empty());
            let Some(hole) = hole else { continue };
            // The form of which most stands there; the commonest of several.
            let alike = |form: &'static str| {
                if !self.fits(form, value, parts) {
                    0
                } else if cut {
                    unify_start(form, value).map_or(0, |start| start.literal + 1)
                } else {
                    usize::from(unify(form, value).is_some())
                }
            };
            let forms = self.forms_of(hole).iter().rev().map(|form| (alike(form), *form));
            if let Some((_, form)) = forms.filter(|(alike, _)| *alike > 0).max_by_key(|(alike, _)| *alike) {
                parts.put(hole, Cow::Borrowed(form));
                if cut {
                    self.bind_start(form, value, parts);
                } else {
                    self.bind(form, value, parts);
                }
            } else {
                // After a separator something has to follow; a name that is cut short is a name as well.
                let goes_on = cut && value.ends_with(['/', ':', '-', '.', '_', '@']);
                let more = if goes_on { self.default_of(hole) } else { "" };
                parts.put(hole, Cow::Owned(escaped(value) + more));
            }
        }
    }

    /// Whether a text can be of a form that is just another part: it has to be the start of what that is known to be.
    fn fits(&self, form: &str, text: &str, parts: &Parts) -> bool {
        let known = sole(form).and_then(|name| self.hole(name)).filter(|hole| parts.get(*hole).is_some());
        known.is_none_or(|hole| Written::of(self, parts).part(hole).starts_with(text))
    }

    /// How much of one of its forms of a subject the start of a subject has, in bytes; 0 where it is of none.
    pub fn likeness(&self, subject: &str) -> usize {
        let hole = self.hole("SUBJECT").into_iter();
        let forms = hole.flat_map(|hole| self.forms_of(hole).iter().copied().chain([self.default_of(hole)]));
        forms
            .filter_map(|form| unify_start(form, subject))
            .map(|start| start.literal)
            .max()
            .unwrap_or_default()
    }
}

/// The part that a template is, where it is nothing else.
fn sole(template: &str) -> Option<&str> {
    let name = template.strip_prefix('<')?.strip_suffix('>')?;
    (!name.contains('<')).then_some(name)
}

/// The template of what is at a path.
fn at<'t>(template: &'t Map<String, Value>, path: &[String]) -> Option<&'t Value> {
    let (first, rest) = path.split_first()?;
    let found = template.iter().find(|(name, _)| member(name).0 == first)?.1;
    if rest.is_empty() { Some(found) } else { at(found.as_object()?, rest) }
}
