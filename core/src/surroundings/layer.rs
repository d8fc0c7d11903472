//! What is set at a place, put together one setting after the other.

use super::Reading;
use super::arguments::{self, Argument, Given};
use super::finding::Kind;
use super::gather::Views;
use super::shared::{Shared, token_file};
use super::sink::{Change, Scope, is_read};
use super::store::{FILE, Store, Stored, Take, What};
use crate::precedence::{self, Content, Credential, Plain, Surroundings, Variable};
use std::collections::BTreeMap;

/// What is set at a place.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    process: Surroundings,
    claude_code: BTreeMap<String, Variable>,
    java: BTreeMap<String, Variable>,
    /// Inputs of claude-code-action.
    action: BTreeMap<Kind, Variable>,
    /// Files with a token that the configuration names.
    tokens: Vec<String>,
    /// What a program gives the client of this slug.
    program: Option<(&'static str, Vec<(Argument, Given)>)>,
    /// Whether anything decides about a credential.
    pub(super) says: bool,
}

impl Layer {
    pub(super) fn at(now: i64) -> Self {
        Self {
            process: Surroundings::at(now),
            claude_code: BTreeMap::new(),
            java: BTreeMap::new(),
            action: BTreeMap::new(),
            tokens: Vec::new(),
            program: None,
            says: false,
        }
    }

    /// The same for a place inside, which says nothing yet.
    pub(super) fn inside(&self) -> Self {
        Self { says: false, ..self.clone() }
    }

    /// Takes a change that stands in a reading.
    pub(super) fn apply(&mut self, change: &Change, reading: &Reading, shared: &mut Shared<'_>) {
        match change {
            Change::Variable(scope, name, value) => self.set(*scope, name, value.clone()),
            Change::Inherit(name) => {
                if self.process.variables().all(|(other, _)| other != name) {
                    self.set(Scope::Process, name, Some(reference(name)));
                }
                self.says |= Kind::of_variable(name).is_some();
            }
            Change::Helper => {
                self.process.claude_code.api_key_helper = true;
                self.says = true;
            }
            Change::Take(take) => self.take(take, reading, shared),
            Change::Profile(_) | Change::Credentials | Change::Config(..) => self.says = true,
            Change::Action(kind, value) => {
                self.action.insert(*kind, value.clone());
                self.says = true;
            }
            Change::Argument(client, argument, given) => {
                let program = self.program.get_or_insert_with(|| (client, Vec::new()));
                program.1.push((*argument, given.clone()));
                self.says = true;
            }
            Change::Store(_) => {}
        }
    }

    fn set(&mut self, scope: Scope, name: &str, value: Option<Variable>) {
        let decides = Kind::of_variable(name).is_some();
        // A store's values may have any name.
        if !is_read(name) {
            return;
        }
        self.says |= decides || name.starts_with("CLAUDE_CODE_");
        match (scope, value) {
            (Scope::Process, Some(value)) => self.process.set_variable(name, value),
            (Scope::Process, None) => self.process.unset(name),
            (Scope::ClaudeCode, Some(value)) => {
                self.claude_code.insert(name.to_owned(), value);
            }
            (Scope::Java, Some(value)) => {
                self.java.insert(name.to_owned(), value);
            }
            _ => {}
        }
    }

    fn take(&mut self, take: &Take, reading: &Reading, shared: &mut Shared<'_>) {
        if take.from.kind == FILE {
            match shared.file(reading, &take.from.name) {
                Some(file) => {
                    for (_, change) in &file.changes {
                        if let Change::Variable(scope, name, value) = change {
                            self.set(*scope, name, value.clone());
                        }
                    }
                }
                None => shared.misses(take, reading),
            }
            return;
        }
        let Some(store) = shared.store(&take.from) else {
            if matches!(take.what, What::All(_)) {
                shared.misses(take, reading);
            }
            return;
        };
        if let What::All(prefix) = &take.what {
            return self.take_all(store, prefix);
        }
        for (key, value) in &store.values {
            match &take.what {
                What::One(one, name) if one == key => {
                    if let Some(variable) = value.variable(name) {
                        self.set(Scope::Process, name, Some(variable));
                    }
                }
                What::Directory(directory) => self.mount(&format!("{directory}/{key}"), value),
                What::File(one, path) if one == key => self.mount(path, value),
                _ => {}
            }
        }
    }

    /// Takes every value of a store, as a variable of its key's name behind a prefix.
    pub(super) fn take_all(&mut self, store: &Store, prefix: &str) {
        for (key, value) in &store.values {
            let name = format!("{prefix}{key}");
            if let Some(variable) = value.variable(&name) {
                self.set(Scope::Process, &name, Some(variable));
            }
        }
    }

    fn mount(&mut self, path: &str, value: &Stored) {
        match value.content() {
            Some(content) => {
                if let Content::Text { document, .. } = content {
                    self.tokens.extend(token_file(document));
                }
                self.process.add_content(path, content.clone());
            }
            None => self.process.add_file(path, "token", None),
        }
    }

    /// What each client finds.
    pub(super) fn views(&self, shared: &Shared<'_>) -> Views {
        // A setting of one client's own outranks the process, wherever it stands.
        let view = |own: &BTreeMap<String, Variable>| {
            let mut around = self.process.clone();
            for (name, value) in own {
                around.set_variable(name, value.clone());
            }
            self.add_files(&mut around, shared);
            around
        };
        let process = view(&BTreeMap::new());
        let program = self.program.as_ref().map(|(client, given)| {
            let mut around = if *client == "java" { view(&self.java) } else { process.clone() };
            arguments::give(&mut around, given);
            (*client, around)
        });
        Views {
            process,
            claude_code: view(&self.claude_code),
            java: view(&self.java),
            action: (!self.action.is_empty()).then(|| {
                let mut around = view(&self.claude_code);
                self.add_inputs(&mut around);
                around
            }),
            program,
        }
    }

    /// Inputs of claude-code-action stand beside the variables, which it takes where an input is not given.
    fn add_inputs(&self, around: &mut Surroundings) {
        for (kind, value) in &self.action {
            let field = match kind {
                Kind::FederationRuleId => &mut around.action.rule,
                Kind::OrganizationId => &mut around.action.organization,
                Kind::ServiceAccountId => &mut around.action.service_account,
                Kind::WorkspaceId => &mut around.action.workspace,
                _ => {
                    if let Variable::Secret(credential) = value {
                        let given = precedence::Argument::Given(credential.clone());
                        match kind {
                            Kind::ApiKey => around.arguments.api_key = given,
                            Kind::OauthToken => around.arguments.auth_token = given,
                            _ => {}
                        }
                    }
                    continue;
                }
            };
            if let Variable::Plain(text) = value
                && !text.is_empty()
            {
                *field = Some(Plain::new(text));
            }
        }
    }

    fn add_files(&self, around: &mut Surroundings, shared: &Shared<'_>) {
        let token = around.plain("ANTHROPIC_IDENTITY_TOKEN_FILE").map(str::to_owned);
        let tokens = token.iter().chain(&self.tokens).chain(&shared.tokens);
        let directories = directories(around);
        let chosen =
            around.plain("ANTHROPIC_PROFILE").filter(|name| !name.is_empty()).unwrap_or("default").to_owned();
        for file in &shared.files {
            // By its own name where it lies in its folder, else as the one that is chosen.
            let name = file.name.unwrap_or(&chosen);
            for directory in &directories {
                around.add_content(&format!("{directory}/{}/{name}.json", file.folder), file.content.clone());
            }
        }
        for (path, content) in &shared.configs {
            for directory in &directories {
                around.add_content(&format!("{directory}/{path}"), (*content).clone());
            }
        }
        for path in tokens {
            if !path.is_empty() && around.file(path).is_none() {
                around.add_file(path, "token", None);
            }
        }
    }
}

fn reference(name: &str) -> Variable {
    let shown = format!("${{{name}}}");
    if Surroundings::is_plain(name) {
        Variable::Plain(shown)
    } else {
        Variable::Secret(Credential::reference(&shown))
    }
}

/// Every directory in which some client looks for profiles.
fn directories(around: &Surroundings) -> Vec<String> {
    let filled = |name: &str| around.plain(name).filter(|text| !text.is_empty());
    let mut directories = vec![format!("{}/.config/anthropic", around.home())];
    directories.extend(filled("XDG_CONFIG_HOME").map(|xdg| format!("{xdg}/anthropic")));
    directories.extend(filled("ANTHROPIC_CONFIG_DIR").map(str::to_owned));
    directories
}
