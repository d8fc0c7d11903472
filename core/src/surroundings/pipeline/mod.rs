//! Pipelines of CI systems: which variables each step runs with, and what its script sets.
//!
//! What stands nearest to the process wins, on every platform; what stands in a platform's settings is not in the file. Where
//! each says so, read on 2026-11-22:
//!
//! - GitHub, step over job over workflow: <https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-variables>
//! - GitLab, job over pipeline, and variables of project, group and instance over both: <https://docs.gitlab.com/ci/variables/>
//! - CircleCI, script over step over job, and that over contexts and the project: <https://circleci.com/docs/guides/security/env-vars/>
//! - Bitbucket, script over deployment over repository over workspace:
//!   <https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/>
//! - Azure, job over stage over pipeline, and that over the settings:
//!   <https://learn.microsoft.com/azure/devops/pipelines/process/variables>

mod azure;
mod bitbucket;
mod circleci;
mod claude;
mod github;
mod gitlab;
mod input;
mod javascript;
mod part;
mod print;
mod reader;
mod recognise;
mod script;
#[cfg(test)]
mod tests;

pub(super) use recognise::{by_name, by_shape};

use super::finding::Finding;
use super::format::Format;
use super::mentions::Mentions;
use super::sink::Sink;
use super::yaml::{self, Passed};
use reader::{Lines, Reader};
use std::collections::BTreeSet;

/// What matters in a job beside what it names of ours: what it takes over from elsewhere, and, for Azure, what is inserted there.
const ALSO: [&str; 9] =
    ["inherit", "include", "extends", "!reference", "group:", "template:", "context", "deployment", "- ${{"];

/// Reads a file of a CI system.
pub(super) fn read(text: &str, format: Format, out: &mut Sink) {
    let lines = Lines::of(text);
    let mut mentions = Mentions::of_long(text, &ALSO);
    let passed = match format {
        Format::GithubWorkflow => github::PASSED,
        Format::Gitlab => gitlab::PASSED,
        Format::CircleCi => circleci::PASSED,
        Format::Bitbucket => bitbucket::PASSED,
        Format::Azure => azure::PASSED,
        _ => Passed::NOTHING,
    };
    yaml::documents(text, (mentions.as_mut(), passed), out, |part, out| {
        let root = part.root;
        let from = out.findings.len();
        let mut reader = Reader::new(&lines, out);
        match format {
            Format::GithubWorkflow => github::workflow(root, &mut reader),
            Format::GithubAction => github::action(root, &mut reader),
            Format::Gitlab => gitlab::read(root, &mut reader),
            Format::CircleCi => circleci::read(root, &mut reader),
            Format::Bitbucket => bitbucket::read(root, &mut reader),
            _ => azure::read(root, &mut reader),
        }
        out.at("", "");
        yaml::find_rest(part, from, out);
    });
    // What follows is about lines that name something of ours.
    let lines = match &mentions {
        Some(mentions) => mentions.lines(text),
        None => (1..).zip(text.lines()).collect(),
    };
    input::comments(&lines, out);
    match format {
        Format::GithubWorkflow | Format::GithubAction => input::uses(&lines, "secrets.", "}}", out),
        Format::Azure => input::uses(&lines, "$(", ")", out),
        _ => {}
    }
    // What an alias copies is found where it stands, once.
    let mut seen = BTreeSet::new();
    out.findings.retain(|found| seen.insert(identity(found)));
    let mut seen = BTreeSet::new();
    out.unread.retain(|unread| seen.insert((unread.line, unread.message.clone())));
}

type Identity = (usize, String, super::finding::Kind, super::finding::State, Option<String>);

fn identity(found: &Finding) -> Identity {
    (found.line, found.name.clone(), found.kind, found.state, found.secret.clone())
}
