//! Bitbucket Pipelines.
//!
//! <https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/>, read on 2026-11-22.

use super::super::sink::{Change, Form, Scope};
use super::super::yaml::{Node, Passed};
use super::part::Part;
use super::reader::{Reader, expanded, join, scalar, segment};
use super::script::Language;

/// Pipelines and steps that say nothing of ours.
pub(super) const PASSED: Passed = Passed::at(&[&["pipelines", "*", "*"]]);

/// Reads a file of pipelines.
pub(super) fn read(root: &Node, reader: &mut Reader<'_, '_>) {
    for service in root.find(&["definitions", "services"]).map(Node::entries).unwrap_or_default() {
        let path = format!("definitions.services.{}", segment(&service.key));
        let mut part = Part::new(&path, format!("service {}", service.key));
        for key in ["variables", "environment"] {
            part.sets.extend(reader.variables(service.value.get(key), &join(&path, key), expanded));
        }
        if part.says() {
            part.place(reader.out);
        }
    }
    // Steps that no pipeline names are read for what stands in them.
    let mut unused = Part::default();
    items(root.find(&["definitions", "steps"]), "definitions.steps", &mut unused, reader);
    for kind in root.get("pipelines").map(Node::entries).unwrap_or_default() {
        let path = format!("pipelines.{}", segment(&kind.key));
        if kind.key == "default" {
            pipeline(&kind.value, &path, "default pipeline", reader);
        }
        for entry in kind.value.entries() {
            let path = format!("{path}.{}", segment(&entry.key));
            pipeline(&entry.value, &path, &format!("{} {}", kind.key, entry.key), reader);
        }
    }
}

fn pipeline(node: &Node, path: &str, name: &str, reader: &mut Reader<'_, '_>) {
    let mut part = Part::new(path, name);
    items(Some(node), path, &mut part, reader);
    if part.says() {
        part.place(reader.out);
    }
}

/// Steps, alone, in parallel or in stages, and the variables of a pipeline that is started by hand.
fn items(node: Option<&Node>, path: &str, part: &mut Part, reader: &mut Reader<'_, '_>) {
    for (at, item) in node.map(Node::items).unwrap_or_default().iter().enumerate() {
        let path = format!("{path}.{at}");
        for variable in item.get("variables").map(Node::items).unwrap_or_default() {
            let Some(name) = variable.entry("name") else { continue };
            let Some(text) = name.value.text() else { continue };
            let default = variable.get("default").and_then(scalar);
            // Without a default it is asked for.
            let asked = format!("${{{text}}}");
            let value = (default.unwrap_or(&asked), Form::Expands);
            part.sets.extend(reader.variable(name.value.line, (text, &path), value, Scope::Process));
        }
        if let Some(inside) = item.get("parallel").or_else(|| item.get("stage")) {
            deployment(inside, reader);
            items(Some(inside.get("steps").unwrap_or(inside)), &path, part, reader);
        }
        if let Some(node) = item.get("step") {
            step(node, path, part, reader);
        }
    }
}

fn deployment(node: &Node, reader: &mut Reader<'_, '_>) {
    if let Some(entry) = node.entry("deployment") {
        reader.out.unread(
            entry.line,
            "variables of a deployment stand in the repository's settings; look there, too",
        );
    }
}

fn step(node: &Node, path: String, part: &mut Part, reader: &mut Reader<'_, '_>) {
    deployment(node, reader);
    let mut step = Part::new(path, format!("{}, step {}", part.name, part.parts.len() + 1));
    let windows = node.get("runs-on").is_some_and(|on| {
        on.text()
            .into_iter()
            .chain(on.items().iter().filter_map(Node::text))
            .any(|label| label.contains("windows"))
    });
    let language = if windows { Language::PowerShell } else { Language::Shell };
    let mut pipes = Vec::new();
    for key in ["script", "after-script"] {
        for (at, line) in node.get(key).map(Node::items).unwrap_or_default().iter().enumerate() {
            let path = format!("{}.{key}.{at}", step.path);
            if line.get("pipe").is_some() {
                // A pipe is a container of its own, in which nothing is that the script exports.
                let name = format!("{}, pipe {}", step.name, pipes.len() + 1);
                let mut pipe = Part::new(format!("{}:pipe-{at}", step.path), name);
                let path = join(&path, "variables");
                pipe.sets = reader.variables(line.get("variables"), &path, expanded);
                pipes.push(pipe);
            }
            let ran = reader.script(line, language, &path, str::to_owned);
            // What runs after the script has nothing of what that exports.
            let keep = |change: &Change| key == "script" || change.gives();
            step.sets.extend(ran.here.into_iter().filter(keep));
            part.sets.extend(ran.later);
        }
    }
    part.parts.push(step);
    part.parts.append(&mut pipes);
}
