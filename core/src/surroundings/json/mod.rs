//! JSON: profiles, credentials files, Claude Code's settings, and variables in any other.

mod passed;

pub(super) use passed::without_quiet;

use super::finding::{Kind, State};
use super::mentions::Mentions;
use super::shape::{self, Shape};
use super::sink::{Change, Form, Scope, Sink};
use super::structure::{self, FILES, Place, Structure};
use crate::precedence::Document;
use passed::quiet;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Which file a JSON is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Json {
    Profile,
    Credentials,
    Settings,
    Other,
}

/// What a JSON is by its fields; nothing where it is no object.
pub(super) fn recognise(text: &str) -> Json {
    let plain = |text: &str| relaxed(text).ok().and_then(|text| shape::members(&text));
    let Some(fields) = shape::members(text).or_else(|| plain(text)) else { return Json::Other };
    let has = |name: &str| fields.contains_key(name);
    let is = |name: &str, shape: Shape| fields.get(name) == Some(&shape);
    if is("authentication", Shape::Object) {
        Json::Profile
    } else if (has("access_token") && (has("refresh_token") || has("expires_at")))
        || is("type", Shape::OauthToken)
    {
        Json::Credentials
    } else if has("apiKeyHelper") || has("permissions") || is("env", Shape::Object) {
        Json::Settings
    } else {
        Json::Other
    }
}

/// Reads a JSON of a kind that was recognised.
pub(super) fn read(text: &str, json: Json, out: &mut Sink) {
    let relaxed = match relaxed(text) {
        Ok(relaxed) => relaxed,
        Err(error) => {
            out.unread(
                error.line().max(1),
                "no JSON from here on; only keys that stand there by themselves were found",
            );
            for (at, line) in text.lines().enumerate() {
                out.stray(at + 1, line, State::Set);
            }
            return;
        }
    };
    if let Cow::Owned(_) = relaxed {
        comments(text, &relaxed, out);
    }
    let text = &*relaxed;
    if json == Json::Other {
        return feed(text, out);
    }
    walk(text, |leaf| read_leaf(&leaf, json, out));
    match json {
        Json::Profile => out.change(Change::Profile(Box::new(Document::parse(text)))),
        Json::Credentials => out.change(Change::Credentials),
        _ => {}
    }
}

fn read_leaf(leaf: &Leaf<'_>, json: Json, out: &mut Sink) {
    let (path, name) = (leaf.path, leaf.name);
    let Some(text) = leaf.text.as_deref() else {
        if json == Json::Settings && Kind::of_variable(name).is_some() {
            out.unread(leaf.line, "a variable that is no text; passed over");
        }
        return;
    };
    let kind = match (json, path) {
        (Json::Profile, "authentication.federation_rule_id") => Some(Kind::FederationRuleId),
        (Json::Profile, "authentication.service_account_id") => Some(Kind::ServiceAccountId),
        (Json::Profile, "authentication.identity_token.path" | "authentication.identity_token") => {
            Some(Kind::IdentityTokenFile)
        }
        (Json::Profile, "authentication.identity_token.token") => Some(Kind::IdentityToken),
        (Json::Profile, "organization_id") => Some(Kind::OrganizationId),
        (Json::Profile, "workspace_id") => Some(Kind::WorkspaceId),
        (Json::Profile, "base_url") => Some(Kind::BaseUrl),
        (Json::Credentials, "access_token" | "refresh_token") => Some(Kind::OauthToken),
        (Json::Settings, "apiKeyHelper") => Some(Kind::ApiKeyHelper),
        _ => None,
    };
    if let Some(kind) = kind {
        out.field(leaf.line, path, kind, text);
        if kind == Kind::ApiKeyHelper && !text.trim().is_empty() {
            out.change(Change::Helper);
        }
    } else if json == Json::Settings && leaf.depth == 2 && path.starts_with("env.") {
        out.assign(leaf.line, (name, path), text, Form::Quoted, Scope::ClaudeCode);
    } else if Kind::of_variable(name).is_some() {
        out.assign(leaf.line, (name, path), text, Form::Expands, Scope::Process);
    } else {
        out.stray_named(leaf.line, path, text, State::Set);
    }
}

/// Goes through a text that is known to be JSON, with what opens and closes in it.
fn feed(text: &str, out: &mut Sink) {
    let mentions = Mentions::of(text, &FILES);
    if mentions.is_empty() {
        return;
    }
    let mut structure = Structure::new(out);
    let mut key: Option<(String, usize)> = None;
    let (mut at, mut line) = (0, 1);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b'{' | b'[')
            && structure.depth() < DEEPEST_PASSED
            && let Some(end) = quiet(bytes, at, &mentions)
            && structure.pass_over(key.as_ref().map_or("", |(key, _)| key))
        {
            key = None;
            line += text.get(at..end).unwrap_or_default().matches('\n').count();
            at = end;
            continue;
        }
        let mut end = at + 1;
        match byte {
            b'\n' => line += 1,
            b'{' | b'[' => {
                let (key, line) = key.take().unwrap_or((String::new(), line));
                structure.open(&key, line, *byte == b'[', Place::Unknown);
            }
            b'}' | b']' => structure.close(),
            b',' | b' ' | b'\t' | b'\r' | b':' => {}
            b'"' => {
                end = string_end(bytes, at);
                let text = text.get(at..end).and_then(unquoted).unwrap_or_default().into_owned();
                let is_key = !structure.in_list() && key.is_none() && structure.is_inside();
                if is_key {
                    key = Some((text, line));
                } else {
                    let (key, line) = key.take().unwrap_or((String::new(), line));
                    structure.leaf(&key, line, structure::Leaf::Text(text, Form::Expands));
                }
            }
            _ => {
                let ends = |b: &u8| matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n');
                end = bytes.iter().skip(at).position(ends).map_or(bytes.len(), |length| at + length);
                let leaf = if *byte == b'n' { structure::Leaf::Null } else { structure::Leaf::Other };
                let (key, line) = key.take().unwrap_or((String::new(), line));
                structure.leaf(&key, line, leaf);
            }
        }
        at = end.max(at + 1);
    }
    structure.finish();
}

/// Down to which depth elements are passed over: each level that holds something of ours is gone through once more.
const DEEPEST_PASSED: usize = 8;

/// A text as JSON proper, where it has comments or commas too many, as settings of editors do: each becomes blanks, so that lines
/// stay. What is none, even so, gives the error of the text as it stands.
fn relaxed(text: &str) -> serde_json::Result<Cow<'_, str>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Err(error) = shape::of(text) else { return Ok(text.into()) };
    let mut bytes = text.as_bytes().to_vec();
    let (mut at, mut comma, mut dead) = (0, None, false);
    while let Some(byte) = bytes.get(at).copied() {
        let next = bytes.get(at + 1).copied();
        let mut end = at + 1;
        match (byte, next) {
            (b'"', _) => {
                end = string_end(&bytes, at);
                comma = None;
            }
            (b'/', Some(b'/')) => {
                end = bytes
                    .iter()
                    .skip(at)
                    .position(|byte| *byte == b'\n')
                    .map_or(bytes.len(), |length| at + length);
                blank(&mut bytes, at, end);
            }
            (b'/', Some(b'*')) if !dead => {
                match bytes.get(at + 2..).and_then(|rest| rest.windows(2).position(|two| two == b"*/")) {
                    Some(length) => {
                        end = at + length + 4;
                        blank(&mut bytes, at, end);
                    }
                    None => dead = true,
                }
            }
            (b',', _) => comma = Some(at),
            (b'}' | b']', _) => {
                if let Some(comma) = comma.take() {
                    blank(&mut bytes, comma, comma + 1);
                }
            }
            (byte, _) if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
        at = end;
    }
    match String::from_utf8(bytes) {
        Ok(plain) if shape::of(&plain).is_ok() => Ok(plain.into()),
        _ => Err(error),
    }
}

fn blank(bytes: &mut [u8], from: usize, to: usize) {
    for byte in bytes.iter_mut().take(to).skip(from).filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

/// Settings and keys in the comments that were taken out.
fn comments(text: &str, plain: &str, out: &mut Sink) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (at, (line, plain)) in text.lines().zip(plain.lines()).enumerate() {
        let from = line.bytes().zip(plain.bytes()).position(|(a, b)| a != b).filter(|_| line != plain);
        let Some(comment) = from.and_then(|from| line.get(from..)).filter(|comment| comment.len() > 1) else {
            continue;
        };
        let pair = comment.trim_matches(['/', '*', ' ', '\t']).split_once(':');
        let word = |text: &str| text.trim().trim_end_matches(',').trim().trim_matches('"').to_owned();
        match pair
            .map(|(name, value)| (word(name), word(value)))
            .filter(|(name, _)| Kind::of_variable(name).is_some())
        {
            Some((name, value)) => out.commented(at + 1, &name, &value, Form::Expands),
            None => out.stray(at + 1, comment, State::Commented),
        }
    }
}

/// A value that is neither object nor list.
struct Leaf<'a> {
    /// Keys and places in lists from the top, with dots between; cut where it is very long, empty of what is no text.
    path: &'a str,
    /// The last key.
    name: &'a str,
    /// How many keys and places there are.
    depth: usize,
    line: usize,
    /// The text, where it is one.
    text: Option<Cow<'a, str>>,
}

/// The longest key or path that is kept, in bytes.
const LONGEST_PATH: usize = 256;

/// Goes through every leaf of a text that is known to be JSON. Nesting is bounded by the parser that said so.
fn walk(text: &str, mut on: impl FnMut(Leaf<'_>)) {
    let mut path: Vec<Step> = Vec::new();
    let mut joined = String::new();
    let (mut at, mut line) = (0, 1);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let mut end = at + 1;
        match byte {
            b'\n' => line += 1,
            b'{' => path.push(Step::Key(None)),
            b'[' => path.push(Step::Place(0)),
            b'}' | b']' => {
                path.pop();
            }
            b',' => match path.last_mut() {
                Some(Step::Place(place)) => *place += 1,
                Some(Step::Key(key)) => *key = None,
                None => {}
            },
            b' ' | b'\t' | b'\r' | b':' => {}
            b'"' => {
                end = string_end(bytes, at);
                let text = text.get(at..end).and_then(unquoted);
                match path.last_mut() {
                    Some(Step::Key(key @ None)) => {
                        *key = Some(text.unwrap_or_default().chars().take(LONGEST_PATH).collect());
                    }
                    _ => on(leaf(&path, &mut joined, line, text)),
                }
            }
            _ => {
                let ends = |b: &u8| matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n');
                end = bytes.iter().skip(at).position(ends).map_or(bytes.len(), |length| at + length);
                on(leaf(&path, &mut joined, line, None));
            }
        }
        at = end.max(at + 1);
    }
}

enum Step {
    Key(Option<String>),
    Place(usize),
}

/// The text of a string with its quotes; most are as they stand.
fn unquoted(raw: &str) -> Option<Cow<'_, str>> {
    let inner = raw.get(1..raw.len().checked_sub(1)?)?;
    if inner.contains('\\') { serde_json::from_str(raw).ok().map(Cow::Owned) } else { Some(inner.into()) }
}

/// A leaf; its path is put together in `joined`, which is emptied first.
fn leaf<'a>(path: &'a [Step], joined: &'a mut String, line: usize, text: Option<Cow<'a, str>>) -> Leaf<'a> {
    joined.clear();
    // Of what is no text, the name alone is asked for.
    for step in path.iter().filter(|_| text.is_some()) {
        if joined.len() > LONGEST_PATH {
            break;
        }
        if !joined.is_empty() {
            joined.push('.');
        }
        match step {
            Step::Key(key) => joined.push_str(key.as_deref().unwrap_or_default()),
            Step::Place(place) => {
                let _ = write!(joined, "{place}");
            }
        }
    }
    let name = match path.last() {
        Some(Step::Key(Some(key))) => key,
        _ => "",
    };
    Leaf { path: joined, name, depth: path.len(), line, text }
}

/// Where a string ends that begins with a quote.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut escaped = false;
    for (at, byte) in bytes.iter().enumerate().skip(from + 1) {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    bytes.len()
}
