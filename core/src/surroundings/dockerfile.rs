//! Dockerfiles: `ENV` in both forms, `ARG`, and what `RUN` sets.

use super::finding::State;
use super::lex::{self, Item, Word};
use super::mentions::Mentions;
use super::shell::{self, Dialect};
use super::sink::{Form, Scope, Sink};

/// Reads a Dockerfile. `ARG` serves the build alone; its default stays in the image's history.
pub(super) fn read(text: &str, out: &mut Sink) {
    let mentions = Mentions::of_long(text, &[]);
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line)).peekable();
    while let Some((number, line)) = lines.next() {
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix('#') {
            shell::comment(number, comment, Dialect::Posix, out);
            continue;
        }
        if trimmed.is_empty() {
            continue;
        }
        if let Some(mentions) = &mentions {
            let start = line.as_ptr().addr() - text.as_ptr().addr();
            let goes_on = trimmed.ends_with('\\') || trimmed.contains("<<");
            if !goes_on && !mentions.within(start, start + line.len()) {
                continue;
            }
        }
        let mut whole = line.to_owned();
        let mut continues = trimmed.ends_with('\\');
        while continues {
            let Some((number, next)) = lines.next() else { break };
            whole.push('\n');
            let next_trimmed = next.trim();
            // A comment or an empty line does not end an instruction.
            if let Some(comment) = next_trimmed.strip_prefix('#') {
                shell::comment(number, comment, Dialect::Posix, out);
                whole.push('\\');
            } else if next_trimmed.is_empty() {
                whole.push('\\');
            } else {
                whole.push_str(next.trim_end());
                continues = next_trimmed.ends_with('\\');
            }
        }
        if let Some(mark) = heredoc(&whole) {
            let first = number + whole.matches('\n').count() + 1;
            let mut body = String::new();
            for (_, line) in lines.by_ref().take_while(|(_, line)| line.trim() != mark) {
                body.push_str(line);
                body.push('\n');
            }
            shell::read_from(&body, first, Dialect::Posix, out);
        }
        instruction(number, &whole, out);
    }
}

fn heredoc(instruction: &str) -> Option<String> {
    let (_, rest) = instruction.split_once("<<")?;
    let word = rest.trim_start_matches('-').split_whitespace().next()?;
    Some(word.trim_matches(['"', '\'']).to_owned()).filter(|mark| super::value::is_name(mark))
}

fn instruction(number: usize, text: &str, out: &mut Sink) {
    let text_start = text.trim_start();
    let end = text_start.find(char::is_whitespace).unwrap_or(text_start.len());
    let (word, rest) = text_start.split_at_checked(end).unwrap_or((text_start, ""));
    match word.to_ascii_uppercase().as_str() {
        "ENV" => env(number, &words(rest, number), out),
        "ARG" => {
            for word in words(rest, number) {
                if let Some((name, value)) = word.assignment() {
                    out.assign(word.line, (name, ""), value, word.form(), Scope::Nobody);
                } else {
                    // Without a default the value comes with --build-arg.
                    let reference = format!("${{{}}}", word.text);
                    out.assign(word.line, (&word.text, ""), &reference, Form::Expands, Scope::Nobody);
                }
            }
        }
        "RUN" | "CMD" | "ENTRYPOINT" | "HEALTHCHECK" | "ONBUILD" | "SHELL" => {
            let bare =
                if heredoc(rest).is_some() { rest.split("<<").next().unwrap_or_default() } else { rest };
            let mut build = Sink::new(&out.file);
            shell::read_from(bare, number, Dialect::Posix, &mut build);
            out.tell(&mut build);
            // What RUN sets ends with its shell.
            if word.eq_ignore_ascii_case("CMD") || word.eq_ignore_ascii_case("ENTRYPOINT") {
                out.absorb(build);
            }
        }
        "" | "FROM" | "COPY" | "ADD" | "LABEL" | "EXPOSE" | "VOLUME" | "USER" | "WORKDIR" | "STOPSIGNAL"
        | "MAINTAINER" => out.stray(number, rest, State::Set),
        _ => {
            out.stray(number, text, State::Set);
            out.unread(number, "no instruction of a Dockerfile; passed over");
        }
    }
}

fn words(text: &str, first: usize) -> Vec<Word<'_>> {
    lex::items(text, first)
        .flat_map(|item| match item {
            Item::Command(words) => words,
            _ => Vec::new(),
        })
        .collect()
}

fn env(number: usize, words: &[Word<'_>], out: &mut Sink) {
    let Some((first, rest)) = words.split_first() else {
        return out.unread(number, "ENV without a name; passed over");
    };
    if first.assignment().is_some() {
        for word in words {
            match word.assignment() {
                Some((name, value)) => out.set(word.line, name, value, word.form()),
                None => out.unread(word.line, "no NAME=value in ENV; passed over"),
            }
        }
        return;
    }
    // The old form: all that follows the name is its value.
    let text = rest.iter().map(|word| word.text.as_ref()).collect::<Vec<_>>().join(" ");
    let form = if rest.iter().any(|word| word.expands) { Form::Expands } else { Form::Quoted };
    out.set(first.line, &first.text, &text, form);
}
