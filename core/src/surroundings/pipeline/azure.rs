//! Azure Pipelines: variables of the pipeline, its stages and jobs, and what a step maps into its process.
//!
//! <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/>, read on 2026-11-22.

use super::super::sink::{Change, Form, Scope};
use super::super::yaml::{Entry, Node, Passed};
use super::part::Part;
use super::reader::{Ran, Reader, join, scalar, segment};
use super::script::Language;
use std::borrow::Cow;

/// The name under which a process sees a variable: in upper case, with `_` for dots and blanks.
/// <https://learn.microsoft.com/azure/devops/pipelines/process/variables>, read on 2026-11-22.
pub(super) fn environment_name(name: &str) -> String {
    name.trim().replace(['.', ' '], "_").to_ascii_uppercase()
}

/// Stages, jobs and steps that say nothing of ours; conditions in front of others are kept.
pub(super) const PASSED: Passed = Passed::at(&[&["stages", "*"], &["jobs", "*"], &["steps", "*"]]);

/// Reads a pipeline, or a template of stages, jobs, steps or variables.
pub(super) fn read(root: &Node, reader: &mut Reader<'_, '_>) {
    for item in root.get("parameters").map(Node::items).unwrap_or_default() {
        if let (Some(name), default) = (item.entry("name"), item.get("default")) {
            let key = name.value.text().unwrap_or_default().to_owned();
            let entry = Entry { line: name.value.line, key, value: name.value.clone() };
            reader.declared(&entry, default, "parameters");
        }
    }
    for entry in root.get("parameters").map(Node::entries).unwrap_or_default() {
        reader.declared(entry, Some(&entry.value), "parameters");
    }
    for (at, item) in items(root.find(&["resources", "containers"])).iter().enumerate() {
        let name = item.text_of("container").unwrap_or_default();
        let path = format!("resources.containers.{at}");
        container(item, &path, &format!("container {name}"), reader);
    }
    let mut top = Part::new("", "");
    level(root, &mut top, reader);
    top.place(reader.out);
}

/// Entries of a mapping, with those under `${{ if … }}:` and the like.
fn entries(node: &Node) -> Vec<&Entry> {
    let mut out = Vec::new();
    for entry in node.entries() {
        if entry.key.starts_with("${{") { out.extend(entries(&entry.value)) } else { out.push(entry) }
    }
    out
}

/// Items of a list, with those under `- ${{ if … }}:` and the like.
fn items(node: Option<&Node>) -> Vec<&Node> {
    let mut out = Vec::new();
    for item in node.map(Node::items).unwrap_or_default() {
        let conditional = item.entries().iter().filter(|entry| entry.key.starts_with("${{"));
        let inside: Vec<&Node> = conditional.flat_map(|entry| items(Some(&entry.value))).collect();
        if inside.is_empty() { out.push(item) } else { out.extend(inside) }
    }
    out
}

/// A pipeline, a stage or a job: its variables, and the parts in it.
fn level(node: &Node, part: &mut Part, reader: &mut Reader<'_, '_>) {
    let known = entries(node);
    let find = |key: &str| known.iter().find(|entry| entry.key == key).copied();
    if let Some(entry) = find("variables") {
        let path = join(&part.path, "variables");
        part.sets.extend(variables(&entry.value, &path, reader));
    }
    if let Some(extends) = find("extends") {
        template(&extends.value, &join(&part.path, "extends"), part, reader);
    }
    for (list, key) in [("stages", "stage"), ("jobs", "job")] {
        let all = items(find(list).map(|entry| &entry.value));
        for (at, item) in all.into_iter().enumerate().filter(|(_, item)| !item.is_null()) {
            let path = join(&part.path, &format!("{list}.{at}"));
            let name = item.text_of(key).or_else(|| item.text_of("deployment"));
            let lead = if part.name.is_empty() { String::new() } else { format!("{}, ", part.name) };
            let name =
                name.map_or_else(|| format!("{lead}{key} {}", at + 1), |name| format!("{lead}{key} {name}"));
            let mut inside = Part::new(&path, name);
            template(item, &path, &mut inside, reader);
            level(item, &mut inside, reader);
            part.parts.push(inside);
        }
    }
    if let Some(entry) = find("container") {
        let path = join(&part.path, "container.env");
        part.sets.extend(reader.variables(entry.value.get("env"), &path, value));
    }
    steps(find("steps").map(|entry| &entry.value), &join(&part.path, "steps"), part, reader);
    for strategy in find("strategy").map(|entry| entry.value.entries()).unwrap_or_default() {
        let path = format!("{}.strategy.{}", part.path, strategy.key);
        hooks(&strategy.value, &path, part, reader, 0);
    }
}

/// The steps of a deployment, under `deploy`, `on.success` and the like.
fn hooks(node: &Node, path: &str, part: &mut Part, reader: &mut Reader<'_, '_>, depth: usize) {
    for entry in node.entries() {
        let path = join(path, &segment(&entry.key));
        if entry.key == "steps" {
            steps(Some(&entry.value), &path, part, reader);
        } else if depth < 2 && entry.key != "matrix" {
            hooks(&entry.value, &path, part, reader, depth + 1);
        }
    }
}

fn variables(node: &Node, path: &str, reader: &mut Reader<'_, '_>) -> Vec<Change> {
    let mut sets = Vec::new();
    for entry in entries(node) {
        let given = entry.value.get("value").unwrap_or(&entry.value);
        sets.extend(one(&entry.key, entry.line, given, path, reader));
    }
    for item in items(Some(node)) {
        if let Some(group) = item.entry("group") {
            reader
                .out
                .unread(group.line, "a group's variables stand in the project's library; look there, too");
        } else if let (Some(name), Some(given)) = (item.entry("name"), item.get("value")) {
            let text = name.value.text().unwrap_or_default();
            sets.extend(one(text, name.value.line, given, path, reader));
        } else if item.get("template").is_some() {
            sets.extend(handed(item, path, reader));
        } else if item.get("name").is_none() {
            for entry in item.entries() {
                sets.extend(one(&entry.key, entry.line, &entry.value, path, reader));
            }
        }
    }
    sets
}

fn one(name: &str, line: usize, given: &Node, path: &str, reader: &mut Reader<'_, '_>) -> Vec<Change> {
    let Some((text, form)) = value(given) else { return Vec::new() };
    let path = join(path, name);
    reader.variable(line, (&environment_name(name), &path), (&text, form), Scope::Process)
}

fn container(node: &Node, path: &str, name: &str, reader: &mut Reader<'_, '_>) {
    let mut part = Part::new(path.replace("resources.", "resources:"), name);
    part.sets = reader.variables(node.get("env"), &join(path, "env"), value);
    if part.says() {
        part.place(reader.out);
    }
}

fn steps(node: Option<&Node>, path: &str, part: &mut Part, reader: &mut Reader<'_, '_>) {
    for (at, item) in items(node).into_iter().enumerate() {
        let lead = if part.name.is_empty() { String::new() } else { format!("{}, ", part.name) };
        let mut step = Part::new(format!("{path}.{at}"), format!("{lead}step {}", at + 1));
        step.sets = reader.variables(item.get("env"), &join(&step.path, "env"), value);
        let mut ran = script(item, &step.path, reader);
        step.sets.append(&mut ran.here);
        part.sets.append(&mut ran.later);
        if item.get("template").is_some() {
            let path = step.path.clone();
            template(item, &path, &mut step, reader);
        }
        part.parts.push(step);
    }
}

/// The script of a step or of a task, and other inputs of the task.
fn script(step: &Node, path: &str, reader: &mut Reader<'_, '_>) -> Ran {
    for (key, language) in [
        ("script", Language::Shell),
        ("bash", Language::Shell),
        ("pwsh", Language::PowerShell),
        ("powershell", Language::PowerShell),
    ] {
        if let Some(node) = step.get(key) {
            return reader.script(node, language, &join(path, key), str::to_owned);
        }
    }
    let Some(inputs) = step.get("inputs") else { return Ran::default() };
    let task = step.text_of("task").unwrap_or_default().to_ascii_lowercase();
    let kind = inputs.text_of("scriptType").unwrap_or_default().to_ascii_lowercase();
    let power =
        task.contains("powershell") || kind.starts_with("ps") || inputs.text_of("pwsh") == Some("true");
    let language = if power { Language::PowerShell } else { Language::Shell };
    let mut all = Ran::default();
    for entry in inputs.entries() {
        let path = format!("{path}.inputs.{}", entry.key);
        if matches!(entry.key.to_ascii_lowercase().as_str(), "script" | "inlinescript" | "inline") {
            let ran = reader.script(&entry.value, language, &path, str::to_owned);
            all.here.extend(ran.here);
            all.later.extend(ran.later);
        } else if let Some((text, form)) = value(&entry.value) {
            all.here.extend(reader.handed(entry, &path, &text, form));
        }
    }
    all
}

/// A template that stages, jobs or steps come from.
fn template(node: &Node, path: &str, part: &mut Part, reader: &mut Reader<'_, '_>) {
    if let Some(name) = node.entry("template") {
        reader.out.unread(name.line, "a template is not followed; give that file, too");
        part.sets.extend(handed(node, path, reader));
    }
}

fn handed(node: &Node, path: &str, reader: &mut Reader<'_, '_>) -> Vec<Change> {
    let mut sets = Vec::new();
    for entry in node.get("parameters").map(entries).unwrap_or_default() {
        let Some((text, form)) = value(&entry.value) else { continue };
        let path = format!("{path}.parameters.{}", entry.key);
        sets.extend(reader.handed(entry, &path, &text, form));
    }
    sets
}

/// A value, in which `$(name)`, `$[…]` and `${{ … }}` are expanded and nothing else.
fn value(node: &Node) -> Option<(Cow<'_, str>, Form)> {
    let text = scalar(node)?;
    let bare = text.trim();
    if let Some(name) = bare.strip_prefix("$(").and_then(|rest| rest.strip_suffix(')'))
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
    {
        // Shown as a variable, which it is, and not as a command's output.
        return Some((Cow::Owned(format!("${{{}}}", name.replace(['.', '-'], "_"))), Form::Expands));
    }
    if bare.starts_with("$[") {
        return Some((Cow::Borrowed("$(expression)"), Form::Expands));
    }
    Some((Cow::Borrowed(text), if text.contains("$(") { Form::Expands } else { Form::Quoted }))
}
