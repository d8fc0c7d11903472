//! Which profile a client reads, and whether it can be loaded.

use super::document::{Authentication, Document, Field, Shape, TokenField};
use super::fault::Fault;
use super::look::Eye;
use super::rules::{EmptyProfile, Form, Names};
use super::surroundings::{Argument, Content, Platform};

/// A profile that was loaded.
#[derive(Clone, Debug)]
pub(super) struct Profile<'a> {
    /// What it says.
    pub(super) document: &'a Document,
    /// Where its credentials are, if that is known.
    pub(super) credentials: Option<String>,
}

impl Profile<'_> {
    pub(super) fn is_stored_login(&self) -> bool {
        self.document.kind.text() == Some("user_oauth")
    }

    pub(super) fn is_federation(&self) -> bool {
        self.document.kind.text() == Some("oidc_federation")
    }
}

/// What names the active profile.
pub(super) enum Active {
    /// There is none, for this reason.
    None(&'static str),
    /// This one, and whether `active_config` or `ANTHROPIC_CONFIG_DIR` chose it.
    Named(String, bool),
    /// `active_config` cannot be read.
    Unreadable,
}

impl<'a> Eye<'a> {
    /// The configuration directory.
    pub(super) fn directory(&self) -> String {
        if let Some(set) = self.text("ANTHROPIC_CONFIG_DIR")
            && (!set.is_empty() || self.rules.empty_dir_counts)
        {
            return set;
        }
        if self.s.platform == Platform::Windows
            && let Some(roaming) = self.filled("APPDATA")
        {
            return format!("{roaming}/Anthropic");
        }
        match self.filled("XDG_CONFIG_HOME") {
            Some(xdg) if self.rules.xdg => format!("{xdg}/anthropic"),
            _ => format!("{}/.config/anthropic", self.s.home()),
        }
    }

    /// The profile's name that a variable or flag gives, empty included, and whether it is an argument.
    pub(super) fn named(&self) -> Option<(String, bool)> {
        match (&self.s.arguments.profile, self.rules.arguments) {
            (Argument::Given(name), super::rules::Arguments::Flags) => Some((name.as_str().to_owned(), true)),
            _ => self.text("ANTHROPIC_PROFILE").map(|name| (name, false)),
        }
    }

    /// What names the active profile.
    pub(super) fn active(&self) -> Active {
        let named = self.named();
        match (self.rules.empty_profile, &named) {
            (EmptyProfile::HidesActive, Some(_)) => return Active::None("A named profile hides it."),
            (EmptyProfile::BreaksActive, Some((name, _))) if name.is_empty() => {
                return Active::Named(String::new(), false);
            }
            _ => {}
        }
        if !self.rules.default_profile && named.is_some_and(|(name, _)| !name.is_empty()) {
            return Active::None("A named profile takes its place.");
        }
        let chosen = self.filled("ANTHROPIC_CONFIG_DIR").is_some();
        let pointer = match self.s.file(&format!("{}/active_config", self.directory())).map(|f| &f.content) {
            None => "",
            Some(Content::Text { pointer, .. }) => pointer,
            Some(Content::Unreadable) if self.rules.pointer_fails => return Active::Unreadable,
            Some(Content::Unreadable) => "",
        };
        match (pointer, self.rules.default_profile) {
            ("", false) => {
                Active::None("There is no active_config, and this client knows no default profile.")
            }
            ("", true) => Active::Named("default".to_owned(), chosen),
            (name, _) => Active::Named(name.to_owned(), true),
        }
    }

    /// Loads a profile by its name.
    pub(super) fn load(&self, name: &str) -> Result<Profile<'a>, Fault> {
        if name.is_empty() {
            return Err(Fault::ProfileNameEmpty);
        }
        if !takes(self.rules.names, name) {
            return Err(Fault::ProfileNameInvalid);
        }
        let directory = self.directory();
        let file = self.s.file(&format!("{directory}/configs/{name}.json")).ok_or(Fault::ProfileNotFound)?;
        let Content::Text { document, .. } = &file.content else {
            return Err(Fault::ProfileUnreadable);
        };
        if self.rules.checks_profile_mode && file.mode.is_some_and(|mode| mode & 0o022 != 0) {
            return Err(Fault::ProfileFileMode);
        }
        self.check_form(document)?;
        let own = document.credentials_path.filled().filter(|_| self.rules.credentials_path.0);
        let credentials = match own {
            Some(path) => self.expanded(path),
            None => format!("{directory}/credentials/{name}.json"),
        };
        Ok(Profile { document, credentials: Some(super::surroundings::normal(&credentials)) })
    }

    /// Loads a `config` argument.
    pub(super) fn load_config(&self, document: &'a Document) -> Result<Profile<'a>, Fault> {
        self.check_form(document)?;
        let own = document.credentials_path.filled().map(|path| self.expanded(path));
        Ok(Profile { document, credentials: own })
    }

    fn expanded(&self, path: &str) -> String {
        match path.strip_prefix("~/") {
            Some(rest) if self.rules.credentials_path.1 => format!("{}/{rest}", self.s.home()),
            _ => path.to_owned(),
        }
    }

    fn check_form(&self, document: &Document) -> Result<(), Fault> {
        let form = self.rules.form;
        match (document.shape, form) {
            (Shape::NotJson, _) => return Err(Fault::ProfileNotJson),
            (Shape::NotObject, Form::Duck) => return Err(Fault::AuthenticationMissing),
            (Shape::NotObject, _) => return Err(Fault::ProfileNotObject),
            (Shape::Object, _) => {}
        }
        match (document.authentication, form) {
            (Authentication::Missing, _) | (Authentication::NotObject, Form::Checked) => {
                return Err(Fault::AuthenticationMissing);
            }
            (Authentication::NotObject, Form::Typed) => return Err(Fault::ProfileNotJson),
            (Authentication::NotObject, Form::Duck) => return Err(Fault::AuthenticationTypeUnknown),
            (Authentication::Object, _) => {}
        }
        if form == Form::Typed {
            match document.kind.text() {
                Some("oidc_federation" | "user_oauth") => {}
                None | Some("") => return Err(Fault::AuthenticationMissing),
                Some(_) => return Err(Fault::AuthenticationTypeUnknown),
            }
            if matches!(document.identity_token, TokenField::Text(_) | TokenField::Other) {
                return Err(Fault::IdentityTokenWrongType);
            }
        }
        if self.rules.base_url_at_load && is_unsafe(&document.base_url) {
            return Err(Fault::BaseUrlNotHttps);
        }
        Ok(())
    }
}

/// Whether an address would be refused for an exchange: neither https nor http on loopback.
pub(super) fn is_unsafe(address: &Field) -> bool {
    let Some(address) = address.filled() else {
        return false;
    };
    let lower = address.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("http://") else {
        return !lower.starts_with("https://");
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    !matches!(host, "localhost" | "127.0.0.1" | "::1")
}

/// Whether a client takes this name of a profile.
fn takes(names: Names, name: &str) -> bool {
    let path = name.contains(['/', '\\']);
    match names {
        Names::Loose => !path && name.trim() == name && !name.starts_with('.') && !name.contains('\0'),
        Names::Strict => {
            name != "."
                && name != ".."
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
        }
        Names::Dotless => !path && !name.starts_with('.') && !name.contains(".."),
        Names::NoPath => !path && !name.contains(".."),
    }
}
