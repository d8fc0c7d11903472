//! Docker Compose: each service is a place.
//!
//! Rules: <https://docs.docker.com/reference/compose-file/services/> and
//! <https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/>, read on 2026-11-22: what
//! `environment` says outranks what `env_file` names, a later file an earlier one; a name without a value is taken from the
//! shell that runs Compose; arguments of a build reach no container.

use super::node::{Entry, Node, Value};
use super::{Passed, Path, documents, find_rest, other};
use crate::surroundings::mentions::Mentions;
use crate::surroundings::sink::{Change, Form, Scope, Sink};
use crate::surroundings::store::{FILE, Store, StoreId, Stored, Take, What};

/// Whether the keys at the top are those of a Compose file; `text` is what stands below `services`.
pub(super) fn has_shape(keys: &[&str], text: &str) -> bool {
    // Elsewhere `services` is a list.
    let maps = || {
        let below = text.split("\nservices:").nth(1).or_else(|| text.strip_prefix("services:"));
        let first = below
            .into_iter()
            .flat_map(str::lines)
            .skip(1)
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'));
        first.is_some_and(|line| !line.starts_with('-') && line.contains(':'))
    };
    keys.contains(&"services") && !keys.contains(&"stages") && maps()
}

/// Reads a Compose file.
pub(in crate::surroundings) fn read(text: &str, out: &mut Sink) {
    let mut mentions = Mentions::of_long(text, &["env_file", "extends", "include", "secrets", "configs"]);
    let passed = Passed::at(&[&["services", "*"]]);
    documents(text, (mentions.as_mut(), passed), out, |part, out| {
        let root = part.root;
        let from = out.findings.len();
        let services = root.get("services");
        for entry in root.get("configs").map_or(&[][..], Node::entries) {
            if let Some(content) = entry.value.text_of("content") {
                let values = vec![(CONTENT.to_owned(), Stored::new(content, Form::Quoted, false))];
                out.change(Change::Store(Box::new(Store { id: config(&entry.key, out), values })));
            }
        }
        for entry in root.get("secrets").map_or(&[][..], Node::entries) {
            // The secret's value is a variable of the shell that runs Compose.
            if let Some(source) = entry.value.entry("environment")
                && let Some(name) = source.value.text()
            {
                let path = format!("secrets.{}.environment", entry.key);
                out.refer(source.line, (name, &path), &format!("${{{name}}}"), Scope::Nobody);
            }
        }
        if let Some(include) = root.entry("include") {
            out.unread(include.line, "the files that are included here are not read with it; add them");
        }
        for entry in services.map_or(&[][..], Node::entries) {
            out.at(&format!("services.{}", entry.key), &format!("service {}", entry.key));
            if let Some(services) = services {
                let mut seen = vec![entry.key.as_str()];
                inherit(services, &entry.value, &mut seen, out);
            }
            service(entry, out);
        }
        out.at("", "");
        find_rest(part, from, out);
    });
}

/// The key of a config's own text.
const CONTENT: &str = "content";

fn config(name: &str, out: &Sink) -> StoreId {
    // A config counts in its own file only.
    StoreId { kind: "config", name: name.to_owned(), scope: out.file.clone() }
}

/// What the services that are extended set; it is found where it stands.
fn inherit<'a>(services: &'a Node, own: &'a Node, seen: &mut Vec<&'a str>, out: &mut Sink) {
    let Some(extends) = own.entry("extends") else { return };
    if let Some(file) = extends.value.text_of("file") {
        let file = crate::secret::scrub(file);
        return out.unread(
            extends.line,
            format!(
                "a service of {file} is extended, whose variables are not taken over here; see it by itself"
            ),
        );
    }
    let Some(name) = extends.value.text().or_else(|| extends.value.text_of("service")) else { return };
    let Some(base) = services.entry(name) else {
        return out.unread(extends.line, "a service is extended that is not here");
    };
    if seen.len() < DEEPEST && !seen.contains(&name) {
        seen.push(name);
        inherit(services, &base.value, seen, out);
        let mut above = Sink::new(&out.file);
        service(base, &mut above);
        out.absorb(above);
    }
}

/// The longest chain of services that extend each other.
const DEEPEST: usize = 16;

fn service(entry: &Entry, out: &mut Sink) {
    let services = Path::TOP.key("services");
    let path = services.key(&entry.key);
    let service = &entry.value;
    for file in one_or_more(service.get("env_file")) {
        let Some(name) = file.text().or_else(|| file.text_of("path")) else { continue };
        let from = StoreId { kind: FILE, name: crate::secret::scrub(name), scope: String::new() };
        let optional = file.text_of("required") == Some("false");
        out.change(Change::Take(Box::new(Take {
            from,
            line: file.line,
            what: What::All(String::new()),
            optional,
        })));
    }
    variables(service.get("environment"), &path.key("environment"), Scope::Process, out);
    if let Some(build) = service.get("build") {
        variables(build.get("args"), &path.key("build").key("args"), Scope::Nobody, out);
    }
    for mount in service.get("configs").map_or(&[][..], Node::items) {
        let Some(name) = mount.text().or_else(|| mount.text_of("source")) else { continue };
        let target = mount.text_of("target").map_or_else(|| format!("/{name}"), str::to_owned);
        let what = What::File(CONTENT.to_owned(), target);
        out.change(Change::Take(Box::new(Take {
            from: config(name, out),
            line: mount.line,
            what,
            optional: true,
        })));
    }
}

/// Variables as a mapping, or as a list of `NAME=value`. A name without a value comes from the shell.
fn variables(node: Option<&Node>, path: &Path<'_>, scope: Scope, out: &mut Sink) {
    let Some(node) = node else { return };
    for entry in node.entries() {
        let path = path.key(&entry.key);
        match &entry.value.value {
            Value::Scalar(..) if entry.value.is_null() => {
                out.inherit(entry.line, (&entry.key, &path.to_string()), scope);
            }
            Value::Scalar(text, _) => set(entry.line, &entry.key, &path, text, scope, out),
            _ => {}
        }
    }
    for (at, item) in node.items().iter().enumerate() {
        let path = path.item(at);
        match item.text().map(|text| (text, other::assignment(text))) {
            Some((_, Some((name, value)))) => set(item.line, name, &path, value, scope, out),
            Some((name, None)) => out.inherit(item.line, (name, &path.to_string()), scope),
            None => {}
        }
    }
}

fn set(line: usize, name: &str, path: &Path<'_>, text: &str, scope: Scope, out: &mut Sink) {
    // `$$` stands for a `$` that is not expanded.
    let form = if text.contains("$$") && !text.replace("$$", "").contains('$') {
        Form::Quoted
    } else {
        Form::Expands
    };
    out.assign(line, (name, &path.to_string()), text, form, scope);
}

fn one_or_more(node: Option<&Node>) -> &[Node] {
    match node {
        Some(Node { value: Value::Sequence(items), .. }) => items,
        Some(node) => std::slice::from_ref(node),
        None => &[],
    }
}
