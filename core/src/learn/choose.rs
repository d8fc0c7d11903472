//! What a rule compares, from what was seen.

use super::observe::{Observed, QUEUED, at};
use super::{Done, LearnProblem, Seen};
use crate::condition::write;
use crate::order::Order;
use crate::providers::{PLAIN, Pins, Provider};
use crate::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use crate::token::Claims;
use crate::verdict::Gate;
use serde_json::Value;

/// The longest list of values that a condition is given.
const MOST_LISTED: usize = 32;
/// The shortest value of a passing claim that is looked for in a subject, in bytes.
const SHORTEST: usize = 6;

/// Something that can be compared.
#[derive(Clone)]
struct Pin {
    path: Vec<String>,
    values: Vec<Value>,
    how: How,
    /// Whether the rule is as tight without it, as far as the strangers tell.
    spare: bool,
}

/// How it is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// It is one of the values.
    Is,
    /// It is a list that has to hold the value.
    Holds,
    /// It begins with the value.
    Starts,
    /// It is not there.
    Absent,
}

/// Fills in the matchers of a rule, and tells what became of each claim.
pub(super) fn choose(
    samples: &[Claims],
    provider: Option<&'static Provider>,
    issuer: &IssuerDraft,
    rule: &mut RuleDraft,
    observed: &[Observed],
) -> Result<Vec<Seen>, LearnProblem> {
    let subject = subject(samples, provider, observed);
    let mut pins: Vec<Pin> =
        observed.iter().flat_map(|claim| pin(claim, samples).into_iter().chain(held(claim))).collect();
    // Of an issuer that nobody describes no stranger tells what a claim keeps out: where the subject is open, what is always
    // the same stays.
    if matches!(subject, Subject::Prefix(_) | Subject::Open) && samples.len() > 1 {
        for pin in &mut pins {
            let known = pin.path.first().is_some_and(|name| super::spec(provider, name).is_some());
            pin.spare &= known || pin.path.len() > 1 || pin.values.len() > 1 || pin.how != How::Is;
        }
    }
    // What is empty says the least, and goes first where something else says the same.
    pins.order_by_key(|pin| pin.values.iter().any(|value| value == ""));
    if let Subject::Listed(texts) = &subject {
        let values = texts.iter().map(|text| Value::from(text.clone())).collect();
        pins.insert(0, Pin { path: vec!["sub".into()], values, how: How::Is, spare: false });
    }
    let pattern = match &subject {
        Subject::One(text) => text.clone(),
        Subject::Prefix(text) => format!("{text}*"),
        Subject::Listed(_) | Subject::Open => String::new(),
    };
    let fill = |rule: &mut RuleDraft, pins: &[Pin]| {
        rule.subject_prefix.clone_from(&pattern);
        let plain = |pin: &Pin| match (&pin.path[..], &pin.values[..]) {
            ([name], [Value::String(text)]) if pin.how == How::Is => {
                Some(ClaimMatch { name: name.clone(), value: text.clone() })
            }
            _ => None,
        };
        rule.claims = pins.iter().filter_map(plain).collect();
        let clauses: Vec<String> = pins.iter().filter(|pin| plain(pin).is_none()).map(clause).collect();
        rule.condition = clauses.join(" && ");
    };
    // Strangers of every sample count: a rule for two branches must keep out those who are neither.
    let specimen = provider.map_or(&PLAIN, |provider| provider.specimen);
    let all = samples.iter().take(MOST_LISTED).flat_map(|sample| specimen.strangers_of(sample.as_map()));
    let strangers: Vec<Claims> = all.map(|(_, claims)| Claims::new(claims)).collect();
    let mut admitted = |pins: &[Pin]| {
        fill(rule, pins);
        let gate = Gate::new(Some(issuer), rule);
        strangers.iter().map(|claims| gate.ask(claims).may_enter()).collect::<Vec<_>>()
    };
    pins.extend(absent(samples, provider, &strangers));
    // Everything first; then what makes no difference goes, the least telling first.
    let tightest = admitted(&pins);
    for index in (0..pins.len()).rev() {
        let Some(pin) = pins.get(index).filter(|pin| pin.spare) else { continue };
        let (pin, rest) =
            (pin.clone(), [pins.get(..index), pins.get(index + 1..)].into_iter().flatten().flatten());
        let rest: Vec<Pin> = rest.cloned().collect();
        if admitted(&rest) == tightest {
            pins = rest;
        } else if let Some(kept) = pins.get_mut(index) {
            *kept = pin;
        }
    }
    fill(rule, &pins);
    if rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.is_empty() {
        return Err(LearnProblem::NothingInCommon);
    }
    Ok(observed.iter().map(|claim| seen(claim, &subject, &pins)).collect())
}

/// What the rule does with the subject.
enum Subject {
    One(String),
    Listed(Vec<String>),
    Prefix(String),
    Open,
}

fn subject(samples: &[Claims], provider: Option<&'static Provider>, observed: &[Observed]) -> Subject {
    let mut texts: Vec<&str> = Vec::new();
    for text in samples.iter().filter_map(Claims::subject) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let Some(first) = texts.first() else { return Subject::Open };
    let ends: &[char] = provider.map_or(&[], |provider| provider.segment_ends);
    // Up to what differs between the samples, and up to what passes: a commit or a step in the subject.
    let same =
        texts.iter().fold(first.len(), |length, text| common(first.get(..length).unwrap_or_default(), text));
    // Whoever started the run passes as well, where a platform's subject names people.
    let person = |sample: &Claims| {
        let specimen = provider?.specimen;
        Some(specimen.part("PERSON", &specimen.parts_of(sample.as_map())))
    };
    let passing = samples.iter().filter_map(|sample| {
        let values = observed
            .iter()
            .filter(|claim| claim.pins == Pins::Nothing)
            .filter_map(|claim| at(sample, &claim.path)?.as_str().map(str::to_owned))
            // A queue's branch begins alike for all of its requests; the commit in it cuts the rest off.
            .filter(|value| !QUEUED.iter().any(|queue| value.contains(queue)));
        let values = values.chain(person(sample)).filter(|value| value.len() >= SHORTEST);
        values.filter_map(|value| sample.subject()?.find(&value)).min()
    });
    let passes = passing.min();
    if passes.is_none() {
        match texts[..] {
            [one] => return Subject::One(one.to_owned()),
            _ if texts.len() <= MOST_LISTED => {
                return Subject::Listed(texts.into_iter().map(str::to_owned).collect());
            }
            _ => {}
        }
    }
    let fixed = first.get(..passes.map_or(same, |passes| passes.min(same))).unwrap_or_default();
    match fixed.rfind(ends).and_then(|at| fixed.get(..=at)) {
        Some(prefix) => Subject::Prefix(prefix.to_owned()),
        None => Subject::Open,
    }
}

/// How many bytes two texts have in common at their starts.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

fn pin(claim: &Observed, samples: &[Claims]) -> Option<Pin> {
    let values = claim.values.as_ref()?;
    let top = claim.path.len() == 1;
    let is_subject = top && claim.path.first().is_some_and(|name| name == "sub");
    let stem = claim.stem.as_ref().filter(|_| claim.missing == 0 && claim.known && !is_subject);
    if let Some(stem) = stem {
        let values = vec![Value::from(stem.clone())];
        return Some(Pin { path: claim.path.clone(), values, how: How::Starts, spare: true });
    }
    // What nobody describes and every sample has otherwise is a run's own.
    let listed = values.len() <= MOST_LISTED && (claim.known || values.len() < samples.len().max(2));
    let empty = values.iter().any(|value| value == "");
    if is_subject
        || claim.person
        || claim.missing > 0
        || claim.pins == Pins::Nothing
        || !listed
        || (empty && values.len() > 1)
    {
        return None;
    }
    let lasting = top && claim.known && matches!(claim.pins, Pins::Tenant | Pins::Workload) && !claim.twin;
    let text = values.iter().all(Value::is_string);
    Some(Pin { path: claim.path.clone(), values: values.clone(), how: How::Is, spare: !(lasting && text) })
}

/// What every sample's list has, one by one: a context, a scope.
fn held(claim: &Observed) -> impl Iterator<Item = Pin> {
    let compared = claim.missing == 0 && !claim.person && claim.pins != Pins::Nothing;
    let texts = claim.held.iter().filter(move |_| compared);
    texts.map(|text| Pin {
        path: claim.path.clone(),
        values: vec![text.clone()],
        how: How::Holds,
        spare: true,
    })
}

/// Refs that no sample names and some stranger does: a tag with a branch's name, a push where a webhook is meant.
fn absent(samples: &[Claims], provider: Option<&'static Provider>, strangers: &[Claims]) -> Vec<Pin> {
    let claims = provider.map_or(&[][..], |provider| provider.claims).iter();
    let missing = claims.filter(|claim| {
        claim.pins == Pins::Ref
            && samples.iter().all(|sample| sample.get(claim.name).is_none())
            && strangers.iter().any(|stranger| stranger.get(claim.name).is_some())
    });
    missing
        .map(|claim| Pin {
            path: vec![claim.name.to_owned()],
            values: Vec::new(),
            how: How::Absent,
            spare: true,
        })
        .collect()
}

fn clause(pin: &Pin) -> String {
    if pin.how == How::Absent {
        return format!("!({})", write::presence(&pin.path));
    }
    let mut path = "claims".to_owned();
    for name in &pin.path {
        path += &write::member(name);
    }
    let value = |value: &Value| value.as_str().map_or_else(|| value.to_string(), write::text);
    match &pin.values[..] {
        [one] if pin.how == How::Holds => format!("{} in {path}", value(one)),
        [one] if pin.how == How::Starts => format!("{path}.startsWith({})", value(one)),
        [one] => format!("{path} == {}", value(one)),
        several => format!("{path} in [{}]", several.iter().map(value).collect::<Vec<_>>().join(", ")),
    }
}

fn seen(claim: &Observed, subject: &Subject, pins: &[Pin]) -> Seen {
    let values = claim.values.as_ref().map_or(0, Vec::len);
    let is_subject = claim.path.len() == 1 && claim.path.first().is_some_and(|name| name == "sub");
    let done = match (pins.iter().find(|pin| pin.path == claim.path), subject) {
        (_, Subject::One(_)) if is_subject => Done::Compared,
        (_, Subject::Prefix(_)) if is_subject => Done::Prefix,
        (Some(pin), _) if pin.how == How::Starts => Done::Prefix,
        (Some(pin), _) if pin.values.len() == 1 => Done::Compared,
        (Some(_), _) => Done::Listed,
        _ if claim.pins == Pins::Nothing => Done::Passing,
        _ if claim.missing == 0 && values == 1 && !claim.person => Done::Implied,
        _ => Done::Open,
    };
    Seen { name: claim.path.join("."), values, missing: claim.missing, done }
}
