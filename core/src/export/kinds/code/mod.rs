//! Programs that call Claude: a client from each SDK, its ids and its source of identity tokens written out.

mod programs;

use super::{platform_files, wiring};
use crate::export::{Artifact, Export, Purpose};
use crate::facts;
use crate::providers::{HttpSource, Names, Part, TokenSource};
use crate::quote::{Code, Quoted};
use crate::setup::Setup;
use programs::Program;

/// One program for each SDK, and one that does the exchange by hand.
pub(super) static EXPORT: Export = Export { id: "code", fits: |_| true, render };

/// The variable that names the token's file; every SDK knows it by this name (`crate::facts::WIF_REFERENCE`).
const TOKEN_FILE: &str = "ANTHROPIC_IDENTITY_TOKEN_FILE";

fn render(setup: &Setup) -> Vec<Artifact> {
    let answers = &setup.workload.answers;
    let source = setup.provider().map_or(TokenSource::File, |provider| (provider.request.source)(answers));
    programs(setup, source)
}

/// The programs of a setup whose tokens come from this source.
pub(crate) fn programs(setup: &Setup, source: TokenSource) -> Vec<Artifact> {
    let names = setup.provider().map(|provider| platform_files::names(setup, provider));
    programs::ALL.iter().map(|program| artifact(setup, program, source, names.as_ref())).collect()
}

fn artifact(setup: &Setup, program: &Program, source: TokenSource, names: Option<&Names<'_>>) -> Artifact {
    let workspace = setup.rule.workspace_ids.first().map_or("", String::as_str);
    let literal = |text: &str| Quoted::literal(program.syntax, text);
    let mut written = Written { program, names, conditions: Vec::new(), holes: Vec::new() };
    if !workspace.is_empty() {
        written.conditions.push("workspace");
    }
    written.source(source);
    let betas = facts::EXCHANGE_BETA.value;
    written.holes.extend([
        ("rule_id", literal(wiring::rule_id(setup))),
        ("organization_id", literal(wiring::organization_id(setup))),
        ("service_account_id", literal(wiring::service_account_id(setup))),
        ("workspace_id", literal(workspace)),
        ("base", Quoted::fixed(facts::API_BASE.value)),
        ("grant", Quoted::fixed(facts::GRANT_TYPE.value)),
        ("exchange_path", Quoted::fixed(facts::EXCHANGE_PATH.value)),
        ("exchange_beta", Quoted::fixed(betas)),
        // A call takes the first of the two alone.
        ("call_beta", Quoted::fixed(betas.split(',').next().unwrap_or(betas))),
        ("version", Quoted::fixed(facts::API_VERSION.value)),
    ]);
    let body = Quoted::fill_where(program.template, &written.conditions, &written.holes);
    Artifact {
        path: program.path.to_owned(),
        title: program.title.to_owned(),
        purpose: Purpose::Code,
        language: program.language,
        belongs: None,
        body: body.into_text(),
    }
}

/// What a template is filled with.
struct Written<'a> {
    program: &'a Program,
    names: Option<&'a Names<'a>>,
    conditions: Vec<&'static str>,
    holes: Vec<(&'static str, Quoted<Code>)>,
}

impl Written<'_> {
    fn source(&mut self, source: TokenSource) {
        match source {
            TokenSource::File => {
                self.conditions.push("file");
                let path = self.expression(&[Part::Variable(TOKEN_FILE)]);
                self.holes.push(("token", path));
            }
            TokenSource::Variable(name) => {
                self.conditions.push("variable");
                let token = self.expression(&[Part::Variable(name)]);
                self.holes.push(("token", token));
            }
            TokenSource::Program(words) => {
                self.conditions.push("program");
                self.program(words);
            }
            TokenSource::Http(http) => {
                self.conditions.push("http");
                self.http(http);
            }
        }
    }

    fn program(&mut self, words: &[&'static str]) {
        let comma = self.program.comma;
        let words: Vec<_> = words.iter().map(|word| self.text(word)).collect();
        self.holes.push(("words", joined(words.clone(), comma)));
        let mut words = words.into_iter();
        self.holes.push(("program", words.next().unwrap_or_else(Quoted::nothing)));
        self.holes.push(("arguments", joined(words.collect(), comma)));
    }

    fn http(&mut self, http: HttpSource) {
        let Program { syntax, query, between_queries, header, .. } = *self.program;
        self.conditions.push(if http.member.is_some() { "member" } else { "plain" });
        self.conditions.extend((!http.query.is_empty()).then_some("query"));
        self.conditions.extend((http.method == "POST").then_some("post"));
        self.conditions.push(if http.headers.is_empty() { "bare" } else { "headers" });
        let url = self.text(http.url);
        let queries = http.query.iter().map(|(name, value)| self.pair(query, name, "=", &self.parts(value)));
        let queries = joined(queries.collect(), between_queries);
        let headers = http.headers.iter().map(|(name, value)| {
            let mut parts = self.parts(value);
            for part in &mut parts {
                if let Part::Text(text) = part {
                    // No header holds a line break.
                    *text = text.replace(['\r', '\n'], " ");
                }
            }
            self.pair(header, name, ": ", &parts)
        });
        let headers = joined(headers.collect(), "\n");
        self.holes.extend([
            ("url", url),
            ("method", Quoted::literal(syntax, http.method)),
            ("query", queries),
            ("headers", headers),
            ("member", Quoted::literal(syntax, http.member.unwrap_or_default())),
        ]);
    }

    /// A text of a source as an expression.
    fn text(&mut self, text: &'static str) -> Quoted<Code> {
        let parts = self.parts(text);
        self.expression(&parts)
    }

    /// A line with a name and a value, apart or as one text.
    fn pair(&mut self, line: &'static str, name: &str, between: &str, value: &[Part]) -> Quoted<Code> {
        let mut pair = vec![Part::Text(format!("{name}{between}"))];
        for part in value {
            match (pair.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(text)) => before.push_str(text),
                _ => pair.push(part.clone()),
            }
        }
        let name = Quoted::literal(self.program.syntax, name);
        Quoted::fill(
            line,
            &[("name", name), ("value", self.expression(value)), ("pair", self.expression(&pair))],
        )
    }

    fn parts(&self, text: &'static str) -> Vec<Part> {
        self.names.map_or_else(|| vec![Part::Text(text.to_owned())], |names| names.parts(text))
    }

    fn expression(&mut self, parts: &[Part]) -> Quoted<Code> {
        let Program { syntax, plus, variable, .. } = *self.program;
        if parts.iter().any(|part| matches!(part, Part::Variable(_))) && !self.conditions.contains(&"env") {
            self.conditions.push("env");
        }
        let parts: Vec<_> = parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => Quoted::literal(syntax, text),
                Part::Variable(name) => Quoted::fill(variable, &[("name", Quoted::fixed(name))]),
            })
            .collect();
        if parts.is_empty() { Quoted::literal(syntax, "") } else { joined(parts, plus) }
    }
}

fn joined(parts: Vec<Quoted<Code>>, between: &'static str) -> Quoted<Code> {
    let parts = parts.into_iter().enumerate().flat_map(|(i, part)| {
        let between = if i == 0 { Quoted::nothing() } else { Quoted::fixed(between) };
        [between, part]
    });
    Quoted::concat(parts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use crate::providers::{self, Answers, Entry, Names, Part, TokenSource};

    /// The texts of a source that may have holes.
    fn texts(source: TokenSource) -> Vec<&'static str> {
        match source {
            TokenSource::File => Vec::new(),
            TokenSource::Variable(name) => vec![name],
            TokenSource::Program(words) => words.to_vec(),
            TokenSource::Http(http) => {
                let pairs = http.query.iter().chain(http.headers).flat_map(|(name, value)| [*name, *value]);
                [http.url].into_iter().chain(pairs).collect()
            }
        }
    }

    #[test]
    fn every_source_names_what_there_is() {
        for provider in providers::ALL {
            let mut forms = vec![Answers::default()];
            for field in provider.fields {
                let Entry::Choice(choices) = field.entry else { continue };
                forms.extend(choices.iter().map(|choice| Answers::from([(field.id, choice.value)])));
            }
            for answers in &forms {
                let source = (provider.request.source)(answers);
                if let TokenSource::Variable(name) = source {
                    assert!(is_variable(name), "{}: {name}", provider.slug);
                }
                if let TokenSource::Program(words) = source {
                    assert!(!words.is_empty(), "{}: no word", provider.slug);
                }
                for text in texts(source) {
                    let names = Names { provider, answers, shared: Default::default() };
                    for part in names.parts(text) {
                        match part {
                            Part::Text(text) => {
                                assert_eq!(left_open(&text), None, "{}: {text}", provider.slug);
                            }
                            Part::Variable(name) => assert!(is_variable(name), "{}: {name}", provider.slug),
                        }
                    }
                }
            }
        }
    }

    /// A hole that named nothing.
    fn left_open(text: &str) -> Option<&str> {
        let name = |hole: &&str| !hole.is_empty() && hole.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).find(name)
    }

    fn is_variable(name: &str) -> bool {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    }
}
