//! The six cases in which `ant auth status` misleads.

use super::{Federation, Note, ProfileSource, Row, Status};
use serde::Serialize;

/// A case in which requests do something else than the status says. Counted over 1,180 recorded states of `ant` 1.20.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Misleading {
    /// Its name.
    pub code: &'static str,
    /// Whether the output alone proves it; otherwise it may be so.
    pub certain: bool,
    /// What the status says.
    pub says: &'static str,
    /// What requests do.
    pub truth: &'static str,
    /// How to find out, or what to do.
    pub advice: &'static str,
}

const PARTIAL: Misleading = Misleading {
    code: "partial_federation_stops_requests",
    certain: true,
    says: "Federation “will not be used until fully set”, and another source may be marked active.",
    truth: "Requests stop with exit status 1, even where a profile is marked active.",
    advice: "Set the missing inputs, or unset every federation variable.",
};
const NOT_EXCHANGED: Misleading = Misleading {
    code: "federation_profile_not_logged_in",
    certain: false,
    says: "The profile is “not logged in”, or its credentials are unreadable.",
    truth: "A federation profile needs no login: the first request exchanges its identity token.",
    advice: "Look at authentication.type in the profile; if it is oidc_federation, make one request.",
};
const NAMED_FIRST: Misleading = Misleading {
    code: "named_profile_before_federation",
    certain: false,
    says: "The federation variables are active.",
    truth: "Requests use the named profile if it is a federation profile that has not exchanged yet.",
    advice: "Unset ANTHROPIC_PROFILE, or the federation variables.",
};
const UNUSABLE: Misleading = Misleading {
    code: "active_profile_cannot_be_used",
    certain: false,
    says: "The profile is active.",
    truth: "Requests fail if its credentials file is open to others, or if a login in it has no refresh token.",
    advice: "chmod 600 the credentials file, and log in again if a request still fails.",
};
const BASE_URL: Misleading = Misleading {
    code: "base_url_not_used",
    certain: true,
    says: "ANTHROPIC_BASE_URL is the active base URL.",
    truth: "Requests with a key, a token or the federation variables go to https://api.anthropic.com.",
    advice: "Give --base-url instead.",
};
const TWO_TOKENS: Misleading = Misleading {
    code: "two_identity_tokens",
    certain: true,
    says: "Federation is ready.",
    truth: "Requests stop with exit status 1, because both forms of the identity token are set.",
    advice: "Unset ANTHROPIC_IDENTITY_TOKEN or ANTHROPIC_IDENTITY_TOKEN_FILE.",
};

/// Every case.
pub static CASES: [Misleading; 6] = [PARTIAL, NOT_EXCHANGED, NAMED_FIRST, UNUSABLE, BASE_URL, TWO_TOKENS];

/// Where this output misleads, or may.
pub fn misleads(status: &Status) -> Vec<Misleading> {
    let is_static = matches!(status.winner, Some(Row::ApiKey | Row::AuthToken));
    let federation_decides = !is_static;
    let set =
        |flag: &str| status.federation_inputs.iter().any(|(name, value)| name == flag && !value.is_empty());
    let both = set("identity-token") && set("identity-token-file");
    let named = status.profile_source == Some(ProfileSource::Named)
        && status.profile.as_deref().is_some_and(|name| !name.is_empty());
    let has_profile_row = status.rows.iter().any(|(row, _)| *row == Row::Profile);
    // A named profile goes before the variables, so that they stop nothing while it can be used.
    let by_name = named && status.winner == Some(Row::Profile);
    let ready = status.federation == Some(Federation::Ready);
    let cases = [
        (status.federation == Some(Federation::Partial) && federation_decides && !by_name, PARTIAL),
        (matches!(status.note, Some(Note::ProfileWithoutToken | Note::CredentialsUnreadable)), NOT_EXCHANGED),
        (status.winner == Some(Row::Federation) && named && !has_profile_row, NAMED_FIRST),
        (status.winner == Some(Row::Profile), UNUSABLE),
        (status.base_url_is_environment && (is_static || status.winner == Some(Row::Federation)), BASE_URL),
        (ready && both && federation_decides && !by_name, TWO_TOKENS),
    ];
    // Behind a named profile that has not exchanged yet, what stops requests is a possibility only.
    let open = named && status.winner != Some(Row::Profile);
    let certain = |case: Misleading| Misleading {
        certain: case.certain && !(open && (case.code == PARTIAL.code || case.code == TWO_TOKENS.code)),
        ..case
    };
    cases.into_iter().filter(|(applies, _)| *applies).map(|(_, case)| certain(case)).collect()
}
