//! What a value is: a text, nothing, a reference to something elsewhere, or a placeholder.

use super::finding::State;
use super::sink::Form;
use crate::secret::find_credentials;

/// The value that counts, and its state. Of `${NAME:-default}` the default counts.
pub(super) fn read(text: &str, form: Form) -> (&str, State) {
    if text.trim().is_empty() {
        return (text, State::Empty);
    }
    if form == Form::Literal {
        return (text, State::Set);
    }
    let expands = form == Form::Expands && has_expansion(text);
    if expands || has_template(text) || names_a_secret(text) {
        if let Some(default) = default_of(text) {
            return read(default, Form::Quoted);
        }
        // A key inside of what is computed is a key all the same.
        if let Some(found) = find_credentials(text).into_iter().next()
            && let Some(word) = text.get(found.range)
            && !is_placeholder(word)
            && word.len() > "sk-ant-api03-".len()
        {
            return (word, State::Set);
        }
        return (text, State::Reference);
    }
    let state = if is_placeholder(text.trim()) { State::Placeholder } else { State::Set };
    (text, state)
}

/// What is shown of a reference: the name of what it refers to, nothing of what is computed.
pub(super) fn reference(text: &str) -> String {
    let text = text.trim();
    let braced = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    let name = braced.or_else(|| text.strip_prefix('$')).unwrap_or_default();
    if is_name(name) {
        return format!("${{{name}}}");
    }
    let inner = text.strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}")).map(str::trim);
    match inner.and_then(|inner| inner.split_once('.')) {
        Some((store @ ("secrets" | "vars" | "env"), name)) if is_name(name) => {
            format!("${{{{ {store}.{name} }}}}")
        }
        _ => "(computed)".to_owned(),
    }
}

/// Whether a text is a variable's name.
pub(super) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn has_expansion(text: &str) -> bool {
    let starts = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "_{(?@".contains(c));
    text.match_indices('$').any(|(at, _)| text.get(at + 1..).is_some_and(starts))
        || text.contains('`')
        // A command's output in fish.
        || (text.starts_with('(') && text.ends_with(')'))
}

fn has_template(text: &str) -> bool {
    // One character is looked for much faster than two.
    text.contains('{') && text.contains("{{") && text.contains("}}")
}

/// Whether a text names a secret that a tool puts in its place, or holds it encrypted: SOPS, 1Password, vals, Bank-Vaults,
/// Berglas, AWS and Azure, by their documentation as of 2026-11-22.
fn names_a_secret(text: &str) -> bool {
    const LEADS: [&str; 8] = [
        "ENC[",
        "op://",
        "ref+",
        "vault:",
        "sm://",
        "arn:aws:secretsmanager:",
        "arn:aws:ssm:",
        "@Microsoft.KeyVault(",
    ];
    LEADS.iter().any(|lead| text.trim_start().starts_with(lead))
}

/// `default` of `${NAME:-default}`, where it is no reference itself.
fn default_of(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("${")?.strip_suffix('}')?;
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let rest = inner.get(end..)?;
    let default =
        rest.strip_prefix(":-").or_else(|| rest.strip_prefix('-')).or_else(|| rest.strip_prefix(":="))?;
    let default = default.trim_matches(['"', '\'']);
    (is_name(inner.get(..end)?) && !default.is_empty() && !has_expansion(default)).then_some(default)
}

/// Words that somebody is meant to replace.
const WORDS: [&str; 12] = [
    "replaceme",
    "changeme",
    "yourkey",
    "yourapikey",
    "youranthropic",
    "yourtoken",
    "keyhere",
    "tokenhere",
    "placeholder",
    "fillmein",
    "insertkey",
    "todo",
];

/// Whether somebody is meant to replace the text.
fn is_placeholder(text: &str) -> bool {
    if text.starts_with('<') && text.ends_with('>') {
        return true;
    }
    // A key is long and random: its letters may spell any word.
    if text.len() <= LONGEST && asks_for_more(text) {
        return true;
    }
    if text.len() < SHORTEST {
        return false;
    }
    let rest = text.strip_prefix("sk-ant-").unwrap_or(text);
    let rest =
        ["api03-", "oat01-", "admin01-"].iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
    rest.chars().all(|c| matches!(c, 'x' | 'X' | '.' | '…' | '*' | '-' | '_'))
}

/// Whether one of the words stands in a text, whatever stands between its letters.
fn asks_for_more(text: &str) -> bool {
    let letters: Vec<u8> =
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase()).collect();
    let rests = (0..letters.len()).filter_map(|at| letters.get(at..));
    // Most letters begin no word, so that few places are looked at.
    let begins = |rest: &&[u8]| rest.first().is_some_and(|b| FIRST_LETTERS.contains(b));
    rests.filter(begins).any(|rest| WORDS.iter().any(|word| rest.starts_with(word.as_bytes())))
}

/// What the words begin with.
const FIRST_LETTERS: &[u8] = b"rcyktpfi";

/// The shortest row of dots or the like that is a placeholder, in bytes.
const SHORTEST: usize = 3;
/// The longest placeholder, in bytes.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_asks_for_more_is_found() {
        for word in WORDS {
            assert!(asks_for_more(&format!("-{}-", word.to_ascii_uppercase())), "{word}");
        }
        assert!(asks_for_more("YOUR_API_KEY") && !asks_for_more("your own"));
    }
}
