//! Reading the output, whatever a terminal, a log or a chat did to it.

use super::{Caution, Federation, LoggedIn, Missing, Note, ProfileSource, Row, Status};
use crate::secret::scrub;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Credentials,
    BaseUrl,
    Organization,
    Workspace,
    Inputs,
}

/// Reads what `ant auth status` printed; none if the text is something else. Colours, indentation, prompts and other lines
/// around it do not matter.
pub fn read(text: &str) -> Option<Status> {
    let plain = without_escapes(text);
    let mut status = Status::default();
    let mut section = Section::Head;
    let mut seen = 0;
    for (at, line) in plain.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        let bare = line.trim();
        let next = match bare {
            "Credentials" => Some(Section::Credentials),
            "Base URL" => Some(Section::BaseUrl),
            "Organization" => Some(Section::Organization),
            "Workspace" => Some(Section::Workspace),
            "Federation inputs" => Some(Section::Inputs),
            _ => None,
        };
        if let Some(next) = next {
            section = next;
            seen += 1;
            continue;
        }
        if bare.is_empty() || status.take_head(line, &mut seen) || status.take_caution(bare) {
            continue;
        }
        let understood = match section {
            Section::Head => true,
            Section::Credentials => status.take_credential(bare),
            Section::BaseUrl => status.take_base_url(line),
            Section::Organization => status.take_organization(line),
            Section::Workspace => status.take_workspace(line),
            Section::Inputs => status.take_input(bare),
        };
        if !understood {
            status.unread.push(at + 1);
        }
    }
    let credentials = status.winner.is_some() || status.note.is_some() || !status.rows.is_empty();
    (status.profile.is_some() && seen > 1 && credentials).then(|| status.finished())
}

/// Terminal escapes taken out: `ESC [ digits letter`, `ESC ] … BEL`, and any other control character. Nothing else is taken
/// for part of an escape, since a key must not lose the letter by which it is known.
fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' if chars.next_if_eq(&'[').is_some() => {
                let mut parameters = 0;
                while chars.next_if(|c| matches!(c, '0'..='9' | ';' | ':' | '?')).is_some() {
                    parameters += 1;
                }
                if parameters > 0 {
                    chars.next_if(char::is_ascii_alphabetic);
                } else {
                    chars.next_if(|c| matches!(c, 'm' | 'K' | 'J' | 'H'));
                }
            }
            '\u{1b}' if chars.next_if_eq(&']').is_some() => {
                while chars.next_if(|c| !matches!(c, '\u{7}' | '\u{1b}' | '\n')).is_some() {}
            }
            '\n' | '\r' | '\t' => out.push(c),
            '\u{feff}' => {}
            '\u{a0}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The most that `ant` shows of a credential, in characters.
const MOST_CUT: usize = 16;

/// What may be shown of a value: no more than twelve characters of what `ant` had cut.
fn shown(value: &str) -> String {
    let value = value.trim();
    match value.strip_suffix("...") {
        Some(cut) if cut.chars().count() <= MOST_CUT => {
            format!("{}…", cut.chars().take(12).collect::<String>())
        }
        _ => scrub(value),
    }
}

/// A row's label and value, and whether it is active. Labels are padded to 46 characters; a value's own blanks stay.
fn row<'a>(line: &'a str, labels: &[&'a str]) -> Option<(&'a str, &'a str, bool)> {
    let bare = line.trim_start();
    let (active, rest) = match bare.strip_prefix("(active)") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, bare),
    };
    let rest = rest.strip_prefix('*')?.trim_start();
    let label = labels.iter().find(|label| rest.starts_with(**label))?;
    let value = rest.get(label.len()..).unwrap_or_default();
    let blanks = value.len() - value.trim_start_matches(' ').len();
    let gap = (46_usize.saturating_sub(label.chars().count()) + 1).min(blanks);
    Some((label, value.get(gap..).unwrap_or_default(), active))
}

impl Status {
    fn take_head(&mut self, line: &str, seen: &mut usize) -> bool {
        let bare = line.trim_start();
        if let Some(rest) = bare.strip_prefix("Active profile:") {
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            let rest = rest.get(blanks.min(2)..).unwrap_or_default();
            let sources = [
                (" (from --profile / ANTHROPIC_PROFILE)", ProfileSource::Named),
                (" (from active_config file)", ProfileSource::ActiveConfig),
                (" (fallback", ProfileSource::Fallback),
            ];
            let found = sources.iter().find_map(|(words, source)| rest.rfind(words).map(|at| (at, *source)));
            let name = found.map_or(rest.trim_end(), |(at, _)| rest.get(..at).unwrap_or_default());
            self.profile = Some(scrub(name));
            self.profile_source = found.map(|(_, source)| source);
        } else if let Some(path) = bare.strip_prefix("Config dir:") {
            self.config_dir = Some(scrub(path.trim()));
        } else if bare.starts_with("(from --profile / ANTHROPIC_PROFILE)") {
            // A line break in the name put the source on a line of its own.
            self.profile_source = Some(ProfileSource::Named);
        } else if !(bare.starts_with("Profile config:") || bare.starts_with("Credentials:")) {
            return false;
        }
        *seen += 1;
        true
    }

    fn take_caution(&mut self, bare: &str) -> bool {
        let words = bare.trim_start_matches(['⚠', '\u{fe0f}', ' ', '!']);
        if words.starts_with("ANTHROPIC_API_KEY is set in your environment") {
            self.warnings.push(Caution::KeyOverrides);
        } else if words.starts_with("ANTHROPIC_AUTH_TOKEN is set in your environment") {
            self.warnings.push(Caution::TokenOverrides);
        } else if words.starts_with("Federation is partially configured") {
            self.warnings.push(Caution::FederationPartial);
        } else if bare.starts_with("- --identity-token[-file]") {
            self.missing.push(Missing::IdentityToken);
        } else if bare.starts_with("- --federation-rule") {
            self.missing.push(Missing::FederationRule);
        } else if bare.starts_with("- --organization-id") {
            self.missing.push(Missing::OrganizationId);
        } else {
            return bare == "Missing:" || bare.starts_with("Unset it to use the profile");
        }
        true
    }

    fn take_credential(&mut self, bare: &str) -> bool {
        if let Some(who) = bare.strip_prefix("Logged in ") {
            let (organization, email) = match who.strip_prefix("to ") {
                Some(rest) => match rest.rsplit_once(" as ") {
                    Some((organization, email)) => (Some(organization), Some(email)),
                    None => (Some(rest), None),
                },
                None => (None, who.strip_prefix("as ")),
            };
            let text = |part: Option<&str>| part.map(scrub);
            self.logged_in = Some(LoggedIn { organization: text(organization), email: text(email) });
            return true;
        }
        if let Some(inside) = bare.strip_prefix('(').filter(|_| !bare.starts_with("(active)")) {
            return self.take_note(inside);
        }
        let labels = [
            "--api-key / ANTHROPIC_API_KEY",
            "--auth-token / ANTHROPIC_AUTH_TOKEN",
            "Profile (",
            "Federation (jwt-bearer)",
        ];
        let Some((label, value, active)) = row(bare, &labels) else {
            return self.take_profile_detail(bare);
        };
        let row = match label {
            "Profile (" => Row::Profile,
            "Federation (jwt-bearer)" => Row::Federation,
            label if label.starts_with("--api-key") => Row::ApiKey,
            _ => Row::AuthToken,
        };
        let mut value = value.trim();
        if row == Row::Profile {
            let (kind, rest) = value.split_once(')').unwrap_or((value, ""));
            self.profile_type = Some(scrub(kind));
            let rest = rest.trim_start();
            value = if rest.starts_with('[') {
                rest.split_once(']').map_or("", |(_, value)| value.trim())
            } else {
                rest
            };
        }
        let partial = row == Row::Federation && value.starts_with("partial");
        if row == Row::Federation {
            self.federation = Some(if partial { Federation::Partial } else { Federation::Ready });
        }
        if active {
            self.winner = Some(row);
            self.empty_value = value == "(unset)";
        } else if !partial {
            self.shadowed.push(row);
        }
        self.rows.push((row, shown(value)));
        true
    }

    fn take_note(&mut self, inside: &str) -> bool {
        let note = if inside.starts_with("profile config unreadable") {
            Note::ProfileUnreadable
        } else if inside.starts_with("credentials unreadable") {
            Note::CredentialsUnreadable
        } else if inside.starts_with("no credential configured") {
            Note::NoCredentialConfigured
        } else if inside.starts_with("profile \"") && inside.contains("\" configured but not logged in") {
            Note::ProfileWithoutToken
        } else if inside.starts_with("profile \"") {
            Note::ProfileNotConfigured
        } else {
            return false;
        };
        self.note = Some(note);
        true
    }

    fn take_profile_detail(&mut self, bare: &str) -> bool {
        let Some((key, value)) = bare.split_once(':') else { return self.note.is_some() };
        match key {
            "expires" => self.profile_expired = value.contains("(expired"),
            "scope" | "organization" | "client_id" | "federation_rule_id" | "service_account_id" => {}
            // What is left of an error's text after a line break.
            _ => return self.note.is_some(),
        }
        true
    }

    fn take_base_url(&mut self, line: &str) -> bool {
        let labels = ["--base-url flag", "ANTHROPIC_BASE_URL env", "Profile base_url", "SDK default"];
        let Some((label, value, active)) = row(line, &labels) else { return false };
        if active {
            self.base_url = Some(scrub(value.trim()));
            self.base_url_is_environment = label.starts_with("ANTHROPIC");
        }
        true
    }

    fn take_organization(&mut self, line: &str) -> bool {
        let labels = [
            "--organization-id / ANTHROPIC_ORGANIZATION_ID",
            "Profile organization_id",
            "Token organization (from credentials)",
            "Derived from credential (server-side)",
        ];
        let Some((label, value, active)) = row(line, &labels) else { return false };
        if active && !label.starts_with("Derived") {
            self.organization = Some(match label {
                "Token organization (from credentials)" => {
                    let id = value.rsplit_once('(').map_or(value, |(_, id)| id);
                    scrub(id.trim().trim_end_matches(')'))
                }
                _ => first_word(value),
            });
        }
        true
    }

    fn take_workspace(&mut self, line: &str) -> bool {
        let labels = ["Workspace", "Profile workspace_id", "Active token workspace", "Server-side default"];
        let Some((label, value, active)) = row(line, &labels) else { return false };
        if active && label != "Server-side default" {
            self.workspace = Some(first_word(value));
            self.workspace_drift = value.contains("— drift") || value.contains("- drift");
        }
        true
    }

    fn take_input(&mut self, bare: &str) -> bool {
        let Some(rest) = bare.strip_prefix("--") else { return false };
        let Some((flag, rest)) = rest.split_once(' ') else { return false };
        let Some(rest) = rest.trim_start().strip_prefix('/') else { return false };
        let rest = rest.trim_start();
        let value = rest.split_once(' ').map_or("", |(_, value)| value);
        let value = if flag == "identity-token" { masked_input(value) } else { shown(value) };
        self.federation_inputs.push((scrub(flag), value));
        true
    }

    fn finished(mut self) -> Self {
        if self.winner.is_some() {
            self.note = None;
        }
        self
    }
}

/// The beginning of a value up to its first blank.
fn first_word(value: &str) -> String {
    scrub(value.split(' ').next().unwrap_or_default())
}

/// A literal identity token: what `ant` cut, or that it is there.
fn masked_input(value: &str) -> String {
    let value = value.trim();
    if value.ends_with("...") || value.starts_with('(') || value.is_empty() {
        shown(value)
    } else {
        super::super::credential::mask(value)
    }
}
