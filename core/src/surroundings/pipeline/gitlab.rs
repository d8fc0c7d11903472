//! GitLab CI/CD: each job is a process, with what it takes over from `default`, from templates and by `!reference`.
//!
//! <https://docs.gitlab.com/ci/yaml/>, read on 2026-11-22.

use super::super::sink::{Change, Form, Scope};
use super::super::yaml::{Entry, Node, Passed};
use super::part::Part;
use super::reader::{Reader, join, scalar, segment};
use super::script::Language;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Keys at the top that are no jobs.
const KEYWORDS: [&str; 12] = [
    "default",
    "include",
    "stages",
    "variables",
    "workflow",
    "image",
    "services",
    "before_script",
    "after_script",
    "cache",
    "spec",
    "types",
];
/// A job that says nothing of ours takes nothing over either, but what is given to all.
pub(super) const PASSED: Passed = Passed {
    paths: &[&["*"]],
    kept: &KEYWORDS,
    given: &["default", "before_script", "script", "after_script"],
    called: &[],
};
/// Templates of templates that GitLab follows at most.
const DEEPEST: usize = 11;
/// The most changes that jobs take over from templates.
const MOST_COPIED: usize = 100_000;

/// What a job, a template or `default` says by itself.
#[derive(Clone, Debug, Default)]
struct Own {
    variables: Vec<Change>,
    before: Option<Vec<Change>>,
    script: Option<Vec<Change>>,
    after: Vec<Change>,
}

/// Reads a pipeline.
pub(super) fn read(root: &Node, reader: &mut Reader<'_, '_>) {
    if let Some(include) = root.entry("include") {
        reader.out.unread(include.line, "files that are included are not followed; give them, too");
    }
    let mut jobs = Jobs {
        nodes: root.entries().iter().map(|entry| (entry.key.as_str(), &entry.value)).collect(),
        own: HashMap::new(),
        scripts: HashMap::new(),
        referred: HashSet::new(),
        copied: 0,
    };
    let mut top = reader.variables(root.get("variables"), "variables", value);
    top.extend(rules(root.find(&["workflow", "rules"]), "workflow.rules", reader));
    services(root.get("services"), "", "pipeline", reader);
    // What stands at the top by itself is the old way to say default.
    let mut default = jobs.read(root, "", reader);
    default.variables.clear();
    if let Some(node) = root.get("default") {
        let own = jobs.read(node, "default", reader);
        default.variables.extend(own.variables);
        default.before = own.before.or(default.before);
        default.after.extend(own.after);
        services(node.get("services"), "default", "default", reader);
    }
    let is_job =
        |entry: &&Entry| !KEYWORDS.contains(&entry.key.as_str()) && !entry.value.entries().is_empty();
    let all: Vec<&Entry> = root.entries().iter().filter(is_job).collect();
    for entry in &all {
        let own = jobs.read(&entry.value, &segment(&entry.key), reader);
        jobs.own.insert(&entry.key, own);
    }
    let used: HashSet<&str> = all.iter().flat_map(|entry| extends(&entry.value)).collect();
    let mut parts = Part::new("", "");
    parts.sets = top;
    for entry in all {
        let (name, node) = (entry.key.as_str(), &entry.value);
        let template = name.starts_with('.');
        // A template that nothing here uses serves other files.
        if !(template && (used.contains(name) || jobs.referred.contains(name))) {
            let kind = if template { "template" } else { "job" };
            let mut part = Part::new(segment(name), format!("{kind} {name}"));
            part.sets = jobs.sets(name, node, &parts.sets, &default);
            parts.parts.push(part);
        }
        services(node.get("services"), &segment(name), &format!("job {name}"), reader);
    }
    parts.place(reader.out);
}

/// The templates that a job extends, the nearest last.
fn extends(node: &Node) -> impl Iterator<Item = &str> {
    let value = node.get("extends");
    let list = value.map(Node::items).unwrap_or_default().iter().filter_map(Node::text);
    value.and_then(Node::text).into_iter().chain(list)
}

struct Jobs<'n> {
    /// All that stands at the top.
    nodes: HashMap<&'n str, &'n Node>,
    own: HashMap<&'n str, Own>,
    /// What scripts set that are referred to, by the node's place in memory.
    scripts: HashMap<usize, Vec<Change>>,
    /// Jobs and templates that are referred to.
    referred: HashSet<String>,
    copied: usize,
}

impl<'n> Jobs<'n> {
    /// Reads what stands in a job, a template or `default`.
    fn read(&mut self, node: &'n Node, path: &str, reader: &mut Reader<'_, '_>) -> Own {
        let mut variables = Vec::new();
        if let Some(given) = node.get("variables").filter(|_| !path.is_empty()) {
            let given = self.referred(given).unwrap_or(given);
            variables = reader.variables(Some(given), &join(path, "variables"), value);
        }
        for (at, matrix) in
            node.find(&["parallel", "matrix"]).map(Node::items).unwrap_or_default().iter().enumerate()
        {
            let path = format!("{path}.parallel.matrix.{at}");
            for entry in matrix.entries() {
                // Of a list of values, one stands for all.
                let first = entry.value.items().first().unwrap_or(&entry.value);
                if let Some((text, form)) = value(first) {
                    let value = (text.as_ref(), form);
                    variables.extend(reader.variable(entry.line, (&entry.key, &path), value, Scope::Process));
                }
            }
        }
        variables.extend(rules(node.get("rules"), &join(path, "rules"), reader));
        // The platform puts these into the job's variables when it starts.
        for key in ["id_tokens", "secrets"] {
            for entry in node.get(key).map(Node::entries).unwrap_or_default() {
                let path = format!("{}.{}", join(path, key), entry.key);
                let reference = format!("${{{}}}", entry.key);
                let value = (reference.as_str(), Form::Expands);
                variables.extend(reader.variable(entry.line, (&entry.key, &path), value, Scope::Process));
            }
        }
        let pair = |key: &str| node.get(key).map(|script| (script, join(path, key)));
        let before = pair("before_script").map(|(node, path)| self.script(node, &path, 0, reader));
        let script = pair("script").map(|(node, path)| self.script(node, &path, 0, reader));
        let after = pair("after_script").map(|(node, path)| self.script(node, &path, 0, reader));
        // What runs after the script has nothing of what that exports, and its own counts where it gives something.
        let after = after.unwrap_or_default().into_iter().filter(Change::gives).collect();
        Own { variables, before, script, after }
    }

    /// Reads a script: a text, a list of them, or lists in lists.
    fn script(
        &mut self,
        node: &'n Node,
        path: &str,
        depth: usize,
        reader: &mut Reader<'_, '_>,
    ) -> Vec<Change> {
        if let Some(text) = node.text() {
            let lead = text.trim_start().to_ascii_lowercase();
            let language = if lead.starts_with("$env:") { Language::PowerShell } else { Language::Shell };
            let ran = reader.script(node, language, path, str::to_owned);
            return ran.here.into_iter().chain(ran.later).collect();
        }
        if depth > DEEPEST {
            return Vec::new();
        }
        if let Some(there) = self.referred(node) {
            let key = std::ptr::from_ref(there).addr();
            if let Some(known) = self.scripts.get(&key) {
                self.copied += known.len();
                return if self.copied > MOST_COPIED { Vec::new() } else { known.clone() };
            }
            // Empty until it is read, so that a reference to itself ends.
            self.scripts.insert(key, Vec::new());
            let sets = self.script(there, path, depth + 1, reader);
            self.scripts.insert(key, sets.clone());
            return sets;
        }
        let items = node.items().iter().enumerate();
        items
            .flat_map(|(at, item)| self.script(item, &join(path, &at.to_string()), depth + 1, reader))
            .collect()
    }

    /// What `!reference [job, key]` names.
    fn referred(&mut self, node: &Node) -> Option<&'n Node> {
        let keys: Vec<&str> = node.items().iter().map(Node::text).collect::<Option<_>>()?;
        let (first, rest) = keys.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let there = self.nodes.get(first)?.find(rest);
        self.referred.insert((*first).to_owned());
        there
    }

    /// All that a job runs with.
    fn sets(&mut self, name: &str, node: &Node, top: &[Change], default: &Own) -> Vec<Change> {
        let mut all = Own::default();
        self.inherit(name, 0, &mut all);
        let inherits = |key: &str| node.find(&["inherit", key]);
        let refuses = |key: &str| inherits(key).is_some_and(|value| value.text() == Some("false"));
        let mut sets = Vec::new();
        let only = inherits("variables").map(Node::items).filter(|list| !list.is_empty());
        if refuses("variables") || only.is_some() {
            let listed =
                |name: &str| only.is_some_and(|list| list.iter().any(|item| item.text() == Some(name)));
            for change in top {
                if let Change::Variable(scope, name, _) = change
                    && !listed(name)
                {
                    sets.push(Change::Variable(*scope, name.clone(), None));
                }
            }
        }
        let default = if refuses("default") { &Own::default() } else { default };
        self.copied +=
            default.variables.len() + default.after.len() + default.before.as_ref().map_or(0, Vec::len);
        if self.copied <= MOST_COPIED {
            sets.extend(default.variables.iter().cloned());
            sets.extend(default.after.iter().cloned());
            sets.extend(all.variables);
            sets.extend(all.before.or_else(|| default.before.clone()).unwrap_or_default());
        } else {
            sets.extend(all.variables);
        }
        sets.extend(all.script.unwrap_or_default());
        sets.extend(all.after);
        sets
    }

    fn inherit(&mut self, name: &str, depth: usize, all: &mut Own) {
        if depth > DEEPEST || self.copied > MOST_COPIED {
            return;
        }
        if let Some(node) = self.nodes.get(name).copied() {
            for template in extends(node).filter(|template| *template != name) {
                self.copied += 1;
                self.inherit(template, depth + 1, all);
            }
        }
        let Some(own) = self.own.get(name) else { return };
        self.copied += own.variables.len() + own.after.len();
        self.copied += own.script.as_ref().map_or(0, Vec::len) + own.before.as_ref().map_or(0, Vec::len);
        all.variables.extend(own.variables.iter().cloned());
        all.after.extend(own.after.iter().cloned());
        if own.before.is_some() {
            all.before.clone_from(&own.before);
        }
        if own.script.is_some() {
            all.script.clone_from(&own.script);
        }
    }
}

/// Variables that a rule sets when it applies. One that it takes away may be there all the same.
fn rules(node: Option<&Node>, path: &str, reader: &mut Reader<'_, '_>) -> Vec<Change> {
    let mut sets = Vec::new();
    for (at, rule) in node.map(Node::items).unwrap_or_default().iter().enumerate() {
        let path = format!("{path}.{at}.variables");
        sets.extend(reader.variables(rule.get("variables"), &path, value));
    }
    sets.retain(Change::gives);
    sets
}

/// Containers beside a job, each with variables of its own.
fn services(node: Option<&Node>, path: &str, name: &str, reader: &mut Reader<'_, '_>) {
    for (at, service) in node.map(Node::items).unwrap_or_default().iter().enumerate() {
        let inside = format!("{}.{at}.variables", join(path, "services"));
        let mut part = Part::new(format!("{path}:service-{at}"), format!("{name}, service {}", at + 1));
        part.sets = reader.variables(service.get("variables"), &inside, value);
        if part.says() {
            part.place(reader.out);
        }
    }
}

/// A value, or one with its description.
fn value(node: &Node) -> Option<(Cow<'_, str>, Form)> {
    let (inside, raw) = match node.get("value") {
        Some(value) => (value, node.text_of("expand") == Some("false")),
        None => (node, false),
    };
    scalar(inside).map(|text| (Cow::Borrowed(text), if raw { Form::Quoted } else { Form::Expands }))
}
