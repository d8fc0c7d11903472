//! Advice for one setting, with its names filled in.

use super::How;
use super::advice::{Advice, STRAY, advice};
use crate::quote::{Quoted, Shell};
use crate::surroundings::{Finding, Format, State};

/// A setting in its file, and the name of the place whose own it is.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) finding: &'a Finding,
    pub(super) format: Format,
    pub(super) place: &'a str,
}

const REVOKE: &str = "Once nothing uses it, disable the key in the Console under API keys, and delete it: whoever read this file \
                      can use it until then.";
const HISTORY: &str = "If it was ever committed, history keeps it: only revoking the key ends that.";
const ELSEWHERE: &str = "The value stands elsewhere: delete it there too, so that nothing takes it from there again, and revoke it.";

impl Setting<'_> {
    fn advice(self) -> &'static Advice {
        if is_variable(&self.finding.name) || self.format != Format::Shell {
            advice(self.finding, self.format)
        } else {
            &STRAY
        }
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
        let own: &[&str] = match self.finding.state {
            State::Set | State::Commented if self.format == Format::Env => &[REVOKE],
            State::Set | State::Commented => &[HISTORY, REVOKE],
            State::Reference => &[ELSEWHERE],
            _ => &[],
        };
        self.advice().remains.iter().chain(own).copied().collect()
    }

    /// A unified diff of one line. The value is its mask, so that it is read and not applied.
    fn diff(self, advice: &Advice) -> String {
        let finding = self.finding;
        let value = match finding.state {
            State::Empty => "",
            _ => finding.secret.as_deref().or(finding.refers.as_deref()).unwrap_or("…"),
        };
        let comment = if finding.state == State::Commented { "# " } else { "" };
        let shown = |line: &str| visible(&line.replace("⟦name⟧", &finding.name).replace("⟦value⟧", value));
        let (file, line) = (visible(&finding.file), finding.line);
        let mut diff = format!("--- {file}\n+++ {file}\n");
        match advice.instead {
            Some(_) => diff += &format!("@@ -{line} +{line} @@\n"),
            None => diff += &format!("@@ -{line} +{},0 @@\n", line.saturating_sub(1)),
        }
        let last = finding.path.rsplit('.').next().unwrap_or_default();
        let is_item = !last.is_empty() && last != finding.name;
        let own = if is_item { advice.item } else { advice.line };
        diff += &format!("-{comment}{}\n", shown(own));
        if let Some(instead) = advice.instead {
            diff += &format!("+{}\n", shown(instead));
        }
        diff
    }

    /// Fills a command's holes; none where one has no value.
    fn fill(self, text: &'static str, quotes: bool) -> Option<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, hole)) = rest.split_once('⟦') {
            let (name, after) = hole.split_once('⟧')?;
            let value = self.value(name).filter(|value| !value.is_empty() && value != "-")?;
            out.push_str(before);
            out.push_str(if quotes { Quoted::<Shell>::word(&value).into_text() } else { value }.as_str());
            rest = after;
        }
        Some(out + rest)
    }

    fn value(self, hole: &str) -> Option<String> {
        let finding = self.finding;
        let refers = finding.refers.as_deref().unwrap_or_default();
        let inside = |before: &str, after: &str| {
            refers
                .strip_prefix(before)?
                .strip_suffix(after)
                .filter(|name| is_variable(name))
                .map(str::to_owned)
        };
        let base = || finding.file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        match hole {
            // The name of a variable needs no quoting in any language.
            "name" => Some(finding.name.clone()).filter(|name| is_variable(name)),
            "unit" => Some(base()),
            "file" => Some(finding.file.clone()),
            "secret" => inside("${{ secrets.", " }}"),
            "var" => inside("${{ vars.", " }}"),
            "from" => inside("${", "}"),
            "workload" => self.workload().map(|(_, workload)| workload),
            "container" => self.workload().map(|(container, _)| container),
            "service" => self.place.split_once(" of Service ").map(|(_, name)| name.to_owned()),
            "store" => self.key_of_store().map(|(store, _)| store),
            "patch" => self.key_of_store().map(|(_, key)| {
                let key = key.replace('~', "~0").replace('/', "~1");
                serde_json::json!([{"op": "remove", "path": format!("/data/{key}")}]).to_string()
            }),
            _ => None,
        }
    }

    /// Container and workload of a place such as `container app of Deployment web`, for those kinds that can be changed.
    fn workload(self) -> Option<(String, String)> {
        let (container, object) = self.place.split_once(" of ")?;
        let (kind, name) = object.split_once(' ')?;
        let can = matches!(kind, "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "CronJob");
        let container = container.rsplit(' ').next().filter(|_| can)?;
        Some((container.to_owned(), format!("{}/{name}", kind.to_ascii_lowercase())))
    }

    /// A Secret's name and key: the one that holds the setting, or the one that it refers to.
    fn key_of_store(self) -> Option<(String, String)> {
        if let Some(name) = self.finding.store.strip_prefix("Secret ") {
            return Some((name.to_owned(), self.finding.name.clone()));
        }
        let (name, key) = self.finding.refers.as_deref()?.strip_prefix("Secret ")?.split_once(", ")?;
        Some((name.to_owned(), key.to_owned()))
    }
}

/// Whether a setting has the name of a variable.
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name != "literal"
        && name != "authorization"
}

/// A text on one line: control characters, which could end it, are made visible.
fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
