//! Claim sets that one rule lets in and another does not.

use super::shape::{Path, Shape, Texts};
use crate::condition::{Condition, Wanted};
use crate::token::Claims;
use crate::verdict::{Admission, Gate};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What is tried for claims: all that either rule compares, and what neither does.
pub(super) struct Search<'a> {
    rules: [(&'a Shape, &'a Gate<'a>); 2],
    /// For each claim that either rule reads: values to try.
    values: BTreeMap<Path, Vec<Value>>,
    /// What each rule's condition is likely to want of claims; nothing for a claim that is not to be there.
    wishes: [Vec<(Path, Option<Value>)>; 2],
}

/// No platform sends this text.
const NOBODY: &str = "stranger";
/// How many claim sets are tried at most. A condition takes some microseconds.
const MOST: usize = 4096;
/// How many claims all of these have at most.
const MOST_CLAIMS: usize = 1_000_000;
/// How many values of one claim are tried at most.
const MOST_VALUES: usize = 48;

impl<'a> Search<'a> {
    pub(super) fn new(rules: [(&'a Shape, &'a Gate<'a>); 2]) -> Self {
        let conditions = || rules.iter().filter_map(|(_, gate)| gate.condition());
        let literals: Vec<Value> = conditions()
            .flat_map(Condition::literals)
            .flat_map(|value| around(&value))
            .chain(conditions().flat_map(Condition::examples).map(Value::from))
            .collect();
        let mut values: BTreeMap<Path, Vec<Value>> = BTreeMap::new();
        for (path, texts) in rules.iter().flat_map(|(shape, _)| &shape.claims) {
            let tried = values.entry(path.clone()).or_default();
            match texts {
                Texts::OneOf(texts) => {
                    for text in texts {
                        tried.extend([text.clone().into(), format!("{text}-{NOBODY}").into()]);
                    }
                }
                Texts::StartingWith(start) => tried.extend([
                    format!("{start}{NOBODY}").into(),
                    start.clone().into(),
                    format!("{start}-").into(),
                ]),
            }
        }
        for path in conditions().flat_map(|condition| condition.references().iter()) {
            if !path.is_empty() && values.keys().all(|known| !known.starts_with(path) || known == path) {
                values.entry(path.clone()).or_default().extend(literals.iter().cloned());
            }
        }
        for (path, tried) in &mut values {
            // The service takes no token without a subject, or with one that is no text.
            let subject = *path == ["sub"];
            let lists: Vec<Value> = tried
                .iter()
                .filter(|value| value.is_string() && !subject)
                .map(|text| Value::Array(vec![text.clone()]))
                .collect();
            tried.retain(|value| value.is_string() || !subject);
            tried.push(NOBODY.into());
            tried.extend(lists);
            let mut seen = BTreeSet::new();
            tried.retain(|value| seen.insert(value.to_string()));
            tried.truncate(MOST_VALUES);
        }
        let wishes = rules.map(|(_, gate)| gate.condition().map(wishes).unwrap_or_default());
        Self { rules, values, wishes }
    }

    /// A claim set that the rule at this place lets in and the other keeps out.
    pub(super) fn only(&self, which: usize) -> Option<Claims> {
        let [first, second] = self.rules;
        let (own, other) = if which == 0 { (first, second) } else { (second, first) };
        self.find(|claims| {
            own.1.ask(claims) == Admission::Admitted && matches!(other.1.ask(claims), Admission::KeptOut(_))
        })
    }

    /// A claim set that both let in.
    pub(super) fn both(&self) -> Option<Claims> {
        self.find(|claims| self.rules.iter().all(|(_, gate)| gate.ask(claims) == Admission::Admitted))
    }

    /// Tries claim sets that are near to what the rules ask for: each as it is, with one claim otherwise, with two, and then
    /// any mixture.
    fn find(&self, wanted: impl Fn(&Claims) -> bool) -> Option<Claims> {
        let mut left = MOST.min(MOST_CLAIMS / (self.values.len() + 1)).max(1);
        let mut test = |set: &Set<'_>| {
            left = left.saturating_sub(1);
            let claims = set.written();
            (wanted(&claims).then_some(claims), left > 0)
        };
        let bases = self.bases();
        for set in &bases {
            let (found, more) = test(set);
            if found.is_some() || !more {
                return found;
            }
        }
        for set in &bases {
            for near in self.near(set) {
                let (found, more) = test(&near);
                if found.is_some() || !more {
                    return found;
                }
            }
        }
        // Two otherwise takes at most half of what is left, so that mixtures have their turn.
        let pairs =
            bases.iter().flat_map(|set| self.near(set)).flat_map(|set| self.near(&set).collect::<Vec<_>>());
        for near in pairs.take(MOST / 2) {
            let (found, more) = test(&near);
            if found.is_some() || !more {
                return found;
            }
        }
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = move |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed >> 33).unwrap_or_default().checked_rem(below).unwrap_or_default()
        };
        loop {
            let mut set = bases.get(next(bases.len()))?.clone();
            for (path, values) in &self.values {
                match values.get(next(values.len() + 2)) {
                    Some(value) => set.claims.insert(path, value.clone()),
                    None if next(2) == 0 => set.claims.remove(path),
                    None => None,
                };
            }
            let (found, more) = test(&set);
            if found.is_some() || !more {
                return found;
            }
        }
    }

    /// What each rule asks for, the other's wishes heard where the rule itself has none.
    fn bases(&self) -> Vec<Set<'_>> {
        let [(first, _), (second, _)] = self.rules;
        let [one, two] = &self.wishes;
        let mut bases = Vec::new();
        for (own, other, wishes, heard) in [(first, second, one, two), (second, first, two, one)] {
            for hears in [true, false] {
                let mut set = Set {
                    issuer: own.issuer.clone().or_else(|| other.issuer.clone()),
                    audience: own.audience.clone(),
                    list: false,
                    claims: BTreeMap::new(),
                };
                for (path, value) in heard.iter().filter(|_| hears).chain(wishes) {
                    if let Some(value) = value {
                        set.claims.insert(path, value.clone());
                    }
                }
                let also = other.claims.iter().filter(|_| hears);
                for (path, texts) in also.chain(&own.claims) {
                    let likes = |text: &&String| other.claims.get(path).is_none_or(|texts| texts.has(text));
                    let text = match texts {
                        Texts::OneOf(texts) => {
                            texts.iter().find(likes).or_else(|| texts.iter().next()).cloned()
                        }
                        Texts::StartingWith(start) => Some(match other.claims.get(path) {
                            Some(Texts::OneOf(wished)) if hears => {
                                wished.iter().find(|text| texts.has(text)).unwrap_or(start).clone()
                            }
                            Some(Texts::StartingWith(longer)) if hears && texts.has(longer) => longer.clone(),
                            _ => format!("{start}{NOBODY}"),
                        }),
                    };
                    if let Some(text) = text {
                        set.claims.insert(path, text.into());
                    }
                }
                for (path, _) in wishes.iter().filter(|(_, value)| value.is_none()) {
                    set.claims.remove(path);
                }
                bases.push(set);
            }
        }
        bases
    }

    /// The sets that differ from one in one claim.
    fn near<'s>(&'s self, set: &Set<'s>) -> impl Iterator<Item = Set<'s>> + use<'s, 'a> {
        let mut foreign = set.clone();
        foreign.issuer = Some("https://stranger.example".to_owned());
        let mut listed = set.clone();
        listed.list = !set.list;
        let set = set.clone();
        let otherwise = self.values.iter().flat_map(move |(path, values)| {
            let set = set.clone();
            let without = std::iter::once(None);
            values.iter().map(Some).chain(without).map(move |value| {
                let mut set = set.clone();
                match value {
                    Some(value) => set.claims.insert(path, value.clone()),
                    None => set.claims.remove(path),
                };
                set
            })
        });
        [foreign, listed].into_iter().chain(otherwise)
    }
}

/// Claims with which a condition is likely to hold.
fn wishes(condition: &Condition) -> Vec<(Path, Option<Value>)> {
    let wishes = condition.wishes();
    let above =
        |path: &Path| wishes.iter().any(|wish| wish.path.len() > path.len() && wish.path.starts_with(path));
    let value = |wanted: &Wanted| match wanted {
        Wanted::Is(value) => Some(value.clone()),
        Wanted::Holds(element) => Some(Value::Array(vec![element.clone()])),
        Wanted::Starts(text) => Some(format!("{text}{NOBODY}").into()),
        Wanted::Ends(text) => Some(format!("{NOBODY}{text}").into()),
        Wanted::Like(text) => Some(text.as_str().into()),
        Wanted::There => Some(NOBODY.into()),
        Wanted::Absent => None,
    };
    // A map that has to be there is, with what it has to hold.
    let told = wishes.iter().filter(|wish| !above(&wish.path));
    told.map(|wish| (wish.path.clone(), value(&wish.wanted))).collect()
}

/// Longest text that is tried for its length, in characters.
const LONGEST: i64 = 64;

/// A value that a condition names, its neighbours where it is a number, and texts that what it does with the value may turn on: `startsWith`, `endsWith`, `matches`.
fn around(value: &Value) -> Vec<Value> {
    let Some(text) = value.as_str() else {
        let number =
            value.as_i64().and_then(|number| Some([number, number.checked_add(1)?, number.checked_sub(1)?]));
        let of_length = |number: &i64| {
            usize::try_from(*number).ok().filter(|_| *number <= LONGEST).map(|n| "x".repeat(n))
        };
        let near = number.unwrap_or_default();
        let lengths = near.iter().filter(|_| number.is_some()).filter_map(of_length).map(Value::from);
        let numbers = near.iter().filter(|_| number.is_some()).map(|number| Value::from(*number));
        return std::iter::once(value.clone()).chain(numbers).chain(lengths).collect();
    };
    let plain = text.trim_start_matches('^').trim_end_matches('$').replace('\\', "");
    let filled =
        plain.replace(".*", NOBODY).replace(".+", NOBODY).replace("[^/]+", NOBODY).replace("[^:]+", NOBODY);
    [text.to_owned(), format!("{text}-{NOBODY}"), format!("{NOBODY}-{text}"), filled]
        .into_iter()
        .map(Value::from)
        .collect()
}

/// A claim set in the making.
#[derive(Debug, Clone)]
struct Set<'s> {
    issuer: Option<String>,
    audience: String,
    /// Whether the audience is a list of one.
    list: bool,
    claims: BTreeMap<&'s Path, Value>,
}

impl Set<'_> {
    fn written(&self) -> Claims {
        let mut claims = Map::new();
        if let Some(issuer) = &self.issuer {
            claims.insert("iss".into(), issuer.clone().into());
        }
        claims.insert("sub".into(), NOBODY.into());
        let audience = Value::from(self.audience.clone());
        claims.insert("aud".into(), if self.list { Value::Array(vec![audience]) } else { audience });
        for (path, value) in &self.claims {
            put(&mut claims, path, value);
        }
        Claims::new(claims)
    }
}

fn put(claims: &mut Map<String, Value>, path: &[String], value: &Value) {
    match path {
        [] => {}
        [name] => {
            claims.insert(name.clone(), value.clone());
        }
        [name, rest @ ..] => {
            let below = claims.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(below) = below {
                put(below, rest, value);
            }
        }
    }
}
