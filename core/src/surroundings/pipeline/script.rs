//! Scripts of steps: what they set for themselves, and what they hand to the steps that follow.
//!
//! A step hands on by a file of variables (`GITHUB_ENV`), by a script that every later shell runs (`BASH_ENV` on CircleCI) and
//! by a logging command (`##vso[task.setvariable …]` on Azure):
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>,
//! <https://circleci.com/docs/guides/security/set-environment-variable/>,
//! <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>, read on 2026-11-22.

use super::super::finding::State;
use super::super::lex::{self, Item, Word};
use super::super::shell::{self, Dialect};
use super::super::sink::{Form, Scope, Sink};
use super::super::{value, windows};
use super::print::{self, Printed, printed};

/// Which language a script is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// A POSIX shell, or one that is near enough.
    Shell,
    /// PowerShell.
    PowerShell,
    /// JavaScript, as `actions/github-script` runs it.
    JavaScript,
    /// Any other: only keys that stand there by themselves are found.
    Other,
}

impl Language {
    /// The language by the word for a shell, such as `bash -e {0}`.
    pub(super) fn of(shell: &str) -> Self {
        let word = shell.split_whitespace().next().unwrap_or_default();
        match word.rsplit(['/', '\\']).next().unwrap_or_default() {
            "pwsh" | "powershell" | "powershell.exe" | "pwsh.exe" => Self::PowerShell,
            "python" | "python3" | "node" | "ruby" | "perl" => Self::Other,
            _ => Self::Shell,
        }
    }
}

/// What a script sets.
#[derive(Debug, Default)]
pub(super) struct Sets {
    /// In its own process.
    pub(super) here: Sink,
    /// In every step that follows.
    pub(super) later: Sink,
    /// A value of several lines that goes to later steps and is not complete.
    open: Option<Block>,
}

/// A value between two marks: `NAME<<MARK`, lines, `MARK`.
#[derive(Debug)]
struct Block {
    line: usize,
    name: String,
    mark: String,
    value: String,
}

/// Reads a script whose first line is line 1.
pub(super) fn read(text: &str, language: Language) -> Sets {
    let mut sets = Sets::default();
    match language {
        Language::Shell => sets.posix(text, 1, true),
        Language::PowerShell => sets.powershell(text),
        Language::JavaScript => super::javascript::read(text, &mut sets),
        Language::Other => {
            for (at, line) in text.lines().enumerate() {
                sets.here.stray(at + 1, line, State::Set);
            }
        }
    }
    sets.close();
    sets
}

/// Where what a command prints goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// A file of `NAME=value` lines for later steps.
    Variables,
    /// A script that later steps run first.
    Script,
    /// A file whose lines become no variables.
    Other,
}

fn target(words: &[Word<'_>]) -> Option<Target> {
    words.iter().find_map(|word| {
        let name = word.text.trim_matches(['$', '{', '}', '"', '%']);
        match name.strip_prefix("env:").unwrap_or(name) {
            "GITHUB_ENV" => Some(Target::Variables),
            "BASH_ENV" => Some(Target::Script),
            "GITHUB_OUTPUT" | "GITHUB_STEP_SUMMARY" | "GITHUB_STATE" => Some(Target::Other),
            _ => None,
        }
    })
}

/// The beginning of Azure's logging command.
const LOGGING: &str = "##vso[task.setvariable ";

impl Sets {
    /// Reads commands of a shell. `whole` says whether the text is a script and not one line of PowerShell.
    fn posix(&mut self, text: &str, first: usize, whole: bool) {
        // Commands that print, whose output may yet turn out to go to a file. The last of them, or a whole group in braces,
        // begins at `unit`.
        let mut waiting: Vec<Vec<Word<'_>>> = Vec::new();
        let (mut unit, mut group, mut into) = (0, None, None);
        for item in lex::items(text, first) {
            match item {
                Item::Command(words) => {
                    let leads = |text: &str| words.first().is_some_and(|word| word.text == text);
                    into = target(&words);
                    if let Some(target) = into {
                        let from = if leads("}") { group.take() } else { pipes(&words).then_some(unit) };
                        let from = from.unwrap_or(waiting.len()).min(waiting.len());
                        let before = waiting.split_off(from);
                        let mut lines: Vec<Printed> =
                            before.iter().flat_map(|words| printed(words, !whole)).collect();
                        lines.extend(printed(&words, !whole));
                        self.hand_on(&lines, target);
                        unit = waiting.len();
                    } else if leads("}") {
                        unit = group.take().unwrap_or(waiting.len());
                    } else {
                        if group.is_none() {
                            self.run(&mut waiting);
                        }
                        if leads("{") {
                            group = Some(waiting.len());
                        }
                        if print::at(&words, !whole).is_some() {
                            unit = waiting.len();
                            waiting.push(words);
                        } else {
                            shell::command(&words, &mut self.here);
                        }
                    }
                }
                Item::Heredoc(line, text) => match into {
                    Some(target) => {
                        let line_of = |(at, text): (usize, &str)| Printed {
                            line: line + at,
                            text: text.to_owned(),
                            expands: true,
                        };
                        let lines: Vec<Printed> = text.lines().enumerate().map(line_of).collect();
                        self.hand_on(&lines, target);
                    }
                    None => shell::heredoc(line, text, &mut self.here),
                },
                Item::Comment(line, text) => {
                    // In a shell of Windows this is no comment.
                    if !self.logging(&Printed { line, text: format!("#{text}"), expands: true }) {
                        shell::comment(line, text, Dialect::Posix, &mut self.here);
                    }
                }
                Item::Unended(line) if whole => {
                    self.here.unread(line, "a quote or bracket never ends; it is taken for a character");
                }
                Item::Unended(_) => {}
            }
        }
        self.run(&mut waiting);
    }

    /// Commands whose output goes nowhere that matters.
    fn run(&mut self, waiting: &mut Vec<Vec<Word<'_>>>) {
        for words in waiting.drain(..) {
            let logs = printed(&words, false).iter().filter(|line| self.logging(line)).count();
            if logs == 0 {
                shell::command(&words, &mut self.here);
            }
        }
    }

    fn powershell(&mut self, text: &str) {
        let mut rest = String::with_capacity(text.len());
        for (at, line) in text.lines().enumerate() {
            if line.contains("GITHUB_") || line.contains(LOGGING) {
                self.posix(line, at + 1, false);
            } else {
                rest.push_str(line);
            }
            rest.push('\n');
        }
        windows::read(&rest, &mut self.here);
    }

    /// Lines that go to later steps.
    fn hand_on(&mut self, lines: &[Printed], target: Target) {
        if let Some(block) = self.open.as_mut().filter(|_| lines.is_empty()) {
            block.value.push_str("$(command)");
        }
        for printed in lines {
            let text = printed.text.as_str();
            if let Some(block) = &mut self.open {
                if text.trim() == block.mark {
                    self.close();
                } else {
                    block.value.push_str(if block.value.is_empty() { "" } else { "\n" });
                    block.value.push_str(text);
                }
                continue;
            }
            let form = if printed.expands { Form::Expands } else { Form::Quoted };
            let pair = text.trim_start().split_once('=').filter(|(name, _)| value::is_name(name));
            let block = text.trim().split_once("<<").filter(|(name, _)| value::is_name(name));
            match (target, pair, block) {
                (Target::Variables, Some((name, value)), _) => {
                    self.later.set(printed.line, name, value, form);
                }
                (Target::Variables, _, Some((name, mark))) => {
                    let (name, mark) = (name.to_owned(), mark.to_owned());
                    self.open = Some(Block { line: printed.line, name, mark, value: String::new() });
                }
                (Target::Script, ..) => {
                    // What was expanded as it was written is no literal, whatever quotes stand around it.
                    let text = if printed.expands { text.replace('\'', "\"") } else { text.to_owned() };
                    shell::read_from(&text, printed.line, Dialect::Posix, &mut self.later);
                }
                (Target::Other, Some((name, value)), _) => {
                    self.later.assign(printed.line, (name, ""), value, form, Scope::Nobody);
                }
                _ => self.later.stray(printed.line, text, State::Set),
            }
        }
    }

    fn close(&mut self) {
        if let Some(Block { line, name, value, .. }) = self.open.take() {
            self.later.set(line, &name, &value, Form::Expands);
        }
    }

    /// Reads a logging command of Azure, if it is one.
    fn logging(&mut self, printed: &Printed) -> bool {
        let Some((_, command)) = printed.text.split_once(LOGGING) else { return false };
        let Some((properties, value)) = command.split_once(']') else { return false };
        let property = |name: &str| {
            properties
                .split(';')
                .filter_map(|pair| pair.split_once('='))
                .find_map(|(key, value)| key.trim().eq_ignore_ascii_case(name).then_some(value.trim()))
        };
        let on = |name: &str| property(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let name = super::azure::environment_name(property("variable").unwrap_or_default());
        // A secret is no variable of a process until a step maps it, and an output has its step's name in front.
        let scope = if on("issecret") || on("isoutput") { Scope::Nobody } else { Scope::Process };
        let form = if printed.expands { Form::Expands } else { Form::Quoted };
        self.later.assign(printed.line, (&name, ""), value, form, scope);
        true
    }
}

/// Whether a command writes what the one before it printed.
fn pipes(words: &[Word<'_>]) -> bool {
    let names = ["tee", "out-file", "add-content", "set-content"];
    words.iter().any(|word| names.contains(&word.text.to_ascii_lowercase().as_str()))
}
