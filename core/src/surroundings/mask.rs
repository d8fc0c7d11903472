//! A text with its credentials masked, to take its place wherever it is shown.

use super::Reading;
use super::finding::Finding;
use crate::order::Order;
use crate::secret::{find_credentials, is_masked};
use std::ops::Range;

/// The text that gave a reading, with every Claude key, and the value of every setting that is a credential, masked; none
/// where there is nothing to mask. What comes out reads as before, and masking it again changes nothing.
pub fn masked(text: &str, reading: &Reading) -> Option<String> {
    let mut all: Vec<(Range<usize>, String)> = find_credentials(text)
        .into_iter()
        .filter(|found| !is_masked(text, found))
        .map(|found| (found.range, found.masked))
        .collect();
    all.extend(values(text, &reading.findings));
    // Of what overlaps, the first and longest goes: a value may hold a key.
    all.order_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut out = String::new();
    let mut from = 0;
    for (range, mask) in all {
        if range.start < from {
            continue;
        }
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str(&mask);
        from = range.end;
    }
    if from == 0 {
        return None;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Some(out)
}

/// How far behind the beginning of its line a value is looked for, in bytes.
const WINDOW: usize = 16 * 1024;
/// How many lines below its name a value may begin, as block scalars do.
const BELOW: usize = 2;

/// Where values stand whose masks are known. Readings keep no value, so each is found by what its mask shows of it.
fn values(text: &str, findings: &[Finding]) -> Vec<(Range<usize>, String)> {
    let secrets: Vec<(&Finding, &str)> =
        findings.iter().filter_map(|finding| Some((finding, finding.secret.as_deref()?))).collect();
    if secrets.is_empty() {
        return Vec::new();
    }
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut found = Vec::new();
    let mut from = 0;
    for (finding, mask) in secrets {
        let Some(start) = starts.get(finding.line.saturating_sub(1)) else { continue };
        let end = starts.get(finding.line + BELOW).copied().unwrap_or(text.len());
        // Findings stand in the order of their lines, so that of many in one line each is looked for behind the last.
        let from_here = from.max(*start);
        let end = (from_here..=end.min(from_here.saturating_add(WINDOW)))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        let Some(range) = end.and_then(|end| value(text, from_here..end, &finding.name, mask)) else {
            continue;
        };
        from = range.end;
        found.push((range, mask.to_owned()));
    }
    found
}

/// Where in a part of a text the value stands of which a mask shows the ends.
fn value(text: &str, part: Range<usize>, name: &str, mask: &str) -> Option<Range<usize>> {
    let (head, tail) = mask.split_once('…')?;
    let whole = text.get(part.clone())?;
    // The name comes first, and may itself look like the beginning of a short value.
    let behind = whole.find(name).map_or(0, |at| at + name.len());
    let rest = whole.get(behind..)?;
    let (at, shown) = match rest.find(head).filter(|_| !head.is_empty()) {
        Some(at) => (behind + at, head.len()),
        // As base64, what a mask takes the place of goes whole.
        None => (behind + rest.find(encoded(head)?.as_str())?, 0),
    };
    let rest = whole.get(at + shown..)?;
    let run = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`')).unwrap_or(rest.len());
    let run = rest.get(..run)?;
    if run.starts_with('…') {
        return None;
    }
    let length = if tail.is_empty() || shown == 0 { run.len() } else { run.rfind(tail)? + tail.len() };
    let start = part.start + at;
    Some(start..start + shown + length)
}

/// How base64 of a text begins whose beginning a mask shows; none where that is too short to tell it by.
fn encoded(head: &str) -> Option<String> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if head.len() != WHOLE {
        return None;
    }
    let mut out = String::new();
    for three in head.as_bytes().chunks_exact(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for shift in [18, 12, 6, 0] {
            out.push(char::from(*DIGITS.get(bits >> shift & 63)?));
        }
    }
    Some(out)
}

/// How many bytes at the beginning a mask of a long text shows.
const WHOLE: usize = 12;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::surroundings::{State, read};

    const KEY: &str = "sk-ant-api03-Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7-wXyZ";
    const OPAQUE: &str = "gateway/0123456789abcdefghijklmnopqr+/==";

    #[test]
    fn what_is_masked_reads_as_before_and_stays() {
        let table = [
            (".env", format!("ANTHROPIC_API_KEY={KEY}\n"), "a key"),
            (".env", format!("# ANTHROPIC_API_KEY={KEY}\nA=1\n"), "in a comment"),
            (".env", format!("ANTHROPIC_AUTH_TOKEN=\"{OPAQUE}\" # ours\n"), "an opaque token"),
            (".env", format!("ANTHROPIC_AUTH_TOKEN={OPAQUE}\n"), "one without quotes"),
            (".env", format!("MY_KEY={KEY}\n"), "a key under another name"),
            (".env", "ANTHROPIC_API_KEY=tiny-key\n".to_owned(), "a short one"),
            (
                ".env",
                format!("A=ANTHR\nANTHROPIC_API_KEY='ANTHR{OPAQUE}'\n"),
                "one that begins like its name",
            ),
            (
                "run.sh",
                format!("export ANTHROPIC_API_KEY={KEY}; ANTHROPIC_AUTH_TOKEN={OPAQUE} ./run\n"),
                "two in a line",
            ),
            ("run.sh", format!("curl -H 'x-api-key: {KEY}' https://api.anthropic.com\n"), "in a command"),
            ("Dockerfile", format!("FROM a\nENV ANTHROPIC_API_KEY={KEY} B=c\n"), "in an image"),
            (
                "settings.json",
                format!(
                    "{{\"env\":{{\"ANTHROPIC_API_KEY\":\"{KEY}\",\"ANTHROPIC_AUTH_TOKEN\":\"{OPAQUE}\"}}}}"
                ),
                "two in a line of JSON",
            ),
            (
                "ci.yml",
                format!(
                    "on: push\njobs:\n  a:\n    runs-on: x\n    env:\n      ANTHROPIC_API_KEY: {KEY}\n      \
                         ANTHROPIC_AUTH_TOKEN: \"{OPAQUE}\"\n    steps:\n      - run: export ANTHROPIC_API_KEY={KEY}\n"
                ),
                "a workflow",
            ),
            (
                "compose.yml",
                format!(
                    "services:\n  a:\n    image: b\n    environment:\n      - ANTHROPIC_AUTH_TOKEN={OPAQUE}\n"
                ),
                "a list of settings",
            ),
            (
                "secret.yml",
                format!(
                    "apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\nstringData:\n  ANTHROPIC_AUTH_TOKEN: >-\n    {OPAQUE}\n"
                ),
                "a block in a Secret",
            ),
            (
                "secret.yml",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  ANTHROPIC_API_KEY: \
                 c2stYW50LWFwaTAzLVpxN1pxN1pxN1pxN1pxN1pxN1pxN1pxN1pxNy13WHla\n"
                    .to_owned(),
                "base64 in a Secret",
            ),
            (
                "app.py",
                format!("from anthropic import Anthropic\nclient = Anthropic(api_key=\"{KEY}\")\n"),
                "in a program",
            ),
            ("main.tf", format!("variable \"key\" {{\n  default = \"{KEY}\"\n}}\n"), "in Terraform"),
            ("notes.txt", format!("the key is {KEY}, they said"), "in prose"),
            ("notes.txt", format!("{KEY} {KEY}\n{KEY}"), "many"),
        ];
        for (file, text, why) in table {
            let first = read(file, &text).unwrap();
            let masked_text = masked(&text, &first).unwrap();
            for secret in ["Zq7Zq7", "pxN1pxN1", "456789abcdefghijkl", "tiny-key"] {
                assert!(!masked_text.contains(secret), "{why}: {masked_text}");
            }
            let again = read(file, &masked_text).unwrap();
            assert_eq!(again.findings, first.findings, "{why}: {masked_text}");
            assert_eq!(masked(&masked_text, &again), None, "{why}");
        }
    }

    #[test]
    fn what_is_no_credential_stays_as_it_is() {
        let text =
            "ANTHROPIC_BASE_URL=https://gw.example\nANTHROPIC_PROFILE=work\nANTHROPIC_API_KEY=\nPATH=/bin\n";
        assert_eq!(masked(text, &read(".env", text).unwrap()), None);
    }

    #[test]
    fn a_mask_with_its_variable_is_set() {
        for mask in ["sk-ant-api03…wXyZ", "sk-ant-api03…", "gateway/0123…+/==", "tiny…"] {
            let reading = read(".env", &format!("ANTHROPIC_AUTH_TOKEN={mask}\n")).unwrap();
            assert_eq!(
                (reading.findings[0].state, reading.findings[0].secret.as_deref()),
                (State::Set, Some(mask))
            );
        }
    }
}
