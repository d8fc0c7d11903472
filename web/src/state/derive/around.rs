//! What the engine says about surroundings, and which part of it is shown.

use crate::state::around::{self, Around, Chosen};
use keyless_core::answer::{self, Answer, ClientAnswer, PlaceAnswer, State};
use keyless_core::compat::{self, Entry};
use keyless_core::surroundings::{Reading, Unread, gather};

/// All that is said about what was read.
#[derive(Debug)]
pub struct Answered {
    /// What was read.
    pub readings: Vec<Reading>,
    /// What some of it refers to, and nobody gave.
    pub missing: Vec<Unread>,
    /// What follows from it.
    pub answer: Answer,
}

/// What is said about what was read; none where nothing that can be read was.
pub fn answered(around: &Around) -> Option<Answered> {
    let readings = around.readings();
    if readings.is_empty() {
        return None;
    }
    let gathered = gather(&readings, around.at);
    let answer = answer::answer(&readings, &gathered);
    Some(Answered { missing: gathered.missing().to_vec(), readings, answer })
}

/// A text that is made up to be read before anybody gives one; none behind the last.
pub fn rehearsal(number: usize) -> Option<String> {
    let (begin, line, end) = REHEARSED.get(number)?;
    Some([begin, &*line.repeat(REHEARSED_BYTES / line.len()), end].concat())
}

/// Reads it, and answers. Browsers compile what is called for the first time, and better what is called often, and what somebody
/// gives need not wait for that.
pub fn rehearse(text: &str) {
    answered(&Around::of(around::read(around::PASTED, text)));
}

/// How long these texts are, in bytes.
const REHEARSED_BYTES: usize = 192 * 1024;

/// How each begins, what is read over and over, and how it ends, for the ways in which most texts are read.
const REHEARSED: [(&str, &str, &str); 10] = [
    ("", "PATH=/usr/bin:/bin\n", "ANTHROPIC_API_KEY=sk-ant-api03…Xy9A\n"),
    ("", "LEVEL=\"info\" # all of it\n", "ANTHROPIC_API_KEY=sk-ant-api03…Xy9A\n"),
    (
        "#!/bin/sh\n",
        "export LEVEL=\"info\"\nif [ -z '$LEVEL' ]; then exit; fi\n",
        "export ANTHROPIC_API_KEY=sk-ant-api03…Xy9A\n",
    ),
    ("FROM debian\n", "ENV LEVEL=info\nRUN make \\\n  all\n", "ENV ANTHROPIC_API_KEY=sk-ant-api03…Xy9A\n"),
    (
        "",
        "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: main\n      image: \"a:1\"\n      \
         args: [a, \"b\"]\n      env:\n        - name: ANTHROPIC_LOG\n          value: info\n",
        "        - name: ANTHROPIC_API_KEY\n          value: sk-ant-api03…Xy9A\n",
    ),
    ("", "LEVEL:\n  of: \"info\" # all of it\n", "env:\n  ANTHROPIC_API_KEY: sk-ant-api03…Xy9A\n"),
    ("{\"env\":{", "\"LEVEL\":\"info\",", "\"ANTHROPIC_API_KEY\":\"sk-ant-api03…Xy9A\"}}"),
    (
        "import Anthropic from \"@anthropic-ai/sdk\";\n",
        "export function next(a: number): number {\n  // adds\n  const b = [\"c\", a + 1];\n  return b[1];\n}\n",
        "new Anthropic({ apiKey: \"sk-ant-api03…Xy9A\" });\n",
    ),
    (
        "package main\nimport \"github.com/anthropics/anthropic-sdk-go\"\n",
        "func next(a int) string {\n\treturn fmt.Sprintf(\"v%d\", a+1) // adds\n}\n",
        "var client = anthropic.NewClient(option.WithAPIKey(\"sk-ant-api03…Xy9A\"))\n",
    ),
    ("", "2026-11-22T08:00:00Z INFO all is well\n", ""),
];

/// A framework, gateway or tool, and where it is named in what was read: a text's name and a line.
pub type Known = (&'static Entry, Option<(String, usize)>);

/// Frameworks, gateways and tools: those that were named first, then whatever a search finds.
pub fn frameworks(around: &Around, search: &str) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    for (text, found) in
        around.texts().flat_map(|(_, text)| text.named.iter().map(move |found| (text, found)))
    {
        if known.iter().all(|(entry, _)| entry.slug != found.entry.slug) {
            known.push((found.entry, Some((text.name.clone(), found.line))));
        }
    }
    let found = compat::search(search);
    known.retain(|(entry, _)| found.iter().any(|other| other.slug == entry.slug));
    for entry in found {
        if known.iter().all(|(other, _)| other.slug != entry.slug) {
            known.push((entry, None));
        }
    }
    known
}

/// The place and the client that are shown, by number: those that were chosen, else the worst.
pub fn shown(answer: &Answer, chosen: Chosen) -> Option<(usize, &PlaceAnswer, &ClientAnswer)> {
    let worst = || {
        answer.places.iter().enumerate().min_by_key(|(_, place)| (rank(worst_of(place)), !would_move(place)))
    };
    let number = chosen.place.filter(|number| *number < answer.places.len()).or_else(|| Some(worst()?.0))?;
    let place = answer.places.get(number)?;
    let client = chosen
        .client
        .and_then(|slug| place.client(slug))
        .or_else(|| place.clients.iter().filter(|client| client.runs).min_by_key(|client| rank(client.state)))
        .or_else(|| place.clients.first())?;
    Some((number, place, client))
}

/// Whether some client would use federation there, were every key and token gone.
fn would_move(place: &PlaceAnswer) -> bool {
    place.clients.iter().any(|client| client.runs && client.after == State::Migrated)
}

/// The worst that any client comes to in a place.
pub fn worst_of(place: &PlaceAnswer) -> State {
    let running = place.clients.iter().filter(|client| client.runs).map(|client| client.state);
    running.min_by_key(|state| rank(*state)).unwrap_or(State::Nothing)
}

/// Worst first: what is shown before the rest.
const fn rank(state: State) -> u8 {
    match state {
        State::NotMigrated => 0,
        State::Fails => 1,
        State::Other => 2,
        State::Migrated => 3,
        State::Nothing => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::{REHEARSED, rehearsal, rehearse};

    #[test]
    fn each_text_is_rehearsed_and_then_no_more() {
        let texts: Vec<String> = (0..).map_while(rehearsal).collect();
        for text in &texts {
            rehearse(text);
        }
        assert_eq!(texts.len(), REHEARSED.len());
    }
}
