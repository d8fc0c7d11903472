//! From a token or a rule to the parts that it has.

use super::pieces::{unify, unify_start};
use super::{Parts, Specimen, escaped};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl Specimen {
    /// Reads the parts that a claim set has.
    pub fn parts_of(&self, claims: &Map<String, Value>) -> Parts {
        let mut parts = Parts::default();
        for line in self.template() {
            if let Some(found) = claims.get(&line.name) {
                self.read(&line.value, found, &mut parts);
            }
        }
        parts
    }

    fn read(&self, template: &Value, found: &Value, parts: &mut Parts) {
        match (template, found) {
            (Value::String(template), Value::String(found)) => self.bind(template, found, parts),
            (Value::Array(template), Value::Array(found)) => {
                for (template, found) in template.iter().zip(found) {
                    self.read(template, found, parts);
                }
            }
            (Value::Object(template), Value::Object(found)) => {
                for (name, template) in template {
                    if let Some(found) = found.get(name) {
                        self.read(template, found, parts);
                    }
                }
            }
            _ => {}
        }
    }

    /// Reads the parts that a rule fixes: claims by path, each with a text, then the fixed text of its subject and whether
    /// that is the whole.
    pub fn parts_of_rule(&self, claims: &[(Vec<String>, String)], subject: Option<(&str, bool)>) -> Parts {
        let mut parts = Parts::default();
        let template = self.template();
        let at = |path: &[String]| {
            let (first, rest) = path.split_first()?;
            let line = template.iter().find(|line| line.name == *first)?;
            rest.iter().try_fold(&line.value, |value, name| value.get(name))?.as_str()
        };
        for (path, text) in claims {
            if let Some(template) = at(path) {
                self.bind(template, text, &mut parts);
            }
        }
        if let (Some((fixed, whole)), Some(template)) = (subject, at(&["sub".to_owned()])) {
            if whole {
                self.bind(template, fixed, &mut parts);
            } else {
                self.bind_start(template, fixed, &mut parts);
            }
        }
        parts
    }

    /// Reads a text by a template, as far as the two agree. What is known already stays.
    fn bind(&self, template: &str, text: &str, parts: &mut Parts) {
        for (name, value) in unify(template, text).unwrap_or_default() {
            let Some(name) = self.hole(name) else { continue };
            if parts.0.contains_key(name) {
                continue;
            }
            let form = self.forms_of(name).iter().find(|form| unify(form, value).is_some());
            if let Some(form) = form {
                parts.0.insert(name, Cow::Borrowed(form));
                self.bind(form, value, parts);
            } else {
                parts.0.insert(name, Cow::Owned(escaped(value)));
            }
        }
    }

    /// The same for the start of a text: its last part may be cut short.
    fn bind_start(&self, template: &str, text: &str, parts: &mut Parts) {
        for (name, value, cut) in unify_start(template, text).map_or_else(Vec::new, |start| start.found) {
            let Some(name) = self.hole(name) else { continue };
            if parts.0.contains_key(name) || value.is_empty() {
                continue;
            }
            // The form of which most stands there; the commonest of several.
            let alike = |form: &'static str| {
                if cut {
                    unify_start(form, value).map_or(0, |start| start.literal)
                } else {
                    usize::from(unify(form, value).is_some())
                }
            };
            let forms = self.forms_of(name).iter().rev().map(|form| (alike(form), *form));
            if let Some((_, form)) = forms.filter(|(alike, _)| *alike > 0).max_by_key(|(alike, _)| *alike) {
                parts.0.insert(name, Cow::Borrowed(form));
                if cut {
                    self.bind_start(form, value, parts);
                } else {
                    self.bind(form, value, parts);
                }
            } else {
                // After a separator something has to follow; a name that is cut short is a name as well.
                let goes_on = cut && value.ends_with(['/', ':', '-', '.', '_', '@']);
                let more = if goes_on { self.default_of(name) } else { "" };
                parts.0.insert(name, Cow::Owned(escaped(value) + more));
            }
        }
    }

    /// How much of one of its forms of a subject the start of a subject has, in bytes; 0 where it is of none.
    pub fn likeness(&self, subject: &str) -> usize {
        let forms = self.forms_of("SUBJECT").iter().copied().chain([self.default_of("SUBJECT")]);
        forms
            .filter_map(|form| unify_start(form, subject))
            .map(|start| start.literal)
            .max()
            .unwrap_or_default()
    }
}
