//! What goes out where: addresses, betas, workspace and custom headers, and the warnings about what is shadowed.

use super::fault::Fault;
use super::look::{Eye, Found, Look};
use super::outcome::{Call, HeaderLine, HeaderName, Outcome, Place, Sent};
use super::profile::{Active, Profile};
use super::resolve::OAUTH_BETA;
use super::rules::{Address, Arguments, CustomHeaders, EmptyBaseUrl, ShadowWarning};
use super::surroundings::{Argument, CustomHeader};
use super::tier::{Detail, Source, Tier};
use super::warning::Warning;
use crate::facts;
use crate::order::Order;

impl<'a> Eye<'a> {
    /// The first address of an order that is set.
    fn address(&self, order: &[Address], profile: Option<&Profile<'a>>) -> Option<String> {
        order.iter().find_map(|address| match address {
            Address::Argument => match &self.s.arguments.base_url {
                Argument::Given(url) if !url.is_empty() => Some(url.as_str().to_owned()),
                _ => None,
            },
            Address::Variable => self.filled("ANTHROPIC_BASE_URL"),
            Address::VariableByProfile => profile.and_then(|_| self.filled("ANTHROPIC_BASE_URL")),
            Address::Profile => profile.and_then(|p| p.document.base_url.filled()).map(str::to_owned),
        })
    }

    fn place(base_url: Option<String>, path: &str, keeps_path: bool) -> Place {
        let own = base_url.as_deref().filter(|_| keeps_path).map(path_of).unwrap_or_default();
        Place { path: format!("{own}{path}"), base_url }
    }

    pub(super) fn exchange_place(&self, found: &Found<'a>) -> Place {
        let base = self.address(self.rules.exchange_to, found.profile.as_ref());
        Self::place(base, facts::EXCHANGE_PATH.value, !self.rules.exchange_drops_path)
    }

    pub(super) fn base_url_is_empty(&self) -> bool {
        let argument = matches!(&self.s.arguments.base_url, Argument::Given(_));
        !argument && self.text("ANTHROPIC_BASE_URL").is_some_and(|url| url.is_empty())
    }

    /// Fills in the call, unless it fails on the way out.
    pub(super) fn call_goes_out(&self, outcome: &mut Outcome, winner: Option<&Found<'a>>) {
        if outcome.failure.is_some() {
            return;
        }
        if self.base_url_is_empty() && self.rules.empty_base_url == EmptyBaseUrl::FailsAtCall {
            return self.fail(outcome, Fault::BaseUrlEmpty, false);
        }
        let profile = winner.and_then(|found| found.profile.as_ref());
        let workspace = match self.workspace_header(outcome, profile) {
            Ok(workspace) => workspace,
            Err(fault) => return self.fail(outcome, fault, false),
        };
        let base = self.address(self.rules.call_to, profile);
        let delivered = winner.is_some_and(|found| found.delivery.is_some());
        let covered = outcome.source == Source::CustomHeaders
            && self.rules.custom_headers == CustomHeaders::Replaces(true);
        let empty = matches!(&self.s.arguments.auth_token, Argument::Given(token) if token.is_empty());
        let by_chain = self.rules.empty_token_is_login && empty && outcome.tier == Tier::AuthToken;
        let own = (by_chain || (delivered && !covered)).then_some(OAUTH_BETA);
        let custom = self.s.custom_headers().iter().find_map(|header| match header {
            CustomHeader::Beta(beta) if self.rules.beta_joint.is_some() => Some(beta.as_str()),
            _ => None,
        });
        let beta = match (custom, own) {
            (Some(custom), Some(own)) => {
                Some(format!("{custom}{}{own}", self.rules.beta_joint.unwrap_or(",")))
            }
            (custom, own) => custom.or(own).map(str::to_owned),
        };
        outcome.call = Some(Call { to: Self::place(base, "/v1/messages", true), beta, workspace });
    }

    fn workspace_header(
        &self,
        outcome: &Outcome,
        profile: Option<&Profile<'a>>,
    ) -> Result<Option<String>, Fault> {
        let stored = |profile: &Profile<'a>| {
            if profile.is_stored_login() { self.workspace_of(profile.document) } else { None }
        };
        let mut workspace = profile.and_then(stored);
        if self.rules.arguments == Arguments::Overlay {
            workspace = self.explicit().as_ref().and_then(stored).or(workspace);
            if workspace.is_none() && outcome.tier == Tier::Constructor {
                workspace = self.chained().as_ref().and_then(stored);
            }
        }
        if self.rules.workspace_by_header
            && (profile.is_some() || outcome.tier == Tier::FederationEnv)
            && let Some(set) = self.filled("ANTHROPIC_WORKSPACE_ID")
        {
            if set.contains(['\n', '\r']) {
                return Err(Fault::IllegalHeaderValue);
            }
            workspace = Some(set.trim().to_owned());
        }
        let custom = self.s.custom_headers().iter().find_map(|header| match header {
            CustomHeader::Workspace(id) => Some(id.clone()),
            _ => None,
        });
        let custom = custom.filter(|_| {
            matches!(self.rules.custom_headers, CustomHeaders::Replaces(_) | CustomHeaders::Yields)
        });
        Ok(if self.rules.custom_workspace_wins { custom.or(workspace) } else { workspace.or(custom) })
    }

    /// The profile that code gives, where the environment goes first.
    fn explicit(&self) -> Option<Profile<'a>> {
        match (&self.s.arguments.profile, &self.s.arguments.config) {
            (Argument::Given(name), _) => self.load(name.as_str()).ok(),
            (_, Argument::Given(document)) => self.load_config(document).ok(),
            _ => None,
        }
    }

    /// The profile that the environment's chain loads beside a key or token in code.
    fn chained(&self) -> Option<Profile<'a>> {
        if self.env_key().is_some() || self.env_auth_token().is_some() {
            return None;
        }
        let tiers = [Tier::Profile, Tier::FederationEnv, Tier::ActiveProfile];
        tiers.iter().find_map(|tier| match self.look(*tier) {
            Look::Delivers(found) => Some(found.profile),
            Look::Fails(_, found) => Some(found.profile),
            _ => None,
        })?
    }

    pub(super) fn warn(&self, outcome: &mut Outcome, winner: Option<&Found<'a>>) {
        let Some(found) = winner else { return };
        if !self.rules.lists_sources {
            outcome.warnings.extend(&found.warnings);
        }
        let (key, token) = (&found.statics.key, &found.statics.token);
        if self.rules.warns_of_both && outcome.tier == Tier::ApiKey && self.env_auth_token().is_some() {
            outcome.warnings.push(Warning::ApiKeyShadowsAuthToken);
        }
        let is_static = key.is_some() || token.is_some();
        let variable = |name| self.static_variable(name).is_some();
        let shadows = match self.rules.shadow_warning {
            ShadowWarning::None | ShadowWarning::Profile => false,
            ShadowWarning::Used => is_static && outcome.tier != Tier::Constructor,
            ShadowWarning::Set => {
                (key.is_some() && variable("ANTHROPIC_API_KEY"))
                    || (token.is_some() && variable("ANTHROPIC_AUTH_TOKEN"))
            }
        };
        if shadows && self.federation_is_chosen() {
            outcome.warnings.push(Warning::StaticShadowsAutoDiscovery);
        }
        let filled = |part: &Option<(super::Credential, bool)>| {
            part.as_ref().is_some_and(|(value, _)| !value.is_empty())
        };
        if self.rules.shadow_warning == ShadowWarning::Profile && (filled(key) || filled(token)) {
            let chained = outcome.tier == Tier::Constructor && self.chained().is_some();
            if chained || self.explicit().is_some() {
                outcome.warnings.push(Warning::StaticShadowsProfile);
            }
        }
    }

    /// Whether a profile or full federation is chosen on purpose; a lone `default` profile does not count.
    fn federation_is_chosen(&self) -> bool {
        let pointed = matches!(self.active(), Active::Named(_, true));
        let full = ["ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID"]
            .iter()
            .all(|name| self.filled(name).is_some())
            && self.env_token().is_some();
        let set = |name| self.filled(name).is_some();
        pointed || full || set("ANTHROPIC_PROFILE") || set("ANTHROPIC_CONFIG_DIR")
    }

    /// An empty key in code goes out beside what the chain found, where headers are laid over.
    pub(super) fn lay_over(&self, outcome: &mut Outcome, winner: Option<&Found<'a>>) {
        let empty = matches!(&self.s.arguments.api_key, Argument::Given(key) if key.is_empty());
        let delivered = winner.is_some_and(|found| found.delivery.is_some());
        if empty && delivered && self.rules.arguments == Arguments::Overlay && outcome.failure.is_none() {
            outcome.headers.push(HeaderLine { name: HeaderName::XApiKey, value: Sent::Empty });
        }
    }

    /// Credentials of `ANTHROPIC_CUSTOM_HEADERS`.
    pub(super) fn custom(&self, outcome: &mut Outcome, winner: Option<&Found<'a>>) {
        let lines: Vec<HeaderLine> = self.s.custom_headers().iter().filter_map(line_of).collect();
        if lines.is_empty() || self.rules.custom_headers == CustomHeaders::Ignored {
            return;
        }
        let nothing = winner.is_none() && outcome.headers.is_empty() && outcome.source == Source::None;
        let delivered = winner.is_some_and(|found| found.delivery.is_some());
        let authorization = lines.iter().any(|line| line.name != HeaderName::XApiKey);
        let covers = match self.rules.custom_headers {
            _ if nothing => true,
            CustomHeaders::Replaces(true) => outcome.failure.is_none() && (authorization || delivered),
            CustomHeaders::Replaces(false) => {
                let fails_late =
                    outcome.failure.as_ref().is_some_and(|failure| failure.phase == super::Phase::Request);
                fails_late || (outcome.failure.is_none() && authorization)
            }
            _ => false,
        };
        if covers {
            (outcome.source, outcome.detail) =
                (Source::CustomHeaders, Detail::Variable("ANTHROPIC_CUSTOM_HEADERS"));
            outcome.headers = lines;
            outcome.failure = None;
            if self.rules.custom_headers == CustomHeaders::Replaces(true) {
                (outcome.exchange, outcome.writes) = (None, None);
            }
            return;
        }
        if outcome.failure.is_some() || self.rules.custom_headers == CustomHeaders::Last {
            return;
        }
        let is_key = |name: HeaderName| name == HeaderName::XApiKey;
        for line in lines {
            if outcome.headers.iter().all(|own| is_key(own.name) != is_key(line.name)) {
                outcome.headers.push(line);
                outcome.second_credential_header = true;
            }
        }
        outcome.headers.order_by_key(|line| line.name);
    }
}

fn line_of(header: &CustomHeader) -> Option<HeaderLine> {
    let (name, value) = match header {
        CustomHeader::Authorization(true, value) => (HeaderName::Bearer, value),
        CustomHeader::Authorization(false, value) => (HeaderName::Authorization, value),
        CustomHeader::ApiKey(value) => (HeaderName::XApiKey, value),
        _ => return None,
    };
    Some(HeaderLine { name, value: Sent::of(value, false) })
}

/// The path of an address, without a slash at its end.
fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let from = rest.find('/').unwrap_or(rest.len());
    rest.get(from..).unwrap_or_default().trim_end_matches('/')
}
