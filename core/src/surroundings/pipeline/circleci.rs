//! CircleCI: jobs with their executors, commands that are called by name, and what `BASH_ENV` carries on.
//!
//! <https://circleci.com/docs/reference/configuration-reference/>, read on 2026-11-22.

use super::super::sink::{Change, Form};
use super::super::yaml::{Node, Passed};
use super::part::Part;
use super::reader::{Ran, Reader, join, scalar, segment};
use super::script::Language;
use std::borrow::Cow;
use std::collections::HashMap;

/// Jobs that say nothing of ours, and take nothing over.
pub(super) const PASSED: Passed = Passed {
    called: &["executors", "commands", "orbs"],
    ..Passed::at(&[&["jobs", "*"], &["jobs", "*", "steps", "*"]])
};

/// Reads a configuration, or an orb's own.
pub(super) fn read(root: &Node, reader: &mut Reader<'_, '_>) {
    level(root, "", 0, reader);
    for (workflow, node) in pairs(root.get("workflows")) {
        for (at, item) in node.get("jobs").map(Node::items).unwrap_or_default().iter().enumerate() {
            for (job, with) in pairs(Some(item)) {
                if let Some(context) = with.entry("context") {
                    let message =
                        "variables of a context stand in the organization's settings; look there, too";
                    reader.out.unread(context.line, message);
                }
                let path = format!("workflows.{}.jobs.{at}", segment(workflow));
                let mut part = Part::new(&path, format!("job {job} in workflow {workflow}"));
                let mut known = Known::default();
                for key in ["pre-steps", "post-steps"] {
                    steps(with.get(key), &mut part, &mut known, 0, reader);
                }
                if part.says() {
                    part.place(reader.out);
                }
            }
        }
    }
}

/// Keys with their values.
fn pairs(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    node.map(Node::entries).unwrap_or_default().iter().map(|entry| (entry.key.as_str(), &entry.value))
}

/// What can be called by name.
#[derive(Default)]
struct Known {
    executors: HashMap<String, Vec<Change>>,
    commands: HashMap<String, Vec<Ran>>,
    /// How many changes were copied from commands.
    copied: usize,
}

/// The deepest orb inside of an orb that is read, and the deepest `when`.
const DEEPEST: usize = 8;
/// The most changes that calls copy.
const MOST_COPIED: usize = 100_000;

fn level(node: &Node, path: &str, depth: usize, reader: &mut Reader<'_, '_>) {
    let mut known = Known::default();
    for (name, node) in pairs(node.get("executors")) {
        let path = join(&join(path, "executors"), name);
        let sets = executor(node, &path, name, reader);
        known.executors.insert(name.to_owned(), sets);
    }
    let commands: Vec<(&str, &Node)> = pairs(node.get("commands")).collect();
    for (name, node) in &commands {
        declared(node, &join(&join(path, "commands"), name), reader);
        // A command that calls another, which may stand below, has what is known of it by then.
        let mut part = Part::new(join(&join(path, "commands"), name), format!("command {name}"));
        steps(node.get("steps"), &mut part, &mut known, 0, reader);
        let later = std::mem::take(&mut part.later);
        let mut runs: Vec<Ran> = flat(part).into_iter().map(|here| Ran { here, later: Vec::new() }).collect();
        runs.push(Ran { here: Vec::new(), later });
        known.commands.insert((*name).to_owned(), runs);
    }
    let jobs = node.get("jobs");
    let top = join(path, "jobs");
    for (name, node) in pairs(jobs) {
        job(name, node, &format!("{top}.{}", segment(name)), &mut known, reader);
    }
    if jobs.is_none() {
        // An orb without jobs: its commands run in whatever calls them.
        for (name, _) in commands {
            let mut part =
                Part::new(format!("{}.{}", join(path, "commands"), segment(name)), format!("command {name}"));
            call(name, &mut part, &mut known);
            if part.says() {
                part.place(reader.out);
            }
        }
    }
    if depth < DEEPEST {
        for (name, orb) in pairs(node.get("orbs")).filter(|(_, orb)| !orb.entries().is_empty()) {
            level(orb, &join(&join(path, "orbs"), &segment(name)), depth + 1, reader);
        }
    }
}

/// What each part inside sets by itself.
fn flat(part: Part) -> Vec<Vec<Change>> {
    let mut out = vec![part.sets];
    for part in part.parts {
        out.extend(flat(part));
    }
    out.retain(|sets| !sets.is_empty());
    out
}

/// What an executor, or the part of a job that is like one, sets in the container in which steps run: the first.
fn executor(node: &Node, path: &str, name: &str, reader: &mut Reader<'_, '_>) -> Vec<Change> {
    declared(node, path, reader);
    let mut sets = Vec::new();
    for (at, image) in node.get("docker").map(Node::items).unwrap_or_default().iter().enumerate() {
        let path = format!("{path}.docker.{at}.environment");
        let own = reader.variables(image.get("environment"), &path, value);
        if at == 0 {
            sets = own;
            continue;
        }
        let mut part = Part::new(format!("{path}:service-{at}"), format!("{name}, service {at}"));
        part.sets = own;
        if part.says() {
            part.place(reader.out);
        }
    }
    sets.extend(reader.variables(node.get("environment"), &join(path, "environment"), value));
    sets
}

fn declared(node: &Node, path: &str, reader: &mut Reader<'_, '_>) {
    for entry in node.get("parameters").map(Node::entries).unwrap_or_default() {
        let path = format!("{path}.parameters.{}", entry.key);
        reader.declared(entry, entry.value.get("default"), &path);
    }
}

fn job(name: &str, node: &Node, path: &str, known: &mut Known, reader: &mut Reader<'_, '_>) {
    let mut part = Part::new(path, format!("job {name}"));
    let named = node.text_of("executor").or_else(|| node.find(&["executor", "name"]).and_then(Node::text));
    if let Some(sets) = named.and_then(|name| known.executors.get(name)) {
        part.sets.clone_from(sets);
    }
    let own = executor(node, path, &part.name, reader);
    part.sets.extend(own);
    steps(node.get("steps"), &mut part, known, 0, reader);
    // What a step hands on is set for all of the job.
    let mut later = std::mem::take(&mut part.later);
    part.sets.append(&mut later);
    part.place(reader.out);
}

fn steps(node: Option<&Node>, part: &mut Part, known: &mut Known, depth: usize, reader: &mut Reader<'_, '_>) {
    for (at, item) in node.map(Node::items).unwrap_or_default().iter().enumerate() {
        let path = format!("{}.steps.{at}", part.path);
        let mut step = Part::new(&path, format!("{}, step {}", part.name, at + 1));
        if let Some(name) = item.text() {
            call(name, &mut step, known);
        }
        for entry in item.entries() {
            match entry.key.as_str() {
                "run" => run(&entry.value, &mut step, reader),
                "when" | "unless" if depth < DEEPEST => {
                    steps(entry.value.get("steps"), &mut step, known, depth + 1, reader);
                }
                name => {
                    for given in entry.value.entries() {
                        let Some((text, form)) = value(&given.value) else { continue };
                        let path = format!("{path}.{name}.{}", given.key);
                        step.sets.extend(reader.handed(given, &path, &text, form));
                    }
                    call(name, &mut step, known);
                }
            }
        }
        part.later.append(&mut step.later);
        part.parts.push(step);
    }
}

/// A command that is called: its steps, and what they hand on.
fn call(name: &str, step: &mut Part, known: &mut Known) {
    let Some(runs) = known.commands.get(name) else { return };
    for (at, ran) in runs.iter().enumerate() {
        known.copied += ran.here.len() + ran.later.len();
        if known.copied > MOST_COPIED {
            return;
        }
        if !ran.here.is_empty() {
            let mut part =
                Part::new(format!("{}.{at}", step.path), format!("{}, part {}", step.name, at + 1));
            part.sets.clone_from(&ran.here);
            step.parts.push(part);
        }
        step.later.extend(ran.later.iter().cloned());
    }
}

fn run(node: &Node, step: &mut Part, reader: &mut Reader<'_, '_>) {
    let path = join(&step.path, "run");
    step.sets = reader.variables(node.get("environment"), &join(&path, "environment"), value);
    let (script, path) = match node.get("command") {
        Some(command) => (command, join(&path, "command")),
        None => (node, path),
    };
    let language = node.text_of("shell").map_or(Language::Shell, Language::of);
    let ran = reader.script(script, language, &path, |text| plain(text).into_owned());
    step.sets.extend(ran.here);
    step.later.extend(ran.later);
}

/// A value, in which nothing is expanded but `<< parameters.name >>`.
fn value(node: &Node) -> Option<(Cow<'_, str>, Form)> {
    scalar(node).map(|text| (plain(text), Form::Quoted))
}

/// The text with `<< parameters.name >>` written as a template without blanks, which is a reference everywhere.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains("<<") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<<") {
        out.push_str(before);
        let near = after
            .char_indices()
            .nth(LONGEST_PARAMETER)
            .map_or(after, |(at, _)| after.get(..at).unwrap_or(after));
        let inside = near.split_once(">>").map(|(inside, _)| inside).filter(|inside| {
            let name = inside.trim();
            name.contains('.')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        });
        if let Some(inside) = inside {
            out.push_str("{{");
            out.push_str(inside.trim());
            out.push_str("}}");
            rest = after.get(inside.len() + 2..).unwrap_or_default();
        } else {
            out.push_str("<<");
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The longest name of a parameter, in characters.
const LONGEST_PARAMETER: usize = 128;
