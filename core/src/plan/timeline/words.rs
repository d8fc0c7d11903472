//! What comes of a play, in sentences.

use super::play::{Run, worst};
use super::{Conclusion, Play, Supply, Timeline, length};
use crate::facts;
use crate::providers::Jti;
use crate::verdict::Reason;

pub(super) fn tell(play: &Play) -> Timeline {
    let run = worst(play);
    let conclusion = conclude(play, &run);
    let (because, change) = match conclusion {
        Conclusion::Works => (works(play), String::new()),
        Conclusion::OneProcess => (one_process(play, &run), SHARE.to_owned()),
        Conclusion::SecondDoubtful | Conclusion::SecondRefused => (second_refused(play, &run), mend(play)),
        Conclusion::NoneTaken => none_taken(play),
    };
    Timeline {
        end: run.end(),
        identity: run.identity,
        access: run.access,
        exchanges: run.exchanges,
        conclusion,
        because,
        change,
        unverified: play.unverified,
    }
}

fn conclude(play: &Play, run: &Run) -> Conclusion {
    let once = play.supply == Supply::OncePerJob;
    match run.refused() {
        Some(Reason::LifetimeExceedsMaximum) => Conclusion::NoneTaken,
        Some(Reason::JtiReused) if once && serves_for(run) >= play.identity => Conclusion::OneProcess,
        // It served until it ended, and no job has another one.
        Some(Reason::TokenExpired) if once && play.single_use() => Conclusion::OneProcess,
        Some(Reason::TokenExpired) if once => Conclusion::Works,
        Some(Reason::JtiReused) if play.jti == Jti::Perhaps => Conclusion::SecondDoubtful,
        Some(_) => Conclusion::SecondRefused,
        None if play.single_use() && play.supply != Supply::Fresh => Conclusion::OneProcess,
        None => Conclusion::Works,
    }
}

const SHARE: &str = "Several processes have to share one profile and its cache, or have a token each.";

fn works(play: &Play) -> String {
    let again = match (play.check_jti, play.jti) {
        (_, Jti::Never) => ", since it carries no jti",
        (false, _) => ", since check_jti is off",
        (true, _) => "",
    };
    let ends = length(play.identity);
    match play.supply {
        Supply::Fresh if play.single_use() => {
            "each exchange asks for a new token, so that none is ever spent, in any number of processes"
                .to_owned()
        }
        Supply::Fresh => "each exchange asks for a new token, in any number of processes".to_owned(),
        Supply::OncePerJob => format!(
            "the job's one token can be exchanged again{again}, until it ends after {ends}; a job that runs for longer has \
             no other"
        ),
        Supply::Written => format!(
            "the token in the file can be exchanged again{again}, until it ends after {ends}; what writes the file has to \
             replace it before"
        ),
        Supply::Replaced(after) => {
            format!("the token can be exchanged again{again}, and there is a new one every {}", length(after))
        }
        Supply::Cached => {
            format!(
                "the platform gives the same token until it is about to end, and it can be exchanged again{again}"
            )
        }
    }
}

fn one_process(play: &Play, run: &Run) -> String {
    let perhaps = perhaps(play);
    let reused = Reason::JtiReused.as_str();
    match play.supply {
        Supply::Written => format!(
            "each token in the file is good for one exchange{perhaps}: what writes it has to replace it before the client comes \
             back after {}; a second process that reads the same one is refused ({reused})",
            length(away(run))
        ),
        Supply::Fresh | Supply::OncePerJob => format!(
            "the job's one token is good for one exchange{perhaps}, whose access token serves for {}; a second process is refused \
             ({reused})",
            length(serves_for(run).saturating_sub(facts::MANDATORY_REFRESH_SECONDS.value))
        ),
        Supply::Replaced(after) => format!(
            "each token is good for one exchange{perhaps}, and the next is there after {}, before the client comes back after \
             {}; a second process that reads the same one is refused ({reused})",
            length(after),
            length(away(run))
        ),
        Supply::Cached => format!(
            "each token is good for one exchange{perhaps}, and has ended before the client comes back after {}; a second \
             process is given the same one and is refused ({reused})",
            length(away(run))
        ),
    }
}

fn second_refused(play: &Play, run: &Run) -> String {
    let start = run.exchanges.first().map_or(0, |exchange| exchange.at);
    let who = if start == 0 {
        "the client".to_owned()
    } else {
        format!("a client that starts when a token is {} old", length(start))
    };
    let reason = run.refused().map_or("", Reason::as_str);
    let state = if reason == Reason::TokenExpired.as_str() {
        "has ended".to_owned()
    } else {
        format!("is spent{}", perhaps(play))
    };
    let come =
        format!("{who} comes back after {} with the same token, which {state} ({reason})", length(away(run)));
    match play.supply {
        Supply::Fresh | Supply::Written => come,
        Supply::OncePerJob => format!(
            "{come}, and the job has no other: calls fail after {}",
            length(serves_for(run).saturating_sub(facts::MANDATORY_REFRESH_SECONDS.value))
        ),
        Supply::Replaced(after) => format!("{come}; each is replaced after {} only", length(after)),
        Supply::Cached => {
            format!(
                "{come}: the platform gives the same one until it is about to end, after {}",
                length(play.identity)
            )
        }
    }
}

/// The shortest access token that brings the client back late enough, where there is one; single use otherwise.
fn mend(play: &Play) -> String {
    let early = facts::ADVISORY_REFRESH_SECONDS.value;
    let needed = match play.supply {
        Supply::Fresh | Supply::Written => None,
        Supply::OncePerJob => Some(play.identity),
        // A token that is replaced in its last minute is too late for a client that starts just before.
        Supply::Replaced(after) => {
            Some(after.saturating_add(early)).filter(|_| after.saturating_add(early / 2) <= play.identity)
        }
        Supply::Cached => Some(play.identity.saturating_add(early)),
    };
    let most = (*facts::TOKEN_LIFETIME_RANGE.value.end())
        .min(play.identity.saturating_mul(facts::MINTED_LIFETIME_FACTOR.value));
    match needed.filter(|seconds| *seconds > play.asked && *seconds <= most) {
        Some(seconds) => format!(
            "Set the rule's token_lifetime_seconds to {seconds} or more, or check_jti to false on this issuer alone."
        ),
        None => "Set check_jti to false on this issuer alone.".to_owned(),
    }
}

fn none_taken(play: &Play) -> (String, String) {
    let (lives, accepted) = (length(play.identity), length(play.accepted));
    let because = format!(
        "a token lives {lives} here, longer than the {accepted} that the issuer takes ({})",
        Reason::LifetimeExceedsMaximum.as_str()
    );
    let change = if play.identity <= *facts::MAX_JWT_LIFETIME_RANGE.value.end() {
        format!(
            "Set the issuer's max_jwt_lifetime_seconds to {}, or have the platform make tokens of at most {accepted}.",
            play.identity
        )
    } else {
        format!(
            "Have the platform make tokens of at most {accepted}: no issuer takes one that lives so long."
        )
    };
    (because, change)
}

fn perhaps(play: &Play) -> &'static str {
    if play.jti == Jti::Perhaps { " if it carries a jti" } else { "" }
}

/// How long the first access token lives.
fn serves_for(run: &Run) -> u64 {
    run.access.first().map_or(0, |span| span.length())
}

/// How long the client stays away after its first exchange.
fn away(run: &Run) -> u64 {
    match run.exchanges.as_slice() {
        [first, second, ..] => second.at.saturating_sub(first.at),
        _ => 0,
    }
}
