//! Where `ant auth status` misleads, or would.

use crate::precedence::status::{
    Caution, Federation, Misleading, ProfileSource, Row, Status, misleads, predict,
};
use crate::precedence::{ANT, Fault, Source, Surroundings, resolve};

/// A case in which `ant auth status` says something else than requests do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusAnswer {
    /// Whether its output was pasted; otherwise it would say so in these surroundings.
    pub pasted: bool,
    /// Which case.
    pub case: Misleading,
}

/// What a status that was pasted gets wrong, or may.
pub(super) fn of_pasted(status: &Status) -> Vec<StatusAnswer> {
    misleads(status).into_iter().map(|case| StatusAnswer { pasted: true, case }).collect()
}

/// What a status would get wrong in some surroundings: the cases that its output allows, held against what requests do.
pub(super) fn foretold(around: &Surroundings) -> Vec<StatusAnswer> {
    let Some(predicted) = predict(around) else { return Vec::new() };
    let filled = |name: &str| around.plain(name).filter(|text| !text.is_empty()).map(str::to_owned);
    let token = around.secret("ANTHROPIC_IDENTITY_TOKEN").is_some_and(|token| !token.is_blank());
    let partial = predicted.warnings.contains(&Caution::FederationPartial);
    let inputs = [
        ("identity-token", token.then(|| "…".to_owned())),
        ("identity-token-file", filled("ANTHROPIC_IDENTITY_TOKEN_FILE")),
    ];
    let named = filled("ANTHROPIC_PROFILE");
    let status = Status {
        winner: predicted.winner,
        note: predicted.remark,
        profile_source: named.is_some().then_some(ProfileSource::Named),
        profile: named,
        federation: match predicted.winner {
            _ if partial => Some(Federation::Partial),
            Some(Row::Federation) => Some(Federation::Ready),
            _ => None,
        },
        federation_inputs: inputs
            .into_iter()
            .filter_map(|(flag, value)| Some((flag.to_owned(), value?)))
            .collect(),
        base_url_is_environment: filled("ANTHROPIC_BASE_URL").is_some(),
        ..Status::default()
    };
    let outcome = resolve(&ANT, around);
    let fails = |fault| outcome.failure.as_ref().is_some_and(|failure| failure.fault == fault);
    let is_so = |code: &str| match code {
        "partial_federation_stops_requests" => fails(Fault::FederationIncomplete),
        "federation_profile_not_logged_in" => outcome.exchange.is_some(),
        "named_profile_before_federation" => outcome.source == Source::Profile,
        "active_profile_cannot_be_used" => outcome.failure.is_some(),
        "base_url_not_used" => outcome.call.as_ref().is_some_and(|call| call.to.base_url.is_none()),
        "two_identity_tokens" => fails(Fault::IdentityTokenGivenTwice),
        _ => false,
    };
    misleads(&status)
        .into_iter()
        .filter(|case| is_so(case.code))
        .map(|case| StatusAnswer { pasted: false, case: Misleading { certain: true, ..case } })
        .collect()
}
