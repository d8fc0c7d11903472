//! From a token or a rule to the parts that it has.

use super::pieces::{Piece, endings, sole, unify, unify_start};
use super::sheet::{Member, Sheet, Template, Text};
use super::{Known, Parts, Specimen, Written};
use crate::condition::{Wanted, Wish};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl Specimen {
    /// Reads the parts that a claim set has.
    pub fn parts_of(&self, claims: &Map<String, Value>) -> Parts {
        let mut parts = Parts::default();
        let sheet = self.sheet();
        sheet.read_members(&sheet.claims, claims, &mut parts);
        parts
    }

    /// Reads the parts that a rule fixes: what it asks of claims, then the fixed text of its subject and whether that is the
    /// whole.
    pub fn parts_of_rule(&self, asked: &[Wish], subject: Option<(&str, bool)>) -> Parts {
        let mut parts = Parts::default();
        let sheet = self.sheet();
        for Wish { path, wanted } in asked {
            let Some(template) = at(&sheet.claims, path) else { continue };
            match (wanted, template) {
                (Wanted::Is(value) | Wanted::Holds(value), _) => sheet.read(template, value, &mut parts),
                (Wanted::Starts(text), Template::Text(template, _)) => {
                    sheet.bind_start(template, text, &mut parts);
                }
                (Wanted::Ends(text), Template::Text(template, false)) => {
                    sheet.bind_end(template, text, &mut parts);
                }
                (Wanted::Like(text), _) => sheet.read(template, &text.as_str().into(), &mut parts),
                // What some tokens leave out says nothing in this one, and neither does what is made of it.
                (Wanted::Absent, Template::Text(template, _)) if sheet.may_lack(path) => {
                    if let Some(hole) = sole(template) {
                        parts.put(hole, Known::form(&[]));
                    }
                }
                _ => {}
            }
        }
        if let (Some((fixed, whole)), Some(template)) = (subject, sheet.subject()) {
            if whole {
                sheet.bind(template, fixed, &mut parts);
            } else {
                sheet.bind_start(template, fixed, &mut parts);
            }
        }
        parts
    }

    /// How much of one of its forms of a subject the start of a subject has, in bytes; 0 where it is of none.
    pub fn likeness(&self, subject: &str) -> usize {
        let line = self.place("SUBJECT").and_then(|place| self.sheet().parts.get(place));
        let forms = line.into_iter().flat_map(|line| line.forms.iter().chain([&line.usual]));
        let starts = forms.filter_map(|form| unify_start(form, subject));
        starts.map(|start| start.literal).max().unwrap_or_default()
    }
}

impl Sheet {
    /// Whether some tokens have no claim at this path, which is one at the top level.
    fn may_lack(&self, path: &[String]) -> bool {
        let [name] = path else { return false };
        self.claims.iter().any(|member| member.optional && member.name == *name)
    }

    /// The template of `sub`.
    pub(super) fn subject(&self) -> Option<&Text> {
        self.claims.iter().find_map(|member| match &member.template {
            Template::Text(text, _) if member.name == "sub" => Some(text),
            _ => None,
        })
    }

    fn read_members(&'static self, templates: &[Member], found: &Map<String, Value>, parts: &mut Parts) {
        for member in templates {
            if let Some(found) = found.get(&member.name) {
                self.read(&member.template, found, parts);
            }
        }
    }

    fn read(&'static self, template: &Template, found: &Value, parts: &mut Parts) {
        match (template, found) {
            (Template::Text(template, _), Value::String(found)) => self.bind(template, found, parts),
            (Template::Text(template, true), Value::Number(found)) => {
                self.bind(template, &found.to_string(), parts);
            }
            (Template::List(templates), Value::Array(found)) => {
                for (template, found) in templates.iter().zip(found) {
                    self.read(template, found, parts);
                }
            }
            // One audience is a text with some, and a list of one with others.
            (Template::List(templates), Value::String(_)) => {
                templates.iter().take(1).for_each(|template| self.read(template, found, parts));
            }
            (Template::Text(..), Value::Array(found)) => {
                found.iter().take(1).for_each(|found| self.read(template, found, parts));
            }
            (Template::Map(templates), Value::Object(found)) => self.read_members(templates, found, parts),
            _ => {}
        }
    }

    /// Reads the end of a text, where it begins with one of the template's own.
    fn bind_end(&'static self, template: &[Piece<'_>], text: &str, parts: &mut Parts) {
        let Some((place, line)) = sole(template).and_then(|place| Some((place, self.parts.get(place)?)))
        else {
            if let Some(ending) = endings(template).find(|ending| unify(ending, text).is_some()) {
                self.bind(ending, text, parts);
            }
            return;
        };
        if parts.get(place).is_some() {
            return;
        }
        let ending = |form: &'static Text| endings(form).find(|ending| unify(ending, text).is_some());
        let mut forms = line.forms.iter().chain([&line.usual]);
        if let Some((form, ending)) = forms.find_map(|form| Some((form, ending(form)?))) {
            parts.put(place, Known::form(form));
            self.bind(ending, text, parts);
        }
    }

    /// Reads a text by a template, as far as the two agree. What is known already stays, and tells where the rest begins.
    fn bind(&'static self, template: &[Piece<'_>], text: &str, parts: &mut Parts) {
        let known = self.known(template, parts);
        if !is_open(&known) {
            return;
        }
        for (place, value) in unify(&known, text).or_else(|| unify(template, text)).unwrap_or_default() {
            if parts.get(place).is_some() {
                continue;
            }
            // The form that says just this; else one that agrees with what is known; the commonest of several.
            let alike = |form: &[Piece<'_>]| {
                let known = self.known(form, parts);
                match unify(&known, value) {
                    Some(_) if !is_open(&known) => 3,
                    Some(_) => 2,
                    // A form that is another part and nothing else says what that is known to be.
                    None => u8::from(sole(form).is_none() && unify(form, value).is_some()),
                }
            };
            let forms = self.forms_of(place).iter().rev().map(|form| (alike(form), form));
            if let Some((_, form)) = forms.filter(|(alike, _)| *alike > 0).max_by_key(|(alike, _)| *alike) {
                parts.put(place, Known::form(form));
                self.bind(form, value, parts);
            } else {
                parts.put(place, Known::custom(value, &[]));
            }
        }
    }

    /// A template with what is known in its holes.
    fn known<'t>(&'static self, template: &'t [Piece<'t>], parts: &Parts) -> Cow<'t, [Piece<'t>]> {
        let is_known = |piece: &Piece<'_>| piece.hole().is_some_and(|place| parts.get(place).is_some());
        if !template.iter().any(is_known) {
            return template.into();
        }
        let written = Written::of(self, parts);
        let mut known: Vec<Piece<'t>> = Vec::with_capacity(template.len());
        for piece in template {
            let text = match piece {
                Piece::Text(text) => text,
                Piece::Hole(place) if is_known(piece) => written.part(*place),
                Piece::Hole(place) => {
                    known.push(Piece::Hole(*place));
                    continue;
                }
            };
            // One text, since a hole ends where the whole of it begins.
            match known.last_mut() {
                Some(Piece::Text(before)) => before.to_mut().push_str(text),
                _ if text.is_empty() => {}
                _ => known.push(Piece::Text(text.to_owned().into())),
            }
        }
        known.into()
    }

    /// The same for the start of a text: its last part may be cut short.
    fn bind_start(&'static self, template: &[Piece<'_>], text: &str, parts: &mut Parts) {
        for (place, value, cut) in unify_start(template, text).map_or_else(Vec::new, |start| start.found) {
            if parts.get(place).is_some() || value.is_empty() {
                continue;
            }
            // The form of which most stands there; the commonest of several.
            let alike = |form: &[Piece<'_>]| {
                if !self.fits(form, value, parts) {
                    0
                } else if cut {
                    unify_start(form, value).map_or(0, |start| start.literal + 1)
                } else {
                    usize::from(unify(form, value).is_some())
                }
            };
            let forms = self.forms_of(place).iter().rev().map(|form| (alike(form), form));
            if let Some((_, form)) = forms.filter(|(alike, _)| *alike > 0).max_by_key(|(alike, _)| *alike) {
                parts.put(place, Known::form(form));
                if cut {
                    self.bind_start(form, value, parts);
                } else {
                    self.bind(form, value, parts);
                }
            } else {
                // After a separator something has to follow; a name that is cut short is a name as well.
                let goes_on = cut && value.ends_with(['/', ':', '-', '.', '_', '@']);
                let usual = self.parts.get(place).filter(|_| goes_on);
                parts.put(place, Known::custom(value, usual.map_or(&[], |line| &line.usual)));
            }
        }
    }

    /// Whether a text can be of a form that is just another part: it has to be the start of what that is known to be.
    fn fits(&'static self, form: &[Piece<'_>], text: &str, parts: &Parts) -> bool {
        let known = sole(form).filter(|place| parts.get(*place).is_some());
        known.is_none_or(|place| Written::of(self, parts).part(place).starts_with(text))
    }

    /// The forms of a part.
    pub(super) fn forms_of(&self, place: usize) -> &[Text] {
        self.parts.get(place).map_or(&[], |line| &line.forms)
    }
}

fn is_open(template: &[Piece<'_>]) -> bool {
    template.iter().any(|piece| piece.hole().is_some())
}

/// The template of what is at a path.
fn at<'t>(members: &'t [Member], path: &[String]) -> Option<&'t Template> {
    let (first, rest) = path.split_first()?;
    let found = &members.iter().find(|member| member.name == *first)?.template;
    match found {
        found if rest.is_empty() => Some(found),
        Template::Map(members) => at(members, rest),
        _ => None,
    }
}
