//! GitHub workflows and actions.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>, read on 2026-11-22.

use super::super::sink::{Change, Form, Scope};
use super::super::yaml::{Entry, Node, Passed};
use super::claude;
use super::part::Part;
use super::reader::{Ran, Reader, join, scalar, segment};
use super::script::Language;
use std::borrow::Cow;

/// Jobs know nothing of each other's variables, and steps of those that say nothing of ours.
pub(super) const PASSED: Passed = Passed::at(&[&["jobs", "*"], &["jobs", "*", "steps", "*"]]);

/// Reads a workflow. A service's container gets nothing of the workflow's own variables, so these belong to `jobs`.
pub(super) fn workflow(root: &Node, reader: &mut Reader<'_, '_>) {
    for event in ["workflow_call", "workflow_dispatch"] {
        declared(root.find(&["on", event]), &format!("on.{event}"), reader);
    }
    let mut top = Part::new("jobs", "workflow");
    top.sets = reader.variables(root.get("env"), "env", value);
    let shell = root.find(&["defaults", "run", "shell"]).and_then(Node::text);
    let jobs = root.get("jobs").map(Node::entries).unwrap_or_default();
    for entry in jobs {
        let job = job(entry, shell, reader);
        top.parts.push(job);
    }
    top.place(reader.out);
}

/// Reads an action's own file.
pub(super) fn action(root: &Node, reader: &mut Reader<'_, '_>) {
    declared(Some(root), "", reader);
    let mut part = Part::new("runs", "action");
    let Some(runs) = root.get("runs") else { return };
    part.sets = reader.variables(runs.get("env"), "runs.env", value);
    steps(runs.get("steps"), &mut part, None, reader);
    part.place(reader.out);
}

/// Inputs and secrets that a caller gives.
fn declared(node: Option<&Node>, path: &str, reader: &mut Reader<'_, '_>) {
    for kind in ["inputs", "secrets"] {
        let entries = node.and_then(|node| node.get(kind)).map(Node::entries).unwrap_or_default();
        for entry in entries {
            let path = join(&join(path, kind), &entry.key);
            reader.declared(entry, entry.value.get("default"), &path);
        }
    }
}

fn job(entry: &Entry, shell: Option<&str>, reader: &mut Reader<'_, '_>) -> Part {
    let (id, node) = (&entry.key, &entry.value);
    let path = join("jobs", &segment(id));
    let mut part = Part::new(&path, format!("job {id}"));
    // A step's variables, and those of its job, are handed to the container that it runs in.
    part.sets = reader.variables(node.find(&["container", "env"]), &format!("{path}.container.env"), value);
    part.sets.extend(reader.variables(node.get("env"), &format!("{path}.env"), value));
    for service in node.get("services").map(Node::entries).unwrap_or_default() {
        let name = segment(&service.key);
        let inside = format!("{path}.services.{name}.env");
        let mut part = Part::new(
            format!("services.{}.{name}", segment(id)),
            format!("job {id}, service {}", service.key),
        );
        part.sets = reader.variables(service.value.get("env"), &inside, value);
        if part.says() {
            part.place(reader.out);
        }
    }
    if node.get("uses").is_some() {
        let with = handed(node.get("with"), &format!("{path}.with"), reader);
        part.sets.extend(with);
        part.sets.extend(handed(node.get("secrets"), &format!("{path}.secrets"), reader));
        if let Some(secrets) = node.entry("secrets").filter(|entry| entry.value.text() == Some("inherit")) {
            let message = "every secret is handed to a workflow that is not followed; give that file, too";
            reader.out.unread(secrets.line, message);
        }
    }
    let shell = node.find(&["defaults", "run", "shell"]).and_then(Node::text).or(shell);
    let windows = node.text_of("runs-on").is_some_and(|label| label.to_ascii_lowercase().contains("windows"));
    let shell = shell.or(windows.then_some("pwsh"));
    steps(node.get("steps"), &mut part, shell, reader);
    part
}

fn steps(node: Option<&Node>, part: &mut Part, shell: Option<&str>, reader: &mut Reader<'_, '_>) {
    for (at, node) in node.map(Node::items).unwrap_or_default().iter().enumerate() {
        let mut step =
            Part::new(format!("{}.steps.{at}", part.path), format!("{}, step {}", part.name, at + 1));
        step.sets = reader.variables(node.get("env"), &join(&step.path, "env"), value);
        let mut ran = Ran::default();
        if let Some(run) = node.get("run") {
            let language = node.text_of("shell").or(shell).map_or(Language::Shell, Language::of);
            ran = reader.script(run, language, &join(&step.path, "run"), str::to_owned);
        } else if let Some(uses) = node.text_of("uses") {
            ran = action_step(uses, node.get("with"), &join(&step.path, "with"), reader);
        }
        step.sets.append(&mut ran.here);
        part.sets.append(&mut ran.later);
        part.parts.push(step);
    }
}

/// A step that runs an action.
fn action_step(uses: &str, with: Option<&Node>, path: &str, reader: &mut Reader<'_, '_>) -> Ran {
    if let Some(base) = claude::which(uses) {
        return Ran { here: claude::inputs(with, path, base, reader), later: Vec::new() };
    }
    let script = with.and_then(|with| with.get("script"));
    if let Some(script) = script {
        let javascript = uses.starts_with("actions/github-script");
        let language = if javascript { Language::JavaScript } else { Language::Shell };
        let mut ran = reader.script(script, language, &join(path, "script"), str::to_owned);
        ran.here.extend(handed(with, path, reader));
        return ran;
    }
    Ran { here: handed(with, path, reader), later: Vec::new() }
}

/// What is handed to an action or a workflow that is described elsewhere.
fn handed(with: Option<&Node>, path: &str, reader: &mut Reader<'_, '_>) -> Vec<Change> {
    let mut sets = Vec::new();
    for entry in with.map(Node::entries).unwrap_or_default() {
        let path = join(path, &entry.key);
        let Some((text, form)) = value(&entry.value) else { continue };
        sets.extend(reader.handed(entry, &path, &text, form));
        if text.contains('\n') {
            // Lines of `NAME=value`, such as arguments of a build.
            for (at, line) in text.lines().enumerate() {
                let line = line.trim();
                if let Some((name, text)) = line.split_once('=').filter(|(name, _)| !name.contains(' ')) {
                    let number = entry.value.line + at;
                    let scope = if entry.key.starts_with("build") || entry.key == "secrets" {
                        Scope::Nobody
                    } else {
                        Scope::Process
                    };
                    if super::super::Kind::of_variable(name).is_some() {
                        sets.extend(reader.variable(number, (name, &path), (text, form), scope));
                    }
                }
            }
        }
    }
    sets
}

/// A value, in which expressions are expanded and nothing else. `${{ '' }}` is nothing.
fn value(node: &Node) -> Option<(Cow<'_, str>, Form)> {
    let text = scalar(node)?;
    let inner = text.trim().strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}")).map(str::trim);
    Some((Cow::Borrowed(if inner == Some("''") { "" } else { text }), Form::Quoted))
}
