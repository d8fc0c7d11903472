//! A platform's own files: templates whose every hole is quoted for the language that it stands in.
//!
//! `⟦name⟧` is an answer or one of the [`Names::SHARED`] names as one value of the file's language, `⟦text {name} text⟧` a text
//! put together from several, and `⟦name|language⟧` one that is quoted for another language, as
//! [`Syntax::named`] knows it. A line that begins with `⟦?name⟧` stands where the answer is given, with `⟦?name=value⟧` where it
//! is this one (a choice that was not made is its first), and with `⟦?!…⟧` where that is not so; several may begin a line.
//! No hole stands in a comment or between quotes: tests over every template keep it so.

use super::template::{Part, compose, parts};
use super::{Answers, Entry, Provider};
use crate::quote::Syntax;
use std::borrow::Cow;

/// A file in a platform's own language.
pub struct Wiring {
    /// Relative path with a true extension, under `workload/` for what wires the workload and under `platform/` for what sets
    /// the platform up. Never holds typed text.
    pub path: &'static str,
    /// One line: what it is.
    pub title: &'static str,
    /// What it is written in.
    pub syntax: Syntax,
    /// Whether there is such a file, given the answers.
    pub when: fn(&Answers) -> bool,
    /// Where it belongs, if its path does not say so; may hold typed text.
    pub belongs: fn(&Answers) -> Option<String>,
    /// What stands in it.
    pub body: Body,
}

/// What stands in a file.
pub enum Body {
    /// A template with holes.
    Template(&'static str),
    /// Text that a template cannot give.
    Written(fn(&Names<'_>) -> String),
}

impl Wiring {
    /// A file from a template, for every answer.
    pub const fn new(
        path: &'static str,
        title: &'static str,
        syntax: Syntax,
        template: &'static str,
    ) -> Self {
        Self { path, title, syntax, when: |_| true, belongs: |_| None, body: Body::Template(template) }
    }

    /// The same, only where the answers say so.
    #[must_use]
    pub const fn when(mut self, when: fn(&Answers) -> bool) -> Self {
        self.when = when;
        self
    }

    /// The same, with the place where it belongs.
    #[must_use]
    pub const fn belongs(mut self, belongs: fn(&Answers) -> Option<String>) -> Self {
        self.belongs = belongs;
        self
    }

    /// The text of the file.
    pub fn text(&self, names: &Names<'_>) -> String {
        match self.body {
            Body::Template(template) => fill(template, self.syntax, names),
            Body::Written(write) => write(names),
        }
    }
}

/// What the holes of a platform's files can name.
pub struct Names<'a> {
    /// The provider, whose fields are names.
    pub provider: &'static Provider,
    /// Its form as filled in.
    pub answers: &'a Answers,
    /// [`Names::SHARED`] with their values, in that order.
    pub shared: [String; Names::SHARED.len()],
}

impl Names<'_> {
    /// Names that every provider has beside its fields: ids or their placeholders, the rule's audience, the path of the
    /// workload's token, the longest lifetime that the issuer takes, and the one to ask for where a platform lets the workload
    /// choose (an hour, or what the issuer takes where that is less, and 600 at least), in seconds. They go before fields of
    /// the same name.
    pub const SHARED: [&'static str; 8] = [
        "rule_id",
        "organization_id",
        "service_account_id",
        "workspace_id",
        "audience",
        "token_file",
        "max_lifetime",
        "asked_lifetime",
    ];

    /// The value of a name: as shared, as answered, or the field's placeholder. `None` for what is no name.
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        if let Some((_, value)) = Self::SHARED.iter().zip(&self.shared).find(|(shared, _)| **shared == name) {
            return Some(Cow::Borrowed(value));
        }
        let field = self.provider.fields.iter().find(|f| f.id == name)?;
        Some(Cow::Borrowed(self.answers.some(name).unwrap_or(field.placeholder)))
    }

    /// The answer to a field; for a choice that was not made, its first. Empty where there is none.
    pub fn answer(&self, field: &str) -> &str {
        let answer = self.answers.get(field);
        match self.provider.fields.iter().find(|f| f.id == field).map(|f| f.entry) {
            Some(Entry::Choice(choices)) if answer.is_empty() => choices.first().map_or("", |c| c.value),
            _ => answer,
        }
    }

    /// A text with `{name}` holes put together; what is no name stays as it stands.
    pub fn compose(&self, text: &str) -> String {
        compose(text, |name| self.part(name))
    }

    /// The same with variables of the environment, as a [`super::TokenSource`] has them.
    pub(crate) fn parts(&self, text: &'static str) -> Vec<Part> {
        parts(text, |name| self.part(name))
    }

    /// What stands for a name within a text; `name|json` is the same as a string of JSON, quotes included.
    fn part(&self, name: &str) -> Option<String> {
        match name.strip_suffix("|json") {
            Some(name) => Some(Syntax::Json.value(&self.text(name)?)),
            None => self.text(name).map(Cow::into_owned),
        }
    }

    fn holds(&self, condition: &str) -> bool {
        if let Some(negated) = condition.strip_prefix('!') {
            return !self.holds(negated);
        }
        match condition.split_once('=') {
            Some((field, value)) => self.answer(field) == value,
            None => !self.answer(condition).is_empty(),
        }
    }
}

fn fill(template: &str, syntax: Syntax, names: &Names<'_>) -> String {
    let mut text = String::with_capacity(template.len());
    for line in template.split_inclusive('\n') {
        let mut rest = line;
        let mut stands = true;
        while let Some((condition, after)) = rest.strip_prefix("⟦?").and_then(|r| r.split_once('⟧')) {
            stands &= names.holds(condition);
            rest = after;
        }
        if !stands {
            continue;
        }
        while let Some((before, hole, after)) = next_hole(rest) {
            text.push_str(before);
            text.push_str(&value(hole, syntax, names));
            rest = after;
        }
        text.push_str(rest);
    }
    text
}

fn value(hole: &str, file: Syntax, names: &Names<'_>) -> String {
    let (what, syntax) = match hole.rsplit_once('|').filter(|(_, language)| !language.contains('}')) {
        Some((what, language)) => (what, Syntax::named(language).unwrap_or(file)),
        None => (hole, file),
    };
    if what.contains('{') {
        return syntax.value(&names.compose(what));
    }
    // A hole that names nothing stays visible, quoted as whatever else would be: tests look for it.
    names.text(what).map_or_else(|| syntax.value(&format!("⟦{what}⟧")), |text| syntax.value(&text))
}

fn next_hole(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('⟦')?;
    let (hole, after) = rest.split_once('⟧')?;
    Some((before, hole, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::providers;

    type Pairs<'a> = &'a [(&'a str, &'a str)];

    fn filled(template: &'static str, answers: Pairs<'_>) -> String {
        let mut all = Answers::default();
        for (field, value) in answers {
            all.set(field, value);
        }
        let names = Names {
            provider: providers::ALL.iter().find(|p| p.slug == "kubernetes").unwrap_or(&providers::ALL[0]),
            answers: &all,
            shared: Names::SHARED.map(str::to_uppercase),
        };
        Wiring::new("workload/x.yaml", "X", Syntax::Yaml, template).text(&names)
    }

    #[test]
    fn every_hole_of_a_template_names_something_and_stands_alone() {
        for provider in providers::ALL {
            for file in provider.wiring {
                let Body::Template(template) = file.body else { continue };
                for line in template.lines() {
                    let place = format!("{} {}: {line}", provider.slug, file.path);
                    let mut rest = line;
                    while let Some((before, hole, after)) = next_hole(rest) {
                        let name = hole.trim_start_matches(['?', '!']);
                        if hole.starts_with('?') {
                            let field = name.split('=').next().unwrap_or_default();
                            assert!(provider.fields.iter().any(|f| f.id == field), "{place}");
                        } else {
                            let (what, language) = name.rsplit_once('|').unwrap_or((name, "json"));
                            assert!(Syntax::named(language).is_some(), "{place}");
                            let known = |n: &str| {
                                Names::SHARED.contains(&n) || provider.fields.iter().any(|f| f.id == n)
                            };
                            match super::super::holes(what) {
                                Ok(names) if what.contains('{') => {
                                    assert!(names.iter().all(|n| known(n)), "{place}");
                                }
                                _ => assert!(known(what), "{place}"),
                            }
                            let quoted = before.ends_with(['"', '\'']) || after.starts_with(['"', '\'']);
                            assert!(!quoted, "{place}: a hole brings its own quotes");
                            let comment = ["#", "//"].iter().any(|mark| line.trim_start().starts_with(mark));
                            assert!(!comment, "{place}: no hole stands in a comment");
                        }
                        rest = after;
                    }
                }
            }
        }
    }

    #[test]
    fn a_hole_is_one_value_of_its_language() {
        let table = [
            ("a: ⟦namespace⟧\n", "a: \"x y\"\n", "an answer"),
            ("a: ⟦image⟧\n", "a: \"IMAGE\"\n", "a field that is not filled"),
            ("a: ⟦audience⟧\n", "a: \"AUDIENCE\"\n", "a shared name"),
            ("a: ⟦sa:{namespace}:{image}⟧\n", "a: \"sa:x y:IMAGE\"\n", "a text put together"),
            ("a: ⟦ns={namespace|json}⟧\n", "a: \"ns=\\\"x y\\\"\"\n", "a string of JSON within a text"),
            ("a: ⟦namespace|shell⟧\n", "a: 'x y'\n", "another language"),
            ("a: ⟦nobody⟧\n", "a: \"⟦nobody⟧\"\n", "no name stays visible"),
        ];
        for (template, expected, why) in table {
            assert_eq!(filled(template, &[("namespace", "x y")]), expected, "{why}");
        }
    }

    #[test]
    fn a_line_stands_where_its_conditions_hold() {
        let table: [(&str, Pairs<'_>, &str, &str); 6] = [
            ("⟦?namespace⟧a\nb\n", &[], "b\n", "not answered"),
            ("⟦?namespace⟧a\nb\n", &[("namespace", "x")], "a\nb\n", "answered"),
            ("⟦?!namespace⟧a\n", &[], "a\n", "negated"),
            ("⟦?cluster=self-managed⟧a\n", &[], "a\n", "a choice that was not made is its first"),
            ("⟦?cluster=eks⟧a\n", &[], "", "another choice"),
            ("⟦?cluster=eks⟧⟦?namespace⟧a\n", &[("cluster", "eks")], "", "both must hold"),
        ];
        for (template, answers, expected, why) in table {
            assert_eq!(filled(template, answers), expected, "{why}");
        }
    }
}
