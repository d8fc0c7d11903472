//! Which CI system a file is for: by its name, then by the keys at its top.

use super::super::format::Format;

/// Recognises a file by its path, in lower case.
pub(in super::super) fn by_name(path: &str) -> Option<Format> {
    let path = path.replace('\\', "/").to_ascii_lowercase();
    let (folder, base) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = base.strip_suffix(".yml").or_else(|| base.strip_suffix(".yaml"))?;
    let within = |name: &str| folder.split('/').any(|part| part == name);
    Some(match stem {
        _ if folder.ends_with(".github/workflows") => Format::GithubWorkflow,
        "action" => Format::GithubAction,
        _ if stem.ends_with(".gitlab-ci") || within(".gitlab") => Format::Gitlab,
        _ if within(".circleci") => Format::CircleCi,
        "bitbucket-pipelines" => Format::Bitbucket,
        _ if stem.starts_with("azure-pipelines")
            || within(".azure-pipelines")
            || within("azure-pipelines") =>
        {
            Format::Azure
        }
        _ => return None,
    })
}

/// Recognises a text by the keys at its top.
pub(in super::super) fn by_shape(text: &str) -> Option<Format> {
    let mut keys = Vec::new();
    let (mut script, mut job, mut step) = (false, false, false);
    // How far the keys of the last key at the top are indented.
    let mut indent = 0;
    for line in text.lines() {
        let inner = line.trim_start().trim_start_matches("- ");
        let here = line.len() - line.trim_start().len();
        if here == 0 && !inner.is_empty() && !inner.starts_with('#') {
            indent = 0;
        } else if indent == 0 {
            indent = here;
        }
        if here > 0 && here == indent {
            script |= inner.starts_with("script:");
            job |= inner.trim_end() == "script:" || JOB.iter().any(|key| inner.starts_with(key));
        }
        step |= ["task:", "bash:", "pwsh:", "powershell:", "script:", "checkout:", "template:"]
            .iter()
            .any(|key| line.trim_start().strip_prefix("- ").is_some_and(|item| item.starts_with(key)));
        let is_key = line.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '"' | '\'' | '.'));
        if let Some((key, value)) = line.split_once(':').filter(|_| is_key)
            && keys.len() < MOST_KEYS
        {
            keys.push((key.trim_matches(['"', '\'']), value.trim()));
        }
    }
    let has = |name: &str| keys.iter().any(|(key, _)| *key == name);
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    let value = |name: &str| keys.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| *value);
    let version = value("version").trim_matches(['"', '\'']);
    Some(match () {
        () if has("on") && has("jobs") => Format::GithubWorkflow,
        () if has("runs") && any(&["inputs", "name", "description"]) => Format::GithubAction,
        () if has("pipelines") => Format::Bitbucket,
        () if version.starts_with('2') && any(&["jobs", "workflows", "orbs", "commands", "executors"]) => {
            Format::CircleCi
        }
        () if any(&[
            "trigger",
            "pool",
            "pr",
            "schedules",
            "resources",
            "parameters",
            "extends",
            "variables",
        ]) && any(&["steps", "stages", "jobs", "extends"])
            && step =>
        {
            Format::Azure
        }
        () if any(&["steps", "stages"]) && step && !script => Format::Azure,
        () if script
            && (job || any(&["stages", "before_script", "default", "workflow", "include"]))
            && !any(&["steps", "jobs", "apiVersion", "services"]) =>
        {
            Format::Gitlab
        }
        () => return None,
    })
}

/// Keys that a job of GitLab may have beside its script.
const JOB: [&str; 7] = ["stage:", "rules:", "extends:", "needs:", "id_tokens:", "only:", "before_script:"];

/// The most keys at the top that are looked at.
const MOST_KEYS: usize = 200;
