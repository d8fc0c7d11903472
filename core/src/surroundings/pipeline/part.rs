//! Parts of a pipeline: those in which something runs, and those that hold such parts.

use super::super::finding::Kind;
use super::super::sink::{Change, Scope, Sink};
use crate::precedence::Variable;

/// A part of a pipeline, such as a job or a step.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Its path from the file's top.
    pub(super) path: String,
    /// Its name for people.
    pub(super) name: String,
    /// What is set for it and every part in it.
    pub(super) sets: Vec<Change>,
    /// What it sets for those that follow.
    pub(super) later: Vec<Change>,
    /// The parts in it.
    pub(super) parts: Vec<Part>,
}

/// Variables that hold a static credential.
const STATIC: [Kind; 4] = [Kind::ApiKey, Kind::AuthToken, Kind::OauthToken, Kind::CustomHeaders];

impl Part {
    /// A part that sets nothing yet.
    pub(super) fn new(path: impl Into<String>, name: impl Into<String>) -> Self {
        Self { path: path.into(), name: name.into(), ..Self::default() }
    }

    /// Tells the places. A part that sets nothing runs with what is around it, and a place of its own would only repeat that:
    /// all such parts are one place, and none where no static credential reaches them.
    pub(super) fn place(self, out: &mut Sink) {
        self.put([false; STATIC.len()], out);
        out.at("", "");
    }

    fn put(self, mut held: [bool; STATIC.len()], out: &mut Sink) {
        for (kind, held) in STATIC.iter().zip(&mut held) {
            for change in &self.sets {
                if let Change::Variable(Scope::Process, name, value) = change
                    && Kind::of_variable(name) == Some(*kind)
                {
                    *held = holds(value.as_ref());
                }
            }
        }
        let Self { path, name, sets, parts, .. } = self;
        out.at(&path, &name);
        for change in sets {
            out.change(change);
        }
        let before = parts.len();
        let says: Vec<Self> = parts.into_iter().filter(Self::says).collect();
        let quiet = before > says.len();
        let any = !says.is_empty();
        for part in says {
            part.put(held, out);
        }
        if any && quiet && held.contains(&true) {
            let lead = if path.is_empty() { String::new() } else { format!("{path}.") };
            let name =
                if name.is_empty() { "other parts".to_owned() } else { format!("{name}, other parts") };
            out.at(&format!("{lead}*"), &name);
        }
    }

    /// Whether something is set here or inside that decides about a credential.
    pub(super) fn says(&self) -> bool {
        self.sets.iter().any(decides) || self.parts.iter().any(Self::says)
    }
}

/// Whether a change decides about a credential.
pub(super) fn decides(change: &Change) -> bool {
    match change {
        Change::Variable(_, name, _) => Kind::of_variable(name).is_some() || name.starts_with("CLAUDE_CODE_"),
        _ => true,
    }
}

fn holds(value: Option<&Variable>) -> bool {
    match value {
        Some(Variable::Secret(credential)) => !credential.is_blank(),
        Some(Variable::Headers(headers)) => !headers.is_empty(),
        _ => false,
    }
}
