//! A client: who it is, which rungs its ladder has, and where it differs.

use super::fault::{Fault, Phase};
use super::rules::Rules;
use super::tier::Tier;

/// How we know what a client does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Recorded from the real client.
    Recorded,
    /// Read in its source or documentation; it was not run.
    Read,
}

/// A client of the API that finds a credential by itself.
#[derive(Debug)]
pub struct Client {
    /// Its name in commands and JSON, such as `python`.
    pub slug: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The version that was run or read. Later ones may have moved.
    pub version: &'static str,
    /// The first version with federation, where it is known; between the two, details may differ.
    pub since: Option<&'static str>,
    /// How we know.
    pub evidence: Evidence,
    /// Where it was read, or where the version that was run comes from.
    pub source: &'static str,
    /// The day on which it was read or run.
    pub as_of: &'static str,
    /// Its ladder, first to last.
    pub ladder: &'static [Rung],
    /// Where it differs.
    pub rules: Rules,
    /// How its errors are called.
    pub errors: Errors,
}

/// A rung of a ladder, in words.
#[derive(Clone, Copy, Debug)]
pub struct Rung {
    /// Which one.
    pub tier: Tier,
    /// What it needs.
    pub needs: &'static str,
    /// What part of that means.
    pub partial: &'static str,
    /// What an exported empty value means.
    pub empty: &'static str,
    /// What a malformed value or file means.
    pub malformed: &'static str,
    /// Which files it reads.
    pub reads: &'static [&'static str],
    /// Which header goes out.
    pub header: &'static str,
    /// Which error or warning it gives, in words; the classes stand in [`Errors`].
    pub tells: &'static str,
}

/// How a client's errors are called and when they come.
#[derive(Clone, Copy, Debug)]
pub struct Errors {
    /// The class of any fault that has none of its own.
    pub usual: &'static str,
    /// Classes of some faults.
    pub classes: &'static [(&'static str, &'static [Fault])],
    /// The class of a fault of loading a profile, if it is not the usual one.
    pub loading: Option<&'static str>,
    /// The class of a token file's fault in the environment, if it differs from that in a profile.
    pub env_token: Option<&'static str>,
    /// Faults that come as the client is made; all others come at the first call.
    pub at_start: AtStart,
}

/// Which faults come as a client is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtStart {
    /// None.
    Nothing,
    /// Those of arguments.
    Arguments,
    /// Those of arguments and of loading a profile.
    Loading,
}

impl Client {
    /// The class under which this client reports a fault on a rung.
    pub fn error_class(&self, fault: Fault, tier: Tier) -> &'static str {
        let errors = &self.errors;
        if tier == Tier::FederationEnv
            && let Some(class) = errors.env_token
        {
            return class;
        }
        if let Some((class, _)) = errors.classes.iter().find(|(_, faults)| faults.contains(&fault)) {
            return class;
        }
        errors.loading.filter(|_| fault.is_of_loading()).unwrap_or(errors.usual)
    }

    /// When this client reports a fault. `config` says that it lies in a `config` argument.
    pub fn phase(&self, fault: Fault, config: bool) -> Phase {
        let of_arguments = matches!(fault, Fault::ConflictingArguments | Fault::ConfigNeedsPath);
        let at_start = match self.errors.at_start {
            AtStart::Nothing => false,
            AtStart::Arguments => of_arguments || config,
            AtStart::Loading => {
                of_arguments
                    || fault.is_of_loading()
                    || (fault == Fault::BaseUrlEmpty
                        && self.rules.empty_base_url == super::rules::EmptyBaseUrl::FailsAtStart)
            }
        };
        if at_start { Phase::Construct } else { Phase::Request }
    }
}
