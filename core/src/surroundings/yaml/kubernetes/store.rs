//! ConfigMaps and Secrets, and what makes them: sealed and external secrets, generators of Kustomize.
//!
//! Read on 2026-11-22: <https://kubernetes.io/docs/concepts/configuration/secret/> (`data` is base64, `stringData` is not and
//! outranks it), <https://external-secrets.io/latest/api/externalsecret/>, <https://github.com/bitnami-labs/sealed-secrets>,
//! <https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret> and
//! <https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/>.

use super::super::node::{Entry, Node, Style, Value};
use super::super::{Path, base64, other};
use super::{Object, list, scalar};
use crate::surroundings::finding::State;
use crate::surroundings::json;
use crate::surroundings::sink::{Change, Form, Scope, Sink};
use crate::surroundings::store::{Store, StoreId, Stored};
use crate::surroundings::value::is_name;

/// The kinds of stores.
pub(super) const SECRET: &str = "Secret";
pub(super) const CONFIG_MAP: &str = "ConfigMap";

/// A store's identity, by its name and namespace as they stand there.
pub(super) fn id(kind: &'static str, name: &str, namespace: &str) -> StoreId {
    let plain = crate::secret::scrub;
    StoreId { kind, name: plain(name), scope: plain(namespace) }
}

/// Reads a store, or an object from which the cluster makes one.
pub(super) fn read(node: &Node, object: &Object<'_>, path: &Path<'_>, out: &mut Sink) {
    let mut values = Vec::new();
    let mut name = object.name;
    let mut kind = SECRET;
    match object.kind {
        "ConfigMap" => {
            kind = CONFIG_MAP;
            plain(node.get("data"), &path.key("data"), false, &mut values, out);
        }
        "Secret" => {
            for entry in node.get("data").map_or(&[][..], Node::entries) {
                let Some(text) = scalar(&entry.value) else { continue };
                // A template, or somebody's `<base64 of the key>`, is taken as it stands.
                let decoded = base64::decode(text);
                let text = decoded.as_deref().unwrap_or(text);
                value(entry, text, &path.key("data").key(&entry.key), out);
                values.push((entry.key.clone(), Stored::new(text, Form::Quoted, true)));
            }
            plain(node.get("stringData"), &path.key("stringData"), true, &mut values, out);
        }
        "SealedSecret" => {
            let data = path.key("spec.encryptedData");
            for entry in node.find(&["spec", "encryptedData"]).map_or(&[][..], Node::entries) {
                refer(entry.line, &entry.key, &data.key(&entry.key), "(sealed)", &mut values, out);
            }
        }
        "SecretProviderClass" => {
            let path = path.key("spec.secretObjects");
            let objects = node.get("spec").map_or(&[][..], |spec| list(spec, "secretObjects"));
            for (at, item) in objects.iter().enumerate() {
                let mut values = Vec::new();
                for (number, data) in list(item, "data").iter().enumerate() {
                    if let Some(key) = data.entry("key")
                        && let Some(text) = key.value.text()
                    {
                        let item = path.item(at);
                        let data = item.key("data");
                        refer(key.line, text, &data.item(number), "(secret store)", &mut values, out);
                    }
                }
                store(
                    id(SECRET, item.text_of("secretName").unwrap_or_default(), object.namespace),
                    values,
                    out,
                );
            }
            return;
        }
        _ => {
            let spec = node.get("spec");
            let inner = spec.and_then(|spec| spec.get("externalSecretSpec")).or(spec);
            let Some(inner) = inner else { return };
            name = inner.find(&["target", "name"]).and_then(Node::text).unwrap_or(name);
            let data = path.key("spec.data");
            for (at, item) in list(inner, "data").iter().enumerate() {
                if let Some(key) = item.entry("secretKey")
                    && let Some(text) = key.value.text()
                {
                    refer(key.line, text, &data.item(at), "(secret store)", &mut values, out);
                }
            }
            let template = path.key("spec.target.template.data");
            plain(inner.find(&["target", "template", "data"]), &template, true, &mut values, out);
            if let Some(from) = inner.entry("dataFrom") {
                out.unread(
                    from.line,
                    "every key of a secret elsewhere is taken; which ones is not told here",
                );
            }
        }
    }
    store(id(kind, name, object.namespace), values, out);
}

/// Reads the generators of a kustomization.
pub(super) fn read_generators(node: &Node, object: &Object<'_>, path: &Path<'_>, out: &mut Sink) {
    for (key, kind) in [("secretGenerator", SECRET), ("configMapGenerator", CONFIG_MAP)] {
        let generators = path.key(key);
        for (at, item) in list(node, key).iter().enumerate() {
            let path = generators.item(at);
            let mut values = Vec::new();
            for (number, literal) in list(item, "literals").iter().enumerate() {
                let Some((name, text)) = literal.text().and_then(|text| text.split_once('=')) else {
                    continue;
                };
                let text = text.trim_matches(['"', '\'']);
                let inner = path.key("literals");
                let path = inner.item(number).to_string();
                if is_name(name) {
                    out.assign(literal.line, (name, &path), text, Form::Quoted, Scope::Nobody);
                } else {
                    out.stray_named(literal.line, &path, text, State::Set);
                }
                values.push((name.to_owned(), Stored::new(text, Form::Quoted, kind == SECRET)));
            }
            for entry in ["env", "envs", "files"].iter().filter_map(|key| item.entry(key)) {
                out.unread(
                    entry.line,
                    "values come from other files, which are not read with this one; see those by themselves",
                );
            }
            let namespace =
                item.text_of("namespace").or_else(|| node.text_of("namespace")).unwrap_or(object.namespace);
            store(id(kind, item.text_of("name").unwrap_or_default(), namespace), values, out);
        }
    }
}

fn store(id: StoreId, values: Vec<(String, Stored)>, out: &mut Sink) {
    out.change(Change::Store(Box::new(Store { id, values })));
}

/// Values that stand there as they are.
fn plain(
    node: Option<&Node>,
    path: &Path<'_>,
    hides: bool,
    values: &mut Vec<(String, Stored)>,
    out: &mut Sink,
) {
    for entry in node.map_or(&[][..], Node::entries) {
        if let Some(text) = scalar(&entry.value) {
            value(entry, text, &path.key(&entry.key), out);
            values.push((entry.key.clone(), Stored::new(text, Form::Quoted, hides)));
        }
    }
}

/// A value that stands elsewhere.
fn refer(
    line: usize,
    key: &str,
    path: &Path<'_>,
    to: &str,
    values: &mut Vec<(String, Stored)>,
    out: &mut Sink,
) {
    out.refer(line, (key, &path.to_string()), to, Scope::Nobody);
    values.push((key.to_owned(), Stored::reference(to)));
}

/// Finds what a value holds: a variable by its key, or a file.
fn value(entry: &Entry, text: &str, path: &Path<'_>, out: &mut Sink) {
    let lines = matches!(entry.value.value, Value::Scalar(_, Style::Literal));
    if text.trim_start().starts_with('{') && !text.trim_start().starts_with("{{") {
        let mut inside = Sink::new(&out.file);
        json::read(text, json::recognise(text), &mut inside);
        for mut finding in inside.findings {
            finding.line = if lines { entry.value.line + finding.line - 1 } else { entry.line };
            finding.path = format!("{path}.{}", finding.path);
            out.findings.push(finding);
        }
        return;
    }
    if is_name(&entry.key) {
        return out.assign(entry.line, (&entry.key, &path.to_string()), text, Form::Quoted, Scope::Nobody);
    }
    if text.trim().contains('\n') && !lines {
        // Decoded: its lines stand nowhere.
        for line in text.lines() {
            other::line(entry.line, line, path, Scope::Nobody, out);
        }
    } else if !lines {
        out.stray_named(entry.line, &path.to_string(), text, State::Set);
    }
}
