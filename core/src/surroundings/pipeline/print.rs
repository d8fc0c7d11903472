//! What a command prints: `echo`, `printf` and PowerShell's `Write-Host`.

use super::super::lex::Word;

/// A line that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// Its line in the script.
    pub(super) line: usize,
    pub(super) text: String,
    /// Whether something in it is expanded.
    pub(super) expands: bool,
}

/// Words that may stand in front of a command.
const LEADS: [&str; 8] = ["{", "then", "else", "do", "!", "if", "sudo", "time"];
/// The most arguments and the longest format of `printf` that are put together.
const MOST_ARGUMENTS: usize = 16;
const LONGEST_FORMAT: usize = 4096;

/// Where in a command its printing word stands. In PowerShell a text by itself is printed, `alone`.
pub(super) fn at(words: &[Word<'_>], alone: bool) -> Option<usize> {
    let first = words.iter().position(|word| !LEADS.contains(&word.text.as_ref()))?;
    let word = words.get(first)?.text.to_ascii_lowercase();
    let prints = matches!(word.as_str(), "echo" | "printf" | "write-host" | "write-output");
    (prints || (alone && words.len() == first + 1)).then_some(first)
}

/// The lines that a command prints. Of one that prints nothing, each `NAME=value` among its words is a line, since it is what
/// is written: `Add-Content -Value NAME=value`.
pub(super) fn printed(words: &[Word<'_>], alone: bool) -> Vec<Printed> {
    let Some(command) = at(words, false) else {
        let texts = words.iter().filter(|word| alone || word.assignment().is_some());
        return texts.filter(|word| word.text.contains('=')).flat_map(lines).collect();
    };
    let flags = |word: &&Word<'_>| matches!(word.text.as_ref(), "-e" | "-n" | "-E" | "-ne" | "-en" | "--");
    let mut arguments: Vec<&Word<'_>> = words.iter().skip(command + 1).skip_while(flags).collect();
    // The file that all goes to is no part of it.
    arguments.retain(|word| !word.text.ends_with("GITHUB_ENV") && !word.text.ends_with("BASH_ENV"));
    arguments.retain(|word| !word.text.starts_with("${GITHUB_") && !word.text.starts_with("${BASH_ENV"));
    if words.get(command).is_some_and(|word| word.text == "printf") {
        return format(&arguments);
    }
    let Some(first) = arguments.first() else { return Vec::new() };
    let text = arguments.iter().map(|word| word.text.as_ref()).collect::<Vec<_>>().join(" ");
    let expands = arguments.iter().any(|word| word.expands);
    lines(&Word { text: text.into(), line: first.line, expands })
}

/// The lines of a text, which may be written as `\n`.
fn lines(word: &Word<'_>) -> Vec<Printed> {
    let lines = word.text.split('\n').enumerate();
    lines
        .flat_map(|(at, line)| line.split("\\n").map(move |text| (at, text)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(at, text)| Printed { line: word.line + at, text: text.to_owned(), expands: word.expands })
        .collect()
}

/// `printf`: its format as often as there are arguments for it.
fn format(arguments: &[&Word<'_>]) -> Vec<Printed> {
    let Some((format, values)) = arguments.split_first() else { return Vec::new() };
    let holes = format.text.matches("%s").count();
    if holes == 0 || values.is_empty() || values.len() > MOST_ARGUMENTS || format.text.len() > LONGEST_FORMAT
    {
        return arguments.iter().flat_map(|word| lines(word)).collect();
    }
    let mut out = Vec::new();
    for values in values.chunks(holes) {
        let mut text = String::new();
        let mut values_left = values.iter();
        for (at, piece) in format.text.split("%s").enumerate() {
            if at > 0 {
                text.push_str(values_left.next().map_or("", |word| word.text.as_ref()));
            }
            text.push_str(piece);
        }
        let expands = format.expands || values.iter().any(|word| word.expands);
        out.extend(lines(&Word { text: text.into(), line: format.line, expands }));
    }
    out
}
