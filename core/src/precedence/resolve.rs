//! One resolver for every client: look at each rung, take the first that holds something, and say what goes out.

use super::client::Client;
use super::deliver::Delivery;
use super::fault::Fault;
use super::look::{Eye, Found, Look};
use super::outcome::{Exchange, Failure, HeaderLine, HeaderName, Outcome, Sent, Standing, Step, Tried};
use super::rules::{ActiveFault, Arguments, EmptyBaseUrl};
use super::surroundings::{Argument, Surroundings};
use super::tier::{Detail, Source, Tier};
use super::warning::Warning;
use crate::facts;
use crate::order::Order;

/// What a client does in some surroundings.
pub(super) fn resolve(client: &'static Client, s: &Surroundings) -> Outcome {
    let mut outcome = Eye { client, rules: &client.rules, s, without: None }.outcome();
    outcome.next = without_winner(s, &outcome).map(|next| next.brief());
    outcome
}

/// What the same client does once the winner is removed; none where nothing won. A variable or an argument is taken away;
/// the federation variables and the active profile are passed over, since their parts serve other rungs too.
pub(super) fn without_winner(s: &Surroundings, outcome: &Outcome) -> Option<Outcome> {
    let mut s = s.clone();
    let mut without = None;
    let decides = |step: &&Step| matches!(step.standing, Standing::Wins | Standing::Fails);
    let rung = outcome.steps.iter().find(decides).map(|step| step.tier);
    let arguments = &mut s.arguments;
    match (outcome.tier, rung) {
        _ if outcome.source == Source::CustomHeaders => s.unset("ANTHROPIC_CUSTOM_HEADERS"),
        (Tier::None, _) => return None,
        (Tier::Constructor, Some(Tier::ApiKey)) => arguments.api_key = Argument::Absent,
        (Tier::Constructor, Some(Tier::AuthToken)) => arguments.auth_token = Argument::Absent,
        (Tier::Constructor, Some(Tier::Profile)) => arguments.profile = Argument::Absent,
        (Tier::Constructor | Tier::LastArgument, Some(Tier::LastArgument)) => {
            (arguments.profile, arguments.config) = (Argument::Absent, Argument::Absent);
        }
        (Tier::Constructor, _) => {
            (arguments.api_key, arguments.auth_token) = (Argument::Absent, Argument::Absent);
            if outcome.client.rules.arguments != Arguments::Overlay {
                (arguments.profile, arguments.config) = (Argument::Absent, Argument::Absent);
            }
        }
        (Tier::ApiKey, _) => s.unset("ANTHROPIC_API_KEY"),
        (Tier::AuthToken, _) => s.unset("ANTHROPIC_AUTH_TOKEN"),
        (Tier::OauthToken, _) => s.unset("CLAUDE_CODE_OAUTH_TOKEN"),
        (Tier::Profile, _) => s.unset("ANTHROPIC_PROFILE"),
        (tier, _) => without = Some(tier),
    }
    Some(Eye { client: outcome.client, rules: &outcome.client.rules, s: &s, without }.outcome())
}

impl<'a> Eye<'a> {
    /// Everything but what comes next.
    pub(super) fn outcome(&self) -> Outcome {
        let looks: Vec<(Tier, Look<'a>)> =
            self.client.ladder.iter().map(|rung| (rung.tier, self.look(rung.tier))).collect();
        let mut outcome = self.blank();
        outcome.steps = steps(&looks);
        if self.rules.checks_scheme
            && self.filled("ANTHROPIC_BASE_URL").is_some_and(|url| !url.contains("://"))
        {
            self.fail(&mut outcome, Fault::BaseUrlNoScheme, false);
            return outcome.traced();
        }
        if let Some(fault) = self.refused_at_once() {
            outcome.tier = Tier::Constructor;
            for step in &mut outcome.steps {
                step.standing = match step.standing {
                    _ if step.tier == Tier::LastArgument => Standing::Fails,
                    Standing::Wins => Standing::Shadowed,
                    Standing::Fails => Standing::WouldFail,
                    standing => standing,
                };
            }
            self.fail(&mut outcome, fault, false);
            return outcome;
        }
        let winner = looks.iter().find_map(|(_, look)| match look {
            Look::Delivers(found) => Some((&**found, None)),
            Look::Fails(fault, found) => Some((&**found, Some(*fault))),
            _ => None,
        });
        match winner {
            None => self.nothing(&mut outcome),
            Some((found, fault)) => self.settle(&mut outcome, found, fault),
        }
        self.note(&mut outcome, &looks);
        self.warn(&mut outcome, winner.map(|(found, _)| found));
        self.lay_over(&mut outcome, winner.map(|(found, _)| found));
        self.custom(&mut outcome, winner.map(|(found, _)| found));
        if outcome.failure.is_none() && outcome.source == Source::None && self.rules.nothing_is_error {
            self.fail_for_want(&mut outcome);
        }
        self.call_goes_out(&mut outcome, winner.map(|(found, _)| found));
        outcome.warnings.order();
        outcome.warnings.dedup();
        outcome.traced()
    }

    fn blank(&self) -> Outcome {
        Outcome {
            client: self.client,
            source: Source::None,
            tier: Tier::None,
            detail: Detail::SentWithoutCredential,
            headers: Vec::new(),
            failure: None,
            warnings: Vec::new(),
            note: Vec::new(),
            exchange: None,
            call: None,
            writes: None,
            constructor_also: Vec::new(),
            second_credential_header: false,
            tried: None,
            steps: Vec::new(),
            next: None,
        }
    }

    /// A profile of no name in code is refused before anything is looked for.
    fn refused_at_once(&self) -> Option<Fault> {
        let empty = matches!(&self.s.arguments.profile, Argument::Given(name) if name.is_empty());
        (empty && self.rules.arguments == Arguments::Overlay).then_some(Fault::ProfileNameEmpty)
    }

    pub(super) fn fail(&self, outcome: &mut Outcome, fault: Fault, config: bool) {
        outcome.source = if fault == Fault::NoCredentials { Source::None } else { Source::Error };
        outcome.detail = Detail::Fault(fault);
        outcome.headers.clear();
        outcome.failure = Some(Failure {
            fault,
            class: self.client.error_class(fault, outcome.tier),
            phase: self.client.phase(fault, config),
            words: fault.words(),
            advice: fault.advice(),
        });
    }

    /// Takes the winner over.
    fn settle(&self, outcome: &mut Outcome, found: &Found<'a>, fault: Option<Fault>) {
        (outcome.source, outcome.tier, outcome.detail) = (found.source, found.tier, found.detail);
        let starts = self.base_url_is_empty() && self.rules.empty_base_url == EmptyBaseUrl::FailsAtStart;
        if let Some(fault) = fault.or_else(|| starts.then_some(Fault::BaseUrlEmpty)) {
            return self.fail(outcome, fault, found.config);
        }
        match self.lines(&found.statics) {
            Err(fault) => return self.fail(outcome, fault, found.config),
            Ok((lines, empty)) => {
                outcome.headers = lines;
                if let Some(empty) = empty.filter(|_| outcome.source != Source::Both) {
                    outcome.detail = empty;
                }
            }
        }
        if outcome.source == Source::Both {
            let own = |part: &Option<(super::Credential, bool)>| part.as_ref().is_some_and(|(_, own)| *own);
            let arguments = [("api_key", &found.statics.key), ("auth_token", &found.statics.token)];
            outcome.constructor_also =
                arguments.iter().filter(|(_, part)| own(part)).map(|(name, _)| *name).collect();
        }
        self.take_delivery(outcome, found);
    }

    fn take_delivery(&self, outcome: &mut Outcome, found: &Found<'a>) {
        let Some(delivery) = &found.delivery else { return };
        let value = match delivery {
            Delivery::Stored(token) => Sent::of(token, false),
            Delivery::Exchange(_) => Sent::Minted,
            Delivery::Refresh(_) => Sent::Refreshed,
        };
        outcome.headers.push(HeaderLine { name: HeaderName::Bearer, value });
        let (body, token, beta) = match delivery {
            Delivery::Stored(_) => return,
            Delivery::Exchange(body) => (body.fields(), Some(body.token.clone()), facts::EXCHANGE_BETA.value),
            Delivery::Refresh(body) => (body.clone(), None, OAUTH_BETA),
        };
        outcome.exchange = Some(Exchange { to: self.exchange_place(found), beta, token, body });
        let refreshed = matches!(delivery, Delivery::Refresh(_));
        if self.rules.cache != super::rules::Cache::None || refreshed {
            outcome.writes = found.profile.as_ref().and_then(|profile| profile.credentials.clone());
        }
    }

    /// Nothing on any rung.
    fn nothing(&self, outcome: &mut Outcome) {
        if self.base_url_is_empty() && self.rules.empty_base_url == EmptyBaseUrl::FailsAtStart {
            return self.fail(outcome, Fault::BaseUrlEmpty, false);
        }
        let given = |argument: &Argument<super::Credential>| matches!(argument, Argument::Given(_));
        let arguments = &self.s.arguments;
        if self.rules.arguments == Arguments::Merge
            && (given(&arguments.api_key) || given(&arguments.auth_token))
        {
            outcome.source = if given(&arguments.api_key) { Source::ApiKey } else { Source::AuthToken };
            outcome.tier = Tier::Constructor;
            outcome.detail = Detail::EmptyValueDropped;
        }
    }

    fn fail_for_want(&self, outcome: &mut Outcome) {
        self.fail(outcome, Fault::NoCredentials, false);
        if self.rules.active_fault != ActiveFault::Listed {
            return;
        }
        let missing = self.missing();
        let partial = self.has_federation();
        let active = outcome.steps.iter().find(|step| step.tier == Tier::ActiveProfile);
        let profile_fault = active.and_then(|step| step.fault);
        outcome.tried = Some(Tried {
            federation: if partial { "partial" } else { "not_set" },
            missing: if partial { missing } else { Vec::new() },
            profile: if profile_fault.is_some() { "load_failed" } else { "not_found" },
            profile_fault,
        });
    }

    fn note(&self, outcome: &mut Outcome, looks: &[(Tier, Look<'a>)]) {
        if !self.rules.lists_sources {
            return;
        }
        for (tier, look) in looks {
            let found = match look {
                Look::Delivers(found) => found,
                Look::Fails(_, found) => found,
                _ => continue,
            };
            outcome.warnings.extend(&found.warnings);
            outcome.note.extend(match tier {
                Tier::ApiKey => Some("--api-key / ANTHROPIC_API_KEY"),
                Tier::AuthToken => Some("--auth-token / ANTHROPIC_AUTH_TOKEN"),
                Tier::Profile => Some("profile from --profile / ANTHROPIC_PROFILE"),
                Tier::FederationEnv => Some("federation env"),
                Tier::ActiveProfile => Some("active profile (active_config)"),
                _ => None,
            });
        }
        if outcome.note.len() > 1 {
            outcome.warnings.push(Warning::MultipleSources);
        } else {
            outcome.note.clear();
        }
    }
}

/// The beta header of a call with a minted or stored bearer, and of a refresh.
pub(super) const OAUTH_BETA: &str = "oauth-2025-04-20";

/// The trace: the first rung that holds something decides, the others stand in its shadow.
fn steps(looks: &[(Tier, Look<'_>)]) -> Vec<Step> {
    let mut decided = false;
    looks
        .iter()
        .map(|(tier, look)| {
            let (standing, saw, fault) = match look {
                Look::Absent(saw) => (Standing::Absent, saw, None),
                Look::Passed(saw, fault) => (Standing::PassedOver, saw, *fault),
                Look::Delivers(found) if decided => (Standing::Shadowed, &found.saw, None),
                Look::Delivers(found) => (Standing::Wins, &found.saw, None),
                Look::Fails(fault, found) if decided => (Standing::WouldFail, &found.saw, Some(*fault)),
                Look::Fails(fault, found) => (Standing::Fails, &found.saw, Some(*fault)),
            };
            decided |= matches!(look, Look::Delivers(_) | Look::Fails(..));
            Step { tier: *tier, standing, saw: saw.clone(), fault }
        })
        .collect()
}
