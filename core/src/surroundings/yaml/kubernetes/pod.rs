//! Containers: their variables in the order in which they count, and the files that they have.
//!
//! <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container>, read on 2026-11-22: of several
//! sources in `envFrom` the last that has a key counts, and `env` outranks them all.

use super::super::Path;
use super::super::node::{Node, Value};
use super::store::{CONFIG_MAP, SECRET, id};
use super::{Object, list, scalar};
use crate::surroundings::finding::Kind;
use crate::surroundings::sink::{Change, Form, Scope, Sink};
use crate::surroundings::store::{StoreId, Take, What};

/// Finds every container of an object, by its shape: under `containers` and its like beside the volumes, or any mapping with
/// its own variables, as workflows of other projects have them. Tells whether there is one.
pub(super) fn find(node: &Node, path: &Path<'_>, object: &Object<'_>, out: &mut Sink) -> bool {
    let mut found = false;
    match &node.value {
        Value::Mapping(entries) => {
            let is_container = node.get("envFrom").is_some_and(|from| !from.items().is_empty())
                || (node.get("image").is_some()
                    && node.get("env").is_some_and(|env| !env.items().is_empty()));
            if is_container {
                container(node, path, "", &[], object, out);
                return true;
            }
            for entry in entries {
                let inner = path.key(&entry.key);
                let word = match entry.key.as_str() {
                    "containers" => "container",
                    "initContainers" => "init container",
                    "ephemeralContainers" => "ephemeral container",
                    _ => {
                        found |= find(&entry.value, &inner, object, out);
                        continue;
                    }
                };
                for (at, item) in entry.value.items().iter().enumerate() {
                    container(item, &inner.item(at), word, list(node, "volumes"), object, out);
                    found = true;
                }
            }
        }
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                found |= find(item, &path.item(at), object, out);
            }
        }
        Value::Scalar(..) => {}
    }
    found
}

fn container(
    node: &Node,
    path: &Path<'_>,
    word: &str,
    volumes: &[Node],
    object: &Object<'_>,
    out: &mut Sink,
) {
    let name = node.text_of("name").unwrap_or_default();
    let title = match (word, name) {
        ("", "") => object.title(),
        ("", name) => format!("{name} of {}", object.title()),
        (word, name) => format!("{word} {name} of {}", object.title()),
    };
    out.at(&object.place(path, ""), &title);
    for source in list(node, "envFrom") {
        let (kind, named) = match (source.get("secretRef"), source.get("configMapRef")) {
            (Some(named), _) => (SECRET, named),
            (None, Some(named)) => (CONFIG_MAP, named),
            _ => continue,
        };
        let prefix = source.text_of("prefix").unwrap_or_default().to_owned();
        take(
            id(kind, named.text_of("name").unwrap_or_default(), object.namespace),
            named,
            What::All(prefix),
            out,
        );
    }
    let env = path.key("env");
    let mut file = None;
    for (at, item) in list(node, "env").iter().enumerate() {
        let Some(entry) = item.entry("name") else { continue };
        let Some(name) = entry.value.text() else { continue };
        let path = env.item(at);
        if let Some(from) = item.get("valueFrom") {
            value_from(entry.line, name, from, &path, object, out);
            continue;
        }
        let text = item.get("value").map_or(Some(""), scalar).unwrap_or_default();
        out.assign(entry.line, (name, &path.to_string()), text, Form::Expands, Scope::Process);
        if Kind::of_variable(name) == Some(Kind::IdentityTokenFile) && text.starts_with('/') {
            file = Some((entry.line, text));
        }
    }
    let mut tokens = Vec::new();
    let mounts = list(node, "volumeMounts");
    for mount in mounts {
        let volume = volumes.iter().find(|volume| volume.text_of("name") == mount.text_of("name"));
        if let (Some(volume), Some(directory)) = (volume, mount.text_of("mountPath")) {
            files(volume, mount, directory.trim_end_matches('/'), &mut tokens, object, out);
        }
    }
    if let Some((line, path)) = file
        && !tokens.is_empty()
        && !mounts
            .iter()
            .any(|mount| mount.text_of("mountPath").is_some_and(|directory| is_inside(path, directory)))
    {
        out.unread(
            line,
            "no volume puts a file there, and a projected token lies elsewhere; compare path and mountPath",
        );
    }
}

fn is_inside(path: &str, directory: &str) -> bool {
    let rest = path.strip_prefix(directory.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn take(from: StoreId, named: &Node, what: What, out: &mut Sink) {
    let optional = named.get("optional").is_some_and(Node::is_true);
    out.change(Change::Take(Box::new(Take { from, line: named.line, what, optional })));
}

fn value_from(line: usize, name: &str, from: &Node, path: &Path<'_>, object: &Object<'_>, out: &mut Sink) {
    let whole = path.to_string();
    for (key, kind) in [("secretKeyRef", SECRET), ("configMapKeyRef", CONFIG_MAP)] {
        let Some(named) = from.get(key) else { continue };
        let (store, key) =
            (named.text_of("name").unwrap_or_default(), named.text_of("key").unwrap_or_default());
        out.refer(line, (name, &whole), &format!("{kind} {store}, {key}"), Scope::Process);
        let what = What::One(key.to_owned(), name.to_owned());
        return take(id(kind, store, object.namespace), named, what, out);
    }
    let field = from.find(&["fieldRef", "fieldPath"]).and_then(Node::text);
    out.refer(line, (name, &whole), field.unwrap_or("(elsewhere)"), Scope::Process);
}

/// The files that a volume puts into a directory.
fn files(
    volume: &Node,
    mount: &Node,
    directory: &str,
    tokens: &mut Vec<String>,
    object: &Object<'_>,
    out: &mut Sink,
) {
    let sources = match volume.get("projected") {
        Some(projected) => list(projected, "sources"),
        None => std::slice::from_ref(volume),
    };
    for source in sources {
        if let Some(token) = source.get("serviceAccountToken") {
            tokens.push(format!("{directory}/{}", token.text_of("path").unwrap_or("token")));
        }
        for (key, kind) in [("secret", SECRET), ("configMap", CONFIG_MAP)] {
            let Some(named) = source.get(key) else { continue };
            let name = named.text_of("name").or_else(|| named.text_of("secretName")).unwrap_or_default();
            let from = || id(kind, name, object.namespace);
            let items = list(named, "items");
            let at = |key: &str| {
                let item = items.iter().find(|item| item.text_of("key") == Some(key));
                item.and_then(|item| item.text_of("path")).unwrap_or(key).to_owned()
            };
            if let Some(sub) = mount.text_of("subPath") {
                let item = items.iter().find(|item| item.text_of("path") == Some(sub));
                let key = item.and_then(|item| item.text_of("key")).unwrap_or(sub);
                take(from(), named, What::File(key.to_owned(), directory.to_owned()), out);
            } else if items.is_empty() {
                take(from(), named, What::Directory(directory.to_owned()), out);
            } else {
                for key in items.iter().filter_map(|item| item.text_of("key")) {
                    take(from(), named, What::File(key.to_owned(), format!("{directory}/{}", at(key))), out);
                }
            }
        }
    }
}
