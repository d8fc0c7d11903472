//! Advice for one setting, with its names filled in.

use super::How;
use super::advice::{Advice, STRAY, advice};
use crate::quote::{Quoted, Shell};
use crate::surroundings::{Finding, Format, State};

/// A setting in its file.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) finding: &'a Finding,
    pub(super) format: Format,
}

const REVOKE: &str = "Once nothing uses it, disable the key in the Console under API keys, and delete it: whoever read this file \
                      can use it until then.";
const ELSEWHERE: &str = "The value stands elsewhere: delete it there too, so that nothing takes it from there again, and revoke it.";

impl Setting<'_> {
    fn advice(self) -> &'static Advice {
        if self.is_variable() || self.format != Format::Shell { advice(self.format) } else { &STRAY }
    }

    pub(super) fn how(self) -> Vec<How> {
        let advice = self.advice();
        let mut how = Vec::new();
        if !advice.line.is_empty() {
            how.push(How::Edit { diff: self.diff(advice), about: advice.about });
        }
        let runs = self.finding.state != State::Commented;
        how.extend(advice.commands.iter().filter(|_| runs).filter_map(|command| {
            let text = self.fill(command.text, command.language == "sh")?;
            Some(How::Command { language: command.language, text, about: command.about })
        }));
        how
    }

    pub(super) fn remains(self) -> Vec<&'static str> {
        let own = match self.finding.state {
            State::Set | State::Commented => Some(REVOKE),
            State::Reference => Some(ELSEWHERE),
            _ => None,
        };
        self.advice().remains.iter().copied().chain(own).collect()
    }

    /// A unified diff of one line. The value is its mask, so that it is read and not applied.
    fn diff(self, advice: &Advice) -> String {
        let finding = self.finding;
        let value = match finding.state {
            State::Empty => "",
            _ => finding.secret.as_deref().or(finding.refers.as_deref()).unwrap_or("…"),
        };
        let comment = if finding.state == State::Commented { "# " } else { "" };
        let fill = |line: &str| visible(&line.replace("⟦name⟧", &finding.name).replace("⟦value⟧", value));
        let (file, line) = (visible(&finding.file), finding.line);
        let mut diff = format!("--- {file}\n+++ {file}\n");
        match advice.instead {
            Some(_) => diff += &format!("@@ -{line} +{line} @@\n"),
            None => diff += &format!("@@ -{line} +{},0 @@\n", line.saturating_sub(1)),
        }
        diff += &format!("-{comment}{}\n", fill(advice.line));
        if let Some(instead) = advice.instead {
            diff += &format!("+{}\n", fill(instead));
        }
        diff
    }

    /// Whether the setting has the name of a variable, which needs no quoting in any language.
    fn is_variable(self) -> bool {
        let name = &self.finding.name;
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && name != "literal"
            && name != "authorization"
    }

    /// Fills a command's holes; none where one has no value.
    fn fill(self, text: &'static str, quotes: bool) -> Option<String> {
        let unit = self.finding.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let values =
            [("⟦name⟧", self.is_variable().then_some(self.finding.name.as_str())), ("⟦unit⟧", Some(unit))];
        let mut out = text.to_owned();
        for (hole, value) in values {
            if out.contains(hole) {
                let value = value.filter(|value| !value.is_empty() && *value != "-")?;
                let word = if quotes { Quoted::<Shell>::word(value).into_text() } else { value.to_owned() };
                out = out.replace(hole, &word);
            }
        }
        Some(out)
    }
}

/// A text on one line: control characters, which could end it, are made visible.
fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
