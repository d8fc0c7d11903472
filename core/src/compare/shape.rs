//! A rule as a set: what each claim may be.

use crate::condition::Condition;
use crate::rule::{AudienceRule, IssuerDraft, RuleDraft, SubjectPattern};
use std::collections::{BTreeMap, BTreeSet};

/// The keys from the token's top level to a claim.
pub(super) type Path = Vec<String>;

/// What a claim may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Texts {
    /// One of these.
    OneOf(BTreeSet<String>),
    /// Any text that starts with this.
    StartingWith(String),
}

/// What a rule asks for.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) issuer: Option<String>,
    pub(super) audience: String,
    pub(super) claims: BTreeMap<Path, Texts>,
    /// The text of the condition, where it asks for more than the claims above.
    pub(super) more: Option<String>,
    /// Whether nothing can match.
    pub(super) never: bool,
}

impl Texts {
    fn one(text: &str) -> Self {
        Self::OneOf(BTreeSet::from([text.to_owned()]))
    }

    pub(super) fn has(&self, text: &str) -> bool {
        match self {
            Self::OneOf(texts) => texts.contains(text),
            Self::StartingWith(start) => text.starts_with(start.as_str()),
        }
    }

    fn is_within(&self, outer: &Self) -> bool {
        match (self, outer) {
            (Self::OneOf(texts), _) => texts.iter().all(|text| outer.has(text)),
            (Self::StartingWith(inner), Self::StartingWith(outer)) => inner.starts_with(outer.as_str()),
            (Self::StartingWith(_), Self::OneOf(_)) => false,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::OneOf(texts), other) | (other, Self::OneOf(texts)) => {
                Self::OneOf(texts.into_iter().filter(|text| other.has(text)).collect())
            }
            (Self::StartingWith(a), Self::StartingWith(b)) => {
                if a.starts_with(&b) {
                    Self::StartingWith(a)
                } else if b.starts_with(&a) {
                    Self::StartingWith(b)
                } else {
                    Self::OneOf(BTreeSet::new())
                }
            }
        }
    }
}

impl Shape {
    /// Reads a rule; the condition is the one of the rule, where it compiles.
    pub(super) fn of(issuer: Option<&IssuerDraft>, rule: &RuleDraft, condition: Option<&Condition>) -> Self {
        let audience = AudienceRule::parse(&rule.audience).expected().to_owned();
        let mut shape = Self {
            issuer: issuer.map(|issuer| issuer.issuer_url.clone()),
            audience,
            claims: BTreeMap::new(),
            more: None,
            never: issuer.is_some_and(|issuer| issuer.archived),
        };
        match SubjectPattern::parse(&rule.subject_prefix) {
            Some(SubjectPattern::Exact(text)) => shape.ask(vec!["sub".to_owned()], Texts::one(&text)),
            // Every token that the service takes has a subject.
            Some(SubjectPattern::Prefix(text)) if text.is_empty() => {}
            Some(SubjectPattern::Prefix(text)) => {
                shape.ask(vec!["sub".to_owned()], Texts::StartingWith(text));
            }
            None => {}
        }
        for claim in &rule.claims {
            shape.ask(vec![claim.name.clone()], Texts::one(&claim.value));
        }
        if let Some(condition) = condition {
            for equality in condition.equalities() {
                shape.ask(equality.path, Texts::OneOf(equality.texts.into_iter().collect()));
            }
            shape.more = (!condition.is_equalities()).then(|| condition.source().trim().to_owned());
        } else if !rule.condition.is_empty() {
            shape.more = Some(rule.condition.trim().to_owned());
        }
        shape.close();
        shape
    }

    fn ask(&mut self, path: Path, texts: Texts) {
        let texts = match self.claims.remove(&path) {
            Some(known) => known.and(texts),
            None => texts,
        };
        self.claims.insert(path, texts);
    }

    /// Sees what contradicts itself.
    fn close(&mut self) {
        let nothing = |texts: &Texts| matches!(texts, Texts::OneOf(texts) if texts.is_empty());
        let inside = |path: &Path, other: &Path| other.len() > path.len() && other.starts_with(path);
        // In their order a path within another one follows it at once.
        let next = self.claims.keys().skip(1);
        let text = |name: &str| self.claims.get(&vec![name.to_owned()]);
        // The issuer and the audience are asked for by themselves, and their claims may be as well.
        let own = self.issuer.as_deref();
        self.never |= self.claims.values().any(nothing)
            || self.claims.keys().zip(next).any(|(path, next)| inside(path, next))
            || text("aud").is_some_and(|texts| !texts.has(&self.audience))
            || text("iss").is_some_and(|texts| own.is_some_and(|own| !texts.has(own)));
    }

    /// Whether everything that this lets in is known to be let in by the other.
    pub(super) fn is_within(&self, outer: &Self) -> bool {
        if self.never {
            return true;
        }
        let claim = |(path, texts): (&Path, &Texts)| {
            let issuer = || self.issuer.as_ref().is_some_and(|own| *path == ["iss"] && texts.has(own));
            self.claims.get(path).is_some_and(|own| own.is_within(texts)) || issuer()
        };
        !outer.never
            && (outer.issuer.is_none() || outer.issuer == self.issuer)
            && self.audience == outer.audience
            && (outer.more.is_none() || outer.more == self.more)
            && outer.claims.iter().all(claim)
    }
}
