//! Keys and tokens that are sent as they are, and the headers that carry them.

use super::credential::{Blanks, Credential};
use super::fault::Fault;
use super::look::{Eye, Found, Look};
use super::outcome::{HeaderLine, HeaderName, Sent};
use super::rules::{Arguments, HeaderCheck, KeyHeader};
use super::surroundings::Argument;
use super::tier::{Detail, Source, Tier};

/// A key and a token that go out together, each with whether code gave it.
#[derive(Clone, Debug, Default)]
pub(super) struct Statics {
    pub(super) key: Option<(Credential, bool)>,
    pub(super) token: Option<(Credential, bool)>,
}

const KEY: &str = "ANTHROPIC_API_KEY";
const TOKEN: &str = "ANTHROPIC_AUTH_TOKEN";

impl<'a> Eye<'a> {
    /// A key or token of the environment, with the flag of its name laid over it.
    fn set(&self, name: &str, argument: &Argument<Credential>) -> Option<(Credential, bool)> {
        let flags = self.takes_flags();
        match (argument, self.rules.arguments) {
            (Argument::Given(value), _) if flags => Some((value.clone(), true)),
            (Argument::Null, Arguments::Exclusive(true)) => None,
            _ => self.static_variable(name).map(|value| (value, false)),
        }
    }

    pub(super) fn env_key(&self) -> Option<(Credential, bool)> {
        self.set(KEY, &self.s.arguments.api_key)
    }

    pub(super) fn env_auth_token(&self) -> Option<(Credential, bool)> {
        self.set(TOKEN, &self.s.arguments.auth_token)
    }

    pub(super) fn look_at_static(&self, tier: Tier) -> Look<'a> {
        let (name, found, source) = if tier == Tier::ApiKey {
            (KEY, self.env_key(), Source::ApiKey)
        } else {
            (TOKEN, self.env_auth_token(), Source::AuthToken)
        };
        let Some((value, flag)) = found else {
            return Look::Absent(match self.s.secret(name) {
                Some(_) => format!("{name} is empty, which counts as unset."),
                None => format!("{name} is not set."),
            });
        };
        let what = if value.is_empty() { "empty".to_owned() } else { value.masked().to_owned() };
        let by = if flag { "A flag gives it" } else { name };
        let detail = if flag { Detail::Constructor } else { Detail::Variable(name) };
        let tier_of = if flag { Tier::Constructor } else { tier };
        let mut found = Found::new(tier_of, source, detail, format!("{by}: {what}."));
        if tier == Tier::ApiKey {
            found.statics.key = Some((value, flag));
            found.statics.token = self.env_auth_token().filter(|_| self.rules.both_go_out);
            if found.statics.token.is_some() {
                (found.source, found.detail) = (Source::Both, Detail::TwoHeaders);
            }
        } else {
            found.statics.token = Some((value, flag));
        }
        Look::Delivers(Box::new(found))
    }

    pub(super) fn look_at_arguments(&self) -> Look<'a> {
        match self.rules.arguments {
            Arguments::Exclusive(_) | Arguments::First => self.look_at_own_arguments(),
            Arguments::Overlay | Arguments::Merge => self.look_at_laid_over(),
            Arguments::Flags => Look::Absent("Flags stand in for variables.".to_owned()),
        }
    }

    /// Arguments that stop the search.
    fn look_at_own_arguments(&self) -> Look<'a> {
        let arguments = &self.s.arguments;
        let given = [
            matches!(arguments.api_key, Argument::Given(_)),
            matches!(arguments.auth_token, Argument::Given(_)),
            matches!(arguments.profile, Argument::Given(_)),
            matches!(arguments.config, Argument::Given(_)),
        ];
        let count = given.iter().filter(|given| **given).count();
        let found =
            |source, saw: &str| Found::new(Tier::Constructor, source, Detail::Constructor, saw.to_owned());
        if count > 1 && matches!(self.rules.arguments, Arguments::Exclusive(_)) {
            let found = found(Source::Error, "The code gives two credentials.");
            return Look::Fails(Fault::ConflictingArguments, Box::new(found));
        }
        if let Argument::Given(key) = &arguments.api_key {
            let mut found = found(Source::ApiKey, "The code gives a key.");
            found.statics.key = Some((key.clone(), true));
            return Look::Delivers(Box::new(found));
        }
        if let Argument::Given(token) = &arguments.auth_token {
            let mut found = found(Source::AuthToken, "The code gives a token.");
            found.statics.token = Some((token.clone(), true));
            return Look::Delivers(Box::new(found));
        }
        if let Argument::Given(document) = &arguments.config {
            let mut found = found(Source::Config, "The code gives a config.");
            found.config = true;
            return match self.load_config(document) {
                Ok(profile) if profile.is_stored_login() && profile.credentials.is_none() => {
                    Look::Fails(Fault::ConfigNeedsPath, Box::new(found))
                }
                Ok(profile) => self.look_into(profile, found),
                Err(fault) => Look::Fails(fault, Box::new(found)),
            };
        }
        if let Argument::Given(name) = &arguments.profile {
            let found = found(Source::Profile, "The code names a profile.");
            let name = if self.rules.trims { name.as_str().trim() } else { name.as_str() };
            return match self.load(name) {
                Ok(profile) => self.look_into(profile, found),
                Err(fault) => Look::Fails(fault, Box::new(found)),
            };
        }
        Look::Absent("The code gives no credential.".to_owned())
    }

    /// Arguments whose headers are laid over what the chain finds.
    fn look_at_laid_over(&self) -> Look<'a> {
        let arguments = &self.s.arguments;
        let given = |argument: &Argument<Credential>| match argument {
            Argument::Given(value) if self.rules.arguments == Arguments::Overlay || !value.is_empty() => {
                Some((value.clone(), true))
            }
            _ => None,
        };
        let (key, token) = (given(&arguments.api_key), given(&arguments.auth_token));
        if key.is_none() && token.is_none() {
            return Look::Absent("The code gives no key and no token.".to_owned());
        }
        let env_key = self.env_key();
        // A chain that found a key looks for no token, unless both always go out.
        let env_token = self.env_auth_token().filter(|_| env_key.is_none() || self.rules.both_go_out);
        let alone = key.as_ref().is_some_and(|(key, _)| key.is_empty()) && token.is_none();
        if alone && env_token.is_none() && env_key.is_none() {
            return Look::Passed("The code gives an empty key, and the search goes on.".to_owned(), None);
        }
        let statics = Statics { key: key.or(env_key), token: token.or(env_token) };
        let (source, detail) = match (&statics.key, &statics.token) {
            (Some(_), Some(_)) => (Source::Both, Detail::TwoHeaders),
            (Some(_), None) => (Source::ApiKey, Detail::Constructor),
            _ => (Source::AuthToken, Detail::Constructor),
        };
        let saw = "The code gives a key or a token.".to_owned();
        let mut found = Found::new(Tier::Constructor, source, detail, saw);
        found.statics = statics;
        Look::Delivers(Box::new(found))
    }

    /// The headers of keys and tokens, and what becomes of empty ones.
    pub(super) fn lines(&self, statics: &Statics) -> Result<(Vec<HeaderLine>, Option<Detail>), Fault> {
        let mut lines = Vec::new();
        let mut detail = None;
        if let Some((token, _)) = &statics.token {
            lines.push(self.line(HeaderName::Bearer, token)?);
            if token.is_blank() {
                detail = Some(Detail::EmptyValueSent);
            }
        }
        if let Some((key, _)) = &statics.key {
            let name = match self.rules.key_header {
                KeyHeader::Bearer => HeaderName::Bearer,
                KeyHeader::XApiKey => HeaderName::XApiKey,
            };
            let line = self.line(name, key)?;
            if !key.is_blank() || self.rules.empty_key_is_sent {
                lines.push(line);
            }
            if key.is_blank() {
                let sent = self.rules.empty_key_is_sent;
                detail = Some(if sent { Detail::EmptyValueSent } else { Detail::EmptyValueDropped });
            }
        }
        Ok((lines, detail))
    }

    fn line(&self, name: HeaderName, value: &Credential) -> Result<HeaderLine, Fault> {
        let refused = match self.rules.header_check {
            HeaderCheck::NoneBehind => {
                value.is_blank() || value.after() != Blanks::None || value.breaks_a_header()
            }
            HeaderCheck::NoLineEnd => value.breaks_a_header(),
            HeaderCheck::Stripped => false,
        };
        if refused {
            return Err(Fault::IllegalHeaderValue);
        }
        // Blanks after “Bearer” stand inside the header; those at its edge are lost on the way.
        Ok(HeaderLine { name, value: Sent::of(value, name == HeaderName::Bearer) })
    }
}
