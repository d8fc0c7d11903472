//! Inputs of actions, templates and commands that go by a variable of ours in another spelling.

use super::super::finding::{Kind, State};
use super::super::sink::Sink;
use super::super::value;
use std::collections::HashSet;

/// Variables that are looked for, as clients spell them.
const VARIABLES: [&str; 13] = [
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "ANTHROPIC_FEDERATION_RULE_ID",
    "ANTHROPIC_ORGANIZATION_ID",
    "ANTHROPIC_SERVICE_ACCOUNT_ID",
    "ANTHROPIC_WORKSPACE_ID",
    "ANTHROPIC_IDENTITY_TOKEN",
    "ANTHROPIC_IDENTITY_TOKEN_FILE",
    "ANTHROPIC_PROFILE",
    "ANTHROPIC_CONFIG_DIR",
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_CUSTOM_HEADERS",
    "CLAUDE_CODE_OAUTH_TOKEN",
];

/// The variable that an input means: `anthropic-api-key`, `anthropicApiKey` and `claude_api_key` are `ANTHROPIC_API_KEY`.
pub(super) fn variable(input: &str) -> Option<&'static str> {
    if input.len() > LONGEST || input.contains(char::is_whitespace) {
        return None;
    }
    // Each of the names has one of these words in it, and most inputs have neither.
    let has = |word: &[u8]| input.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    if !has(b"anthropic") && !has(b"claude") {
        return None;
    }
    let bare = bare(input);
    if bare == "claudeapikey" {
        return Some("ANTHROPIC_API_KEY");
    }
    VARIABLES.into_iter().find(|name| self::bare(name) == bare)
}

/// The longest name that is compared, in bytes.
const LONGEST: usize = 64;

fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The credential's variable that a text refers to and nothing else: `${{ secrets.ANTHROPIC_API_KEY }}`, `$NAME`, `$(NAME)`.
pub(super) fn named_in(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let inner = text.strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}"));
    let name = match inner.map(str::trim) {
        Some(inner) => inner.strip_prefix("secrets.").or_else(|| inner.strip_prefix("env."))?,
        None => text.strip_prefix('$')?.trim_matches(['{', '}', '(', ')']),
    };
    VARIABLES
        .into_iter()
        .find(|known| *known == name)
        .filter(|name| Kind::of_variable(name).is_some_and(Kind::is_secret))
}

/// Credentials that a text takes from the platform's store by a variable's name, wherever it does so and nothing else was
/// found on the line: in a script's words, or under a name of its own. What is only compared is not taken.
pub(super) fn uses(lines: &[(usize, &str)], before: &str, after: &str, out: &mut Sink) {
    let known: HashSet<usize> = out.findings.iter().map(|found| found.line).collect();
    // One character is looked for much faster than several.
    let Some(rare) = before.chars().next_back() else { return };
    for (number, line) in lines.iter().filter(|(_, line)| line.contains(rare)) {
        if known.contains(number) || line.trim_start().starts_with('#') {
            continue;
        }
        let names = line.match_indices(before).filter_map(|(from, _)| {
            let rest = line.get(from + before.len()..)?;
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let (name, rest) = rest.split_at_checked(end)?;
            let rest = rest.trim_start();
            variable(name).filter(|_| rest.starts_with(after) || rest.starts_with("||"))
        });
        let mut kinds = names.filter_map(|name| Some((name, Kind::of_variable(name)?)));
        if let Some((name, kind)) = kinds.find(|(_, kind)| kind.is_secret()) {
            out.find(*number, (name, ""), kind, State::Reference, None);
        }
    }
}

/// Inputs in comments, which are variables of ours only in another spelling: `# anthropic_api_key: ${{ … }}`.
pub(super) fn comments(lines: &[(usize, &str)], out: &mut Sink) {
    for (number, line) in lines.iter().filter(|(_, line)| line.contains('#')) {
        let Some(comment) = line.trim_start().strip_prefix('#') else { continue };
        let comment = comment.trim_start_matches(['#', ' ', '\t', '-']);
        let Some((name, text)) = comment.split_once(':').filter(|(_, text)| text.starts_with(' ')) else {
            continue;
        };
        let text = text.trim().trim_matches(['"', '\'']);
        // As a client spells it, it was found already.
        if Kind::of_variable(name).is_some() || (text.contains(' ') && !text.starts_with("${{")) {
            continue;
        }
        if let Some(kind) = variable(name).and_then(Kind::of_variable) {
            let (text, state) = value::read(text, super::super::sink::Form::Expands);
            let secret =
                (state == State::Set && kind.is_secret()).then(|| crate::precedence::mask(text.trim()));
            out.find(*number, (name, ""), kind, State::Commented, secret);
        }
    }
}
