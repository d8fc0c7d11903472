//! The answer as text.

use keyless_core::answer::{Answer, How, PlaceAnswer, Removal, why_unset};
use keyless_core::precedence::Client;
use keyless_core::surroundings::{Place, Reading};
use std::fmt::Write;

/// How many places with the same answer are named.
const MOST_PLACES: usize = 8;
/// How many removals are spelt out.
const MOST_REMOVALS: usize = 50;

pub(super) fn write(clients: &[&'static Client], readings: &[Reading], answer: &Answer) -> String {
    let mut out = format!("{}\n", answer.headline.title);
    if !answer.headline.about.is_empty() {
        let _ = writeln!(out, "{}", answer.headline.about);
    }
    places(answer, &mut out);
    findings(readings, &mut out);
    if !answer.removals.is_empty() {
        let _ = writeln!(out, "\nWhat to remove\n{}", why_unset());
        for removal in answer.removals.iter().take(MOST_REMOVALS) {
            remove(removal, &mut out);
        }
        let more = answer.removals.len().saturating_sub(MOST_REMOVALS) + answer.more_removals;
        if more > 0 {
            let _ = writeln!(out, "\n  and {more} more");
        }
    }
    if !answer.status.is_empty() {
        out += "\nWhere ant auth status misleads\n";
        for status in &answer.status {
            let case = status.case;
            let _ = writeln!(out, "  {} {} {}", case.says, case.truth, case.advice);
        }
    }
    if !readings.iter().all(|reading| reading.findings.is_empty()) {
        signs(clients, answer, &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Places with the same answer for every client stand together.
fn places(answer: &Answer, out: &mut String) {
    let mut groups: Vec<(Vec<String>, Vec<&Place>)> = Vec::new();
    for place in &answer.places {
        let table = table(place);
        match groups.iter_mut().find(|(other, _)| *other == table) {
            Some((_, places)) => places.push(&place.place),
            None => groups.push((table, vec![&place.place])),
        }
    }
    for (table, places) in groups {
        out.push('\n');
        for place in places.iter().take(MOST_PLACES) {
            let _ = writeln!(out, "{}", name(place));
        }
        if places.len() > MOST_PLACES {
            let _ = writeln!(out, "and {} more places", places.len() - MOST_PLACES);
        }
        for line in table {
            let _ = writeln!(out, "{line}");
        }
    }
}

fn name(place: &Place) -> String {
    match (place.file.as_str(), place.name.as_str()) {
        ("", "") => "The process".to_owned(),
        (file, "") => file.to_owned(),
        ("", name) => name.to_owned(),
        (file, name) => format!("{file}: {name}"),
    }
}

fn table(place: &PlaceAnswer) -> Vec<String> {
    let mut lines = Vec::new();
    for answer in place.clients.iter().filter(|answer| answer.runs) {
        let next = answer.next.map_or_else(String::new, |next| format!("without it: {next}"));
        let slug = answer.outcome.client.slug;
        let line = format!("  {slug:<20} {:<13} {:<31} {next}", answer.state.words(), answer.uses);
        lines.push(line.trim_end().to_owned());
        if let Some(failure) = &answer.outcome.failure {
            lines.push(format!("  {:<20} {} {}", "", failure.words, failure.advice));
        }
    }
    lines
}

fn findings(readings: &[Reading], out: &mut String) {
    for reading in readings {
        let _ = writeln!(out, "\n{} ({})", reading.file, reading.format.name());
        if reading.findings.is_empty() {
            out.push_str("  nothing that decides about a credential\n");
        }
        for finding in &reading.findings {
            let shown = finding.secret.as_deref().or(finding.refers.as_deref()).unwrap_or_default();
            let line =
                format!("{:>6}  {:<32} {:<12} {shown}", finding.line, finding.name, finding.state.code());
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
}

fn remove(removal: &Removal, out: &mut String) {
    let _ = writeln!(out, "\n  {}:{} {}", removal.file, removal.line, removal.name);
    let _ = writeln!(out, "    {}", removal.why);
    for how in &removal.how {
        match how {
            How::Command { text, about, .. } => {
                let _ = writeln!(out, "      $ {text}\n        {about}");
            }
            How::Edit { diff, about } => {
                for line in diff.lines() {
                    let _ = writeln!(out, "      {line}");
                }
                if !about.is_empty() {
                    let _ = writeln!(out, "        {about}");
                }
            }
        }
    }
    for remains in &removal.remains {
        let _ = writeln!(out, "    {remains}");
    }
}

/// The signs of those clients that use something here.
fn signs(clients: &[&'static Client], answer: &Answer, out: &mut String) {
    out.push_str("\nHow to see that it worked\n");
    for sign in answer.signs.iter().filter(|sign| clients.iter().any(|client| sign.is_for(client.slug))) {
        let _ = writeln!(out, "\n  {}", sign.title);
        if let Some(command) = sign.command {
            let _ = writeln!(out, "      $ {command}");
        }
        let _ = writeln!(out, "    {}", sign.expected);
        let _ = writeln!(out, "    Proves: {}", sign.proves);
        let _ = writeln!(out, "    Does not prove: {}", sign.does_not_prove);
    }
}
