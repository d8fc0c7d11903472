//! One process, exchange by exchange.

use super::{Exchange, Play, Span, Supply};
use crate::facts;
use crate::verdict::{Minted, Reason};

/// How many exchanges are played.
const MOST: usize = 3;

/// What happened.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) identity: Vec<Span>,
    pub(super) access: Vec<Span>,
    pub(super) exchanges: Vec<Exchange>,
}

impl Run {
    /// Why the last exchange was refused, if it was.
    pub(super) fn refused(&self) -> Option<Reason> {
        self.exchanges.last().and_then(|exchange| exchange.refused)
    }

    /// Where the story may stop: when the last access token has ended and the last identity token has been seen.
    pub(super) fn end(&self) -> u64 {
        let ends = self.identity.iter().chain(&self.access).map(|span| span.end).max().unwrap_or(1);
        let seen = self.identity.iter().map(|span| span.start);
        let minted = self.access.iter().map(|span| span.end);
        let exchanged = self.exchanges.iter().map(|exchange| exchange.at);
        let last = seen.chain(minted).chain(exchanged).max().unwrap_or(0);
        // A token that lives for much longer would leave no room for the rest; a quarter more shows that it goes on.
        if last == 0 || ends <= last.saturating_mul(8) { ends } else { last.saturating_add(last / 4) }
    }
}

/// The story worth telling: that of the process that is refused, if there is one, else that of a process that starts with a
/// new token.
///
/// How long a client stays away follows the rule's lifetime, then what is left of the identity token, and jumps where the
/// access token is too short to be refreshed early or as short as the service mints them. The first and the last second of a
/// token's turn and the seconds before the jumps are the worst.
pub(super) fn worst(play: &Play) -> Run {
    let first = run(play, 0);
    let Supply::Replaced(after) = play.supply else { return first };
    let early = facts::ADVISORY_REFRESH_SECONDS.value / facts::MINTED_LIFETIME_FACTOR.value + 1;
    let shortest = facts::MINTED_LIFETIME_MIN.value / facts::MINTED_LIFETIME_FACTOR.value;
    let late = [
        after.saturating_sub(1),
        play.identity.saturating_sub(early),
        play.identity.saturating_sub(shortest),
    ];
    if first.refused().is_some() {
        return first;
    }
    late.into_iter()
        .filter(|start| *start < after)
        .map(|start| run(play, start))
        .find(|run| run.refused().is_some())
        .unwrap_or(first)
}

/// A process that starts this long after the first identity token was made.
pub(super) fn run(play: &Play, start: u64) -> Run {
    let mut run = Run::default();
    let mut spent = None;
    let mut at = start;
    while run.exchanges.len() < MOST {
        let token = token(play, at);
        if run.identity.last() != Some(&token) {
            run.identity.push(token);
        }
        let refused = refused(play, token, at, spent == Some(token));
        run.exchanges.push(Exchange { at, refused });
        if refused.is_some() {
            break;
        }
        spent = Some(token);
        let minted = Minted::new(play.asked, signed(token.end).saturating_sub(signed(at)));
        run.access.push(Span { start: at, end: at.saturating_add(minted.lifetime) });
        let away = minted.advisory_refresh().filter(|seconds| *seconds > 0);
        at = at.saturating_add(away.unwrap_or_else(|| minted.mandatory_refresh()).max(1));
    }
    if let (Supply::Replaced(after), Some(last)) = (play.supply, run.identity.last().copied()) {
        // What is written next shows why an exchange came too early.
        if run.refused().is_some() && play.identity <= play.accepted {
            let start = last.start.saturating_add(after);
            run.identity.push(Span { start, end: start.saturating_add(play.identity) });
        }
    }
    run
}

/// The token that a client finds.
fn token(play: &Play, at: u64) -> Span {
    let turn = match play.supply {
        Supply::Fresh | Supply::Written => 1,
        Supply::OncePerJob => u64::MAX,
        Supply::Replaced(after) => after,
        Supply::Cached => play.identity,
    };
    let start = at - at % turn;
    Span { start, end: start.saturating_add(play.identity) }
}

fn refused(play: &Play, token: Span, at: u64, spent: bool) -> Option<Reason> {
    let over = token.end.saturating_add(facts::LEEWAY_SECONDS.value.unsigned_abs());
    if play.identity > play.accepted {
        Some(Reason::LifetimeExceedsMaximum)
    } else if at >= over {
        Some(Reason::TokenExpired)
    } else if spent && play.single_use() {
        Some(Reason::JtiReused)
    } else {
        None
    }
}

fn signed(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}
