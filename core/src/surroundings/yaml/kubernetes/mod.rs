//! Manifests of Kubernetes and of what speaks its language, such as Knative, Cloud Run and Kustomize: each container is a
//! place, each ConfigMap and Secret a store.

mod pod;
mod store;

use super::node::{Node, Value};
use super::{Part, Passed, Path, documents, find_rest, other};
use crate::surroundings::json;
use crate::surroundings::mentions::Mentions;
use crate::surroundings::sink::Sink;

/// Whether the keys at the top are those of a manifest.
pub(super) fn has_shape(keys: &[&str]) -> bool {
    let has = |key| keys.contains(&key);
    (has("apiVersion") && has("kind")) || has("secretGenerator") || has("configMapGenerator")
}

/// Reads manifests.
pub(in crate::surroundings) fn read(text: &str, out: &mut Sink) {
    // Stores, what takes them, and tokens.
    let also = ["secret", "configmap", "envfrom", "serviceaccounttoken", "generator"];
    let text =
        if text.trim_start().starts_with('{') { json::without_quiet(text, &also) } else { text.into() };
    let mut mentions = Mentions::of_long(&text, &also);
    documents(&text, (mentions.as_mut(), Passed::at(&[&["items", "*"]])), out, |part, out| {
        let from = out.findings.len();
        // The top of the file, where there are several documents, is none of them.
        let top = if part.number == 0 { String::new() } else { format!("#{}", part.number + 1) };
        object(part.root, &Path::TOP, (&top, part), out);
        out.at("", "");
        find_rest(part, from, out);
    });
}

/// An object, or a list of them, in a document. `top` tells which, where it is not the first.
fn object(node: &Node, path: &Path<'_>, (top, part): (&str, &Part<'_>), out: &mut Sink) {
    let kind = node.text_of("kind").unwrap_or_default();
    if kind.ends_with("List") || (kind.is_empty() && node.get("items").is_some()) {
        let items = path.key("items");
        for (at, item) in node.get("items").map_or(&[][..], Node::items).iter().enumerate() {
            object(item, &items.item(at), (top, part), out);
        }
        return;
    }
    let object = Object { kind, name: name(node), namespace: namespace(node), top };
    match kind {
        "Secret"
        | "ConfigMap"
        | "SealedSecret"
        | "ExternalSecret"
        | "ClusterExternalSecret"
        | "SecretProviderClass" => {
            let from = out.findings.len();
            store::read(node, &object, path, out);
            out.held_by(from, &object.title());
        }
        _ if kind == "Kustomization"
            || node.get("secretGenerator").is_some()
            || node.get("configMapGenerator").is_some() =>
        {
            store::read_generators(node, &object, path, out);
        }
        _ => {
            if !pod::find(node, path, &object, out) && part.speaks {
                // A chart's values or the like inside of an object that has no container.
                let place = object.place(path, "");
                other::read_inside(node, path, (&place, &object.title()), out);
            }
        }
    }
}

/// Which object it is.
struct Object<'a> {
    kind: &'a str,
    name: &'a str,
    namespace: &'a str,
    /// The document, where it is not the first.
    top: &'a str,
}

impl Object<'_> {
    fn title(&self) -> String {
        match (self.kind, self.name) {
            ("", "") => "object".to_owned(),
            (kind, "") => kind.to_owned(),
            ("", name) => name.to_owned(),
            (kind, name) => format!("{kind} {name}"),
        }
    }

    /// A place's path in the whole file. The end tells apart what is no part of what stands above it.
    fn place(&self, path: &Path<'_>, end: &str) -> String {
        [self.top, &path.to_string(), end]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(".")
    }
}

fn name(node: &Node) -> &str {
    node.find(&["metadata", "name"]).and_then(Node::text).unwrap_or_default()
}

fn namespace(node: &Node) -> &str {
    node.find(&["metadata", "namespace"]).and_then(Node::text).unwrap_or_default()
}

/// The items of a key's list.
fn list<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map_or(&[], Node::items)
}

/// The text of a scalar, empty where it is null; none of anything else.
fn scalar(node: &Node) -> Option<&str> {
    matches!(node.value, Value::Scalar(..)).then(|| node.text().unwrap_or_default())
}
