//! What `ant auth status` printed, as it was pasted or kept in a file.
//!
//! It tells of the shell in which it ran: variables that are set reach every client there, profiles lie on the disk for all of
//! them. What it does not show (a profile's type before its first exchange, a refresh token, the mode of a file, a literal token's
//! text) stays open, and is said where it matters.

use super::finding::{Kind, State};
use super::sink::{Change, Form, Scope, Sink};
use crate::precedence::status::{self, Note, ProfileSource, Row, Status};
use crate::precedence::{Credential, Surroundings, Variable};
use serde_json::json;

/// Whether a text is such an output: it has the headings, and a row or a note under them.
pub(super) fn is_status(text: &str) -> bool {
    text.contains("Active profile:") && text.contains("Credentials") && status::read(text).is_some()
}

/// Reads the output. None where it is none after all.
pub(super) fn read(text: &str, out: &mut Sink) -> Option<Status> {
    let Some(status) = status::read(text) else {
        out.unread(1, "no output of ant auth status; only keys that stand there by themselves were found");
        for (at, line) in text.lines().enumerate() {
            out.stray(at + 1, line, State::Set);
        }
        return None;
    };
    for line in &status.unread {
        out.unread(*line, "no line of ant auth status that is known; passed over");
    }
    let mut rows = status.rows.iter();
    let mut inputs = status.federation_inputs.iter();
    let mut inside = false;
    for (at, line) in text.lines().enumerate() {
        let (number, bare) = (at + 1, plain(line));
        inside |= bare == "Federation inputs";
        if let Some(flag) = bare.strip_prefix("--").filter(|_| inside) {
            let Some((name, value)) = inputs.next().filter(|(name, _)| flag.starts_with(name.as_str()))
            else {
                continue;
            };
            input(number, name, value, out);
        } else if let Some((row, value)) =
            LABELS.iter().find(|label| starts(&bare, label)).and_then(|_| rows.next())
        {
            self::row(number, *row, value, &status, out);
        } else if starts(&bare, "ANTHROPIC_BASE_URL env") {
            let (_, value) = bare.rsplit_once("  ").unwrap_or_default();
            variable(number, "ANTHROPIC_BASE_URL", value.trim(), out);
        } else if bare.starts_with("Active profile:") && status.profile_source == Some(ProfileSource::Named) {
            variable(number, "ANTHROPIC_PROFILE", status.profile.as_deref().unwrap_or_default(), out);
        } else if bare.starts_with("(profile \"")
            || bare.starts_with("(credentials unreadable")
            || bare.starts_with("(profile config")
        {
            note(number, status.note, out);
        }
    }
    configure(&status, out);
    Some(status)
}

/// The rows of the credentials section.
const LABELS: [&str; 4] = [
    "--api-key / ANTHROPIC_API_KEY",
    "--auth-token / ANTHROPIC_AUTH_TOKEN",
    "Profile (",
    "Federation (jwt-bearer)",
];

/// A line without colours and blanks around it.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut pieces = line.split('\u{1b}');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let rest = piece.strip_prefix('[').unwrap_or(piece);
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        out.push_str(rest.strip_prefix(['m', 'K']).unwrap_or(rest));
    }
    out.trim().to_owned()
}

/// Whether a line is the row of this label.
fn starts(bare: &str, label: &str) -> bool {
    let rest = bare.strip_prefix("(active)").map_or(bare, str::trim_start);
    rest.strip_prefix('*').is_some_and(|rest| rest.trim_start().starts_with(label))
}

fn row(line: usize, row: Row, value: &str, status: &Status, out: &mut Sink) {
    match row {
        Row::ApiKey => secret(line, "ANTHROPIC_API_KEY", Kind::ApiKey, value, out),
        Row::AuthToken => secret(line, "ANTHROPIC_AUTH_TOKEN", Kind::AuthToken, value, out),
        Row::Profile => {
            let name = status.profile.as_deref().filter(|name| !name.is_empty()).unwrap_or("profile");
            out.find(line, (name, ""), Kind::Profile, State::Set, beginning(value));
        }
        // Its inputs stand further down, each in its own row.
        Row::Federation => {}
    }
}

/// What is shown of a secret: a beginning, cut to what a mask may show.
fn beginning(value: &str) -> Option<String> {
    value.ends_with('…').then(|| value.to_owned())
}

fn secret(line: usize, name: &str, kind: Kind, value: &str, out: &mut Sink) {
    let is_empty = matches!(value, "" | "(unset)");
    let state = if is_empty { State::Empty } else { State::Set };
    out.find(line, (name, ""), kind, state, beginning(value));
    let credential = if is_empty { Credential::new("") } else { Credential::reference(value) };
    out.change(Change::Variable(Scope::Process, name.to_owned(), Some(Variable::Secret(credential))));
}

/// The variables behind the federation inputs.
const INPUTS: [(&str, &str); 5] = [
    ("identity-token", "ANTHROPIC_IDENTITY_TOKEN"),
    ("identity-token-file", "ANTHROPIC_IDENTITY_TOKEN_FILE"),
    ("federation-rule", "ANTHROPIC_FEDERATION_RULE_ID"),
    ("organization-id", "ANTHROPIC_ORGANIZATION_ID"),
    ("service-account-id", "ANTHROPIC_SERVICE_ACCOUNT_ID"),
];

fn input(line: usize, flag: &str, value: &str, out: &mut Sink) {
    if let Some((_, name)) = INPUTS.iter().find(|(known, _)| *known == flag) {
        variable(line, name, value, out);
    }
}

fn variable(line: usize, name: &str, value: &str, out: &mut Sink) {
    if name == "ANTHROPIC_IDENTITY_TOKEN" {
        return secret(line, name, Kind::IdentityToken, value, out);
    }
    let value = if value == "(unset)" { "" } else { value };
    out.assign(line, (name, ""), value, Form::Literal, Scope::Process);
}

fn note(line: usize, note: Option<Note>, out: &mut Sink) {
    match note {
        Some(Note::ProfileWithoutToken | Note::CredentialsUnreadable) => {
            out.unread(line, "the type of this profile is not shown, and a federation profile would work; give its file, too");
        }
        Some(Note::ProfileUnreadable) => out.unread(line, "the profile cannot be read; give its file, too"),
        _ => {}
    }
}

/// The profile that a row proves, as far as it is shown. Its access token is there; what renews it is taken to be.
fn configure(status: &Status, out: &mut Sink) {
    let Some(name) = status.profile.as_deref().filter(|name| !name.is_empty() && !name.contains(['/', '\\']))
    else {
        return;
    };
    let Some((_, token)) = status.rows.iter().find(|(row, _)| *row == Row::Profile) else { return };
    let is_federation = status.profile_type.as_deref() == Some("oidc_federation");
    let expires = if status.profile_expired { 1 } else { i64::MAX / 1_000_000 };
    let credentials = json!({"access_token": token, "expires_at": expires, "refresh_token": "shown nowhere"});
    let profile = if is_federation {
        let token = json!({"source": "file", "path": "/token/not/shown"});
        let authentication = json!({"type": "oidc_federation", "federation_rule_id": "fdrl_not_shown", "identity_token": token});
        let organization = status.organization.as_deref().unwrap_or("not shown");
        json!({"authentication": authentication, "organization_id": organization})
    } else {
        let kind = status.profile_type.as_deref().unwrap_or("unknown");
        json!({"authentication": {"type": kind, "client_id": "not shown"}})
    };
    let mut around = Surroundings::default();
    let mut put = |path: String, text: &str| {
        around.add_file(&path, text, Some(0o600));
        if let Some(file) = around.file(&path) {
            out.change(Change::Config(path.clone(), Box::new(file.content.clone())));
        }
    };
    put(format!("configs/{name}.json"), &profile.to_string());
    put(format!("credentials/{name}.json"), &credentials.to_string());
    if status.profile_source == Some(ProfileSource::ActiveConfig) {
        put("active_config".to_owned(), name);
    }
}
