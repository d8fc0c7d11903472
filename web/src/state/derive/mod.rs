//! View data: what the engine says about a state, ready to be drawn. The only place, with `update`, that asks it questions.

mod around;
mod audit;
mod banner;
mod checks;
mod claims;
mod minted;
mod notes;
mod plan;
mod platforms;
mod reference;
mod sentence;
mod strangers;
mod tools;

pub use around::{Answered, Known, answered, frameworks, rehearsal, rehearse, shown, worst_of};
pub use audit::{
    AuditHeadline, Report, RuleOpened, audit_headline, found, is_refused, opened, platform_of, repair_script,
    repaired, sorted,
};
pub use banner::{Banner, Tone};
pub use checks::{CheckRow, Mark};
pub use claims::{ClaimRow, Use};
pub use minted::{MintedView, Point};
pub use notes::{Level, Note, notes};
pub use plan::{
    BeforeView, FieldView, Files, FindView, Status, before, check_answer, command, doubts, fields, files,
    guarded, is_done, stages, status,
};
pub use platforms::{Way, form_for, gallery, last_resort, platform_name};
pub use reference::{ClaimSketch, claim_sketches, pins, remarks};
pub use sentence::sentence;
pub use strangers::{CallerClaim, CallerRow, CircleView, circle_of};
pub use tools::{ComparedView, compared, shut_out};

use super::{AsOf, Draft, Session, TokenRead, clock};
use keyless_core::plan::Timeline;
use keyless_core::providers;
use keyless_core::rule::Edit;
use keyless_core::setup::Setup;
use keyless_core::token::{DecodedToken, ProblemKind, SignatureState};
use keyless_core::verdict::{Question, judge};
use serde_json::{Map, Value};

/// All that the bench shows of a token.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgeView {
    /// The verdict in one line.
    pub banner: Banner,
    /// Every check.
    pub checks: Vec<CheckRow>,
    /// Every claim.
    pub claims: Vec<ClaimRow>,
    /// What would be minted.
    pub minted: Option<MintedView>,
    /// The token as decoded; none where none can be read.
    pub reading: Option<Reading>,
    /// How tokens, their lifetimes and single use play together; none where the platform is not known.
    pub story: Option<Story>,
}

/// How tokens play together on a platform.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Exchange by exchange.
    pub timeline: Timeline,
    /// What the platform's own words are.
    pub replay: &'static str,
}

/// How the tokens of a setup play together; none while no platform is chosen.
pub fn story(setup: &Setup) -> Option<Story> {
    let replay = setup.provider()?.request.replay;
    Some(Story { timeline: keyless_core::plan::timeline(setup)?, replay })
}

/// A token as decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What it is and what gave it away.
    pub about: String,
    /// The header as JSON; none where claims alone were pasted.
    pub header: Option<String>,
    /// The claims as JSON.
    pub payload: String,
    /// What is said where the signature stood.
    pub signature: &'static str,
    /// What is wrong with it.
    pub problems: Vec<String>,
}

/// A mend, ready to apply.
#[derive(Debug, Clone, PartialEq)]
pub struct Mend {
    /// What the button says.
    pub title: String,
    /// What it changes.
    pub edits: Vec<Edit>,
}

/// The second at which a token is judged, and what is wrong with the time as typed.
pub fn judged_at(session: &Session) -> (i64, Option<&'static str>) {
    match &session.as_of {
        AsOf::Now => (session.now, None),
        AsOf::Issued => {
            let token = session.token.as_ref().and_then(|read| read.result.as_ref().ok());
            match token.and_then(|token| token.claims.time("iat").seconds()) {
                Some(issued) => (issued, None),
                None => (session.now, token.map(|_| "The token has no iat, so it is judged now.")),
            }
        }
        AsOf::At(text) => match clock::parse(text) {
            Some(at) => (at, None),
            None => (
                session.now,
                Some(
                    "Not a time, so it is judged now. Write seconds since 1970, or a time like 2026-11-22T08:00:00Z.",
                ),
            ),
        },
    }
}

/// Judges a token by a draft.
pub fn judged(token: Option<&TokenRead>, draft: &Draft, workspace: &str, at: i64) -> JudgeView {
    let Some(read) = token else {
        return JudgeView {
            banner: banner::without_token(),
            checks: checks::unasked(),
            claims: Vec::new(),
            minted: None,
            reading: None,
            story: story(&draft.setup),
        };
    };
    let setup = &draft.setup;
    let question = Question {
        token: read.result.as_ref(),
        issuer: draft.has_issuer().then_some(&setup.issuer),
        rule: draft.has_rule().then_some(&setup.rule),
        workspace: Some(workspace.trim()).filter(|w| !w.is_empty()),
        now: at,
    };
    let verdict = judge(&question);
    let checks = checks::rows(&verdict, read.result.as_ref().ok(), draft);
    JudgeView {
        banner: banner::of(&verdict, read, draft, &checks),
        claims: read
            .result
            .as_ref()
            .map(|token| claims::rows(token, draft, &verdict, at))
            .unwrap_or_default(),
        minted: verdict.minted().map(|minted| minted::view(minted, draft, workspace)),
        reading: read.result.as_ref().ok().map(|token| reading(token, read, at)),
        story: story_of(draft, read),
        checks,
    }
}

/// The story of the draft's platform, or else of the token's, once there is a rule to tell it by.
fn story_of(draft: &Draft, read: &TokenRead) -> Option<Story> {
    if draft.setup.provider().is_some() || !draft.has_rule() {
        return story(&draft.setup);
    }
    let provider = providers::find_by_detection(read.detection.as_ref()?.slug)?;
    let mut setup = draft.setup.clone();
    provider.slug.clone_into(&mut setup.workload.provider);
    setup.workload.answers = (provider.answers_from)(&read.result.as_ref().ok()?.claims);
    story(&setup)
}

fn reading(token: &DecodedToken, read: &TokenRead, at: i64) -> Reading {
    let mut about = Vec::new();
    if let Some(detection) = &read.detection {
        about.push(if detection.variant.is_empty() {
            detection.name.to_owned()
        } else {
            format!("{}, {}", detection.name, detection.variant)
        });
        if !detection.clue.is_empty() {
            about.push(format!("recognised by {}", detection.clue));
        }
    }
    if let Some(size) = token.size {
        about.push(format!("{size} bytes"));
    }
    if let Some(end) = token.claims.time("exp").seconds() {
        about.push(super::recognise::ends(end, at).trim_end_matches('.').to_lowercase());
    }
    let warnings = read.detection.iter().flat_map(|d| d.warnings.iter().cloned());
    Reading {
        about: about.join(" · "),
        header: token.header.as_ref().map(|header| pretty(header.as_map())),
        payload: pretty(token.claims.as_map()),
        signature: match token.signature {
            SignatureState::NotGiven => "no signature given",
            SignatureState::Valid => "signature hidden, it fits",
            SignatureState::Invalid => "signature hidden, it does not fit",
            _ => "signature hidden",
        },
        problems: token
            .problems
            .iter()
            .filter(|p| !matches!(p.kind, ProblemKind::NotBase64 { .. }) || token.header.is_some())
            .map(ToString::to_string)
            .chain(warnings)
            .collect(),
    }
}

fn pretty(map: &Map<String, Value>) -> String {
    // A map with text keys alone cannot fail to serialise.
    serde_json::to_string_pretty(map).unwrap_or_default()
}

/// A draft's JSON as its box shows it.
pub fn json(body: &Value) -> String {
    serde_json::to_string_pretty(body).unwrap_or_default()
}
