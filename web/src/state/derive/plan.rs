//! The workload's form, and how far it has come.

use super::notes::{Level, Note};
use super::platforms::chosen;
use crate::state::{Draft, Step};
use keyless_core::export::{self, Artifact, Missing};
use keyless_core::plan::{GuardView, Stage};
use keyless_core::providers::{self, Command, Entry, Field, Need};
use keyless_core::setup::Setup;

/// How far a workload has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing was entered.
    Empty,
    /// It is being described.
    Begun,
    /// Its cutover has begun.
    Moving,
    /// Every step of the cutover is ticked.
    Moved,
}

impl Status {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "not begun",
            Self::Begun => "being described",
            Self::Moving => "moving",
            Self::Moved => "moved",
        }
    }
}

/// How far the workload has come.
pub fn status(draft: &Draft) -> Status {
    if draft.is_blank() {
        return Status::Empty;
    }
    let setup = &draft.setup;
    if setup.ticks.is_empty() {
        return Status::Begun;
    }
    let stages = keyless_core::plan::cutover(setup);
    let mut steps = stages.iter().flat_map(|stage| &stage.steps).peekable();
    if steps.peek().is_some() && steps.all(|step| setup.ticks.contains(&step.id)) {
        Status::Moved
    } else {
        Status::Moving
    }
}

/// Whether a step has nothing left to do that can be seen from here.
pub fn is_done(step: Step, draft: &Draft, notes: &[Note]) -> bool {
    let setup = &draft.setup;
    if setup.provider().is_none() {
        return false;
    }
    match step {
        Step::WhereItRuns => fields(setup).iter().all(|field| {
            field.problem.is_none()
                && (field.need != REQUIRED || !field.value.trim().is_empty() || !field.choices.is_empty())
        }),
        Step::WhatMayEnter => !notes.iter().any(|note| matches!(note.level, Level::Refused | Level::Error)),
        Step::CutOver => status(draft) == Status::Moved,
        Step::Prove | Step::Wire | Step::Guard => false,
    }
}

const REQUIRED: &str = "required";

/// A command that finds a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindView {
    /// Ready to run.
    pub command: String,
    /// What it prints.
    pub does: &'static str,
}

/// A field of the workload's form.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldView {
    /// The field.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What to enter.
    pub hint: &'static str,
    /// What an entry looks like.
    pub example: &'static str,
    /// `required`, `recommended` or nothing.
    pub need: &'static str,
    /// What was entered; what is chosen, where one is to be chosen.
    pub value: String,
    /// Values and labels, where one is to be chosen.
    pub choices: Vec<(&'static str, &'static str)>,
    /// Whether several lines are entered.
    pub lines: bool,
    /// What is wrong with the entry.
    pub problem: Option<&'static str>,
    /// How to find the value.
    pub find: Vec<FindView>,
}

/// The fields that are asked, given the other answers.
pub fn fields(setup: &Setup) -> Vec<FieldView> {
    let Some(provider) = setup.provider() else { return Vec::new() };
    let answers = &setup.workload.answers;
    provider
        .fields
        .iter()
        .filter(|field| (field.asked)(answers))
        .map(|field| FieldView {
            id: field.id,
            label: field.label,
            hint: field.hint,
            example: field.example,
            need: match field.need {
                Need::Required => REQUIRED,
                Need::Recommended => "recommended",
                Need::Optional => "",
            },
            value: match field.entry {
                Entry::Choice(_) => chosen(provider, answers, field.id).to_owned(),
                Entry::Line | Entry::Lines => answers.typed(field.id).to_owned(),
            },
            choices: match field.entry {
                Entry::Choice(choices) => choices.iter().map(|c| (c.value, c.label)).collect(),
                Entry::Line | Entry::Lines => Vec::new(),
            },
            lines: matches!(field.entry, Entry::Lines),
            problem: check_answer(field, answers.get(field.id)),
            find: field
                .find
                .iter()
                .filter(|one| (one.when)(answers))
                .map(|one| FindView { command: command(one, setup), does: one.does })
                .collect(),
        })
        .collect()
}

/// Something that must be in place first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeforeView {
    /// What.
    pub what: &'static str,
    /// How to tell whether it is.
    pub check: Option<FindView>,
    /// How to put it in place.
    pub fix: Option<FindView>,
}

/// What must be in place first, given the answers.
pub fn before(setup: &Setup) -> Vec<BeforeView> {
    let Some(provider) = setup.provider() else { return Vec::new() };
    let answers = &setup.workload.answers;
    let shown = |one: &'static Option<Command>| {
        one.as_ref()
            .filter(|one| (one.when)(answers))
            .map(|one| FindView { command: command(one, setup), does: one.does })
    };
    let asked = provider.request.before.iter().filter(|one| (one.when)(answers));
    asked.map(|one| BeforeView { what: one.what, check: shown(&one.check), fix: shown(&one.fix) }).collect()
}

/// What the platform could not tell from the answers.
pub fn doubts(setup: &Setup) -> Vec<String> {
    setup.provider().map_or_else(Vec::new, |provider| (provider.suggest)(&setup.workload.answers).doubts)
}

/// What is wrong with an entry; blank ones are not asked about.
pub fn check_answer(field: &Field, entry: &str) -> Option<&'static str> {
    if entry.trim().is_empty() { None } else { (field.check)(entry) }
}

/// A command with its holes filled.
pub fn command(command: &'static Command, setup: &Setup) -> String {
    setup.provider().map_or_else(
        || command.template.to_owned(),
        |provider| providers::fill(command.template, provider, &setup.workload.answers),
    )
}

/// The files of a setup, and what is still to be filled into them.
#[derive(Debug, Clone, PartialEq)]
pub struct Files {
    /// The files.
    pub artifacts: Vec<Artifact>,
    /// Placeholders in them.
    pub missing: Vec<Missing>,
}

/// The files of a draft.
pub fn files(draft: &Draft) -> Files {
    Files { artifacts: export::artifacts(&draft.setup), missing: export::missing(&draft.setup) }
}

/// The stages of the move.
pub fn stages(draft: &Draft) -> Vec<Stage> {
    keyless_core::plan::cutover(&draft.setup)
}

/// What federation does not solve there.
pub fn guarded(draft: &Draft) -> GuardView {
    keyless_core::plan::guard(&draft.setup)
}
