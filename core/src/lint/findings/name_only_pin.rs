#![doc = include_str!("name_only_pin.md")]

use super::{Confidence, Finding, Lint, Safety, Severity, tenant_not_pinned};
use crate::condition::{Condition, How};
use crate::facts::SharedIssuer;
use crate::lint::pinned::{Pinned, platform};
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::providers::{Pins, Provider};
use crate::rule::{Edit, FieldPath};
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    code: "name-only-pin",
    summary: "On an issuer that every customer shares, only names that can be given away keep others out",
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    page: include_str!("name_only_pin.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(shared) = segments::shared_issuer(subject) else { return };
    let ids = Ids { shared, provider: platform(subject) };
    let pinned = Pinned::of(subject);
    let subjects = subjects(subject);
    let by_id = pinned.names().any(|n| ids.is_id(n)) || subjects.iter().any(|(_, text)| ids.stands_in(text));
    if by_id {
        return;
    }
    let in_subject = subjects.iter().find_map(|(field, text)| {
        let range = ids.tenant_in(text)?;
        let name = text.get(range.clone())?.to_owned();
        // Within a condition the text stands somewhere.
        Some((field.clone(), Some(range).filter(|_| *field != FieldPath::Condition), name))
    });
    let in_claims = || {
        let name = pinned.names().find(|n| *n == "email" || ids.twin(n).is_some())?;
        let is_listed = subject.rule.claims.iter().any(|c| c.name == name);
        let field = if is_listed { FieldPath::Claim(name.to_owned()) } else { FieldPath::Condition };
        Some((field, None, name.to_owned()))
    };
    // Where nothing pins a tenant at all, the service refuses the rule.
    let Some((field, range, name)) = in_subject.or_else(in_claims) else { return };
    // And where others get in as it is, no name keeps them out.
    let mut open = Vec::new();
    (tenant_not_pinned::LINT.run)(subject, &mut open);
    if !open.is_empty() {
        return;
    }

    let additions = additions(subject, &ids, &subjects);
    let wanted = if additions.is_empty() {
        ids.usual()
    } else {
        additions.iter().map(|(id, _)| format!("`{id}`")).collect::<Vec<_>>().join(" and ")
    };
    let mut finding = Finding::of(
        &LINT,
        field,
        format!(
            "Tokens of every {} customer come from this issuer, and only {} keeps theirs out: whoever gets that name after a rename or a deletion matches",
            shared.platform,
            segments::shown(&name)
        ),
    );
    finding.at.range = range;
    if !wanted.is_empty() {
        finding = finding.note(format!("An id is never given to anybody else: pin {wanted} as well"));
    }
    if !additions.is_empty() {
        let edits = additions.into_iter().map(|(id, value)| Edit::set(FieldPath::Claim(id), value)).collect();
        finding = finding.fixed_by(Safety::Safe, format!("Add {wanted} from the token"), edits);
    }
    found.push(finding);
}

/// What the rule says about `sub`, and where, without a star.
fn subjects(subject: &Look<'_>) -> Vec<(FieldPath, String)> {
    let prefix = segments::pattern(subject).map(|p| (FieldPath::SubjectPrefix, p.fixed().to_owned()));
    let claim = subject.rule.claim("sub").filter(|v| !v.is_empty());
    let comparisons = subject.condition().map(Condition::comparisons).unwrap_or_default();
    let in_condition = comparisons.into_iter().filter(|comparison| {
        comparison.path == ["sub"]
            && !comparison.negated
            && matches!(comparison.how, How::Equal | How::Starts)
    });
    let texts = in_condition.flat_map(|comparison| comparison.values);
    let texts = texts.filter_map(|(value, _)| Some((FieldPath::Condition, value.as_str()?.to_owned())));
    let claim = claim.map(|v| (FieldPath::Claim("sub".to_owned()), v.to_owned()));
    prefix.into_iter().chain(claim).chain(texts).collect()
}

/// What is known of names and ids on the issuer.
struct Ids {
    shared: SharedIssuer,
    provider: Option<&'static Provider>,
}

impl Ids {
    /// The claim with the id that goes with a name, where the name is one that pins a tenant or a workload.
    fn twin(&self, name: &str) -> Option<String> {
        if let Some(spec) = self.provider.and_then(|p| p.claim(name)) {
            let pins = matches!(spec.pins, Pins::Tenant | Pins::Workload | Pins::Ref) && spec.renameable;
            return spec.immutable_twin.filter(|_| pins).map(str::to_owned);
        }
        let listed = |id: &String| id != name && self.shared.pinning_claims.contains(&id.as_str());
        let stem = ["_path", "_slug", "_name"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        Some(format!("{stem}_id")).filter(listed)
    }

    /// Whether a claim is an id of a tenant or a workload.
    fn is_id(&self, name: &str) -> bool {
        if let Some(spec) = self.provider.and_then(|p| p.claim(name)) {
            // A subject is as lasting as its form, which `stands_in` looks at.
            return matches!(spec.pins, Pins::Tenant | Pins::Workload) && !spec.renameable && name != "sub";
        }
        // Google's subjects are ids; so is `azp` of a service account.
        let opaque_subject = self.shared.subject_head.is_empty() && matches!(name, "sub" | "azp");
        opaque_subject || (name.ends_with("_id") && self.shared.pinning_claims.contains(&name))
    }

    /// Whether a subject holds an id: `OWNER@OWNER_ID`, a segment named after an id claim, or nothing but an id.
    fn stands_in(&self, fixed: &str) -> bool {
        if self.shared.subject_head.is_empty() {
            return !fixed.is_empty();
        }
        let ends = segments::ends(self.provider);
        fixed.split_inclusive(ends).any(|piece| {
            let text = piece.trim_end_matches(ends);
            let number = text.split_once('@').map(|(_, id)| id);
            let whole = piece.len() > text.len();
            whole && (number.is_some_and(is_number) || self.is_id(text))
        })
    }

    /// Where a subject names the tenant.
    fn tenant_in(&self, fixed: &str) -> Option<Range<usize>> {
        let head = self.shared.subject_head;
        let rest = fixed.strip_prefix(head).filter(|_| !head.is_empty())?;
        let end = rest.find(self.shared.delimiter).unwrap_or(rest.len());
        (end > 0).then(|| head.len()..head.len() + end)
    }

    /// The ids that a rule here pins, for a note.
    fn usual(&self) -> String {
        let ids = self.shared.pinning_claims.iter().filter(|c| self.is_id(c)).take(2);
        ids.map(|c| format!("`{c}`")).collect::<Vec<_>>().join(" and ")
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The ids from the token that go with the names which the rule pins already.
fn additions(subject: &Subject<'_>, ids: &Ids, subjects: &[(FieldPath, String)]) -> Vec<(String, String)> {
    let Some(token) = subject.token else { return Vec::new() };
    let admitted = token.subject().is_some_and(|s| segments::pattern(subject).is_none_or(|p| p.admits(s)));
    let listed_as_sent = subject.rule.claims.iter().all(|c| token.text(&c.name) == Some(c.value.as_str()));
    if !admitted || !listed_as_sent {
        return Vec::new();
    }
    let ends = segments::ends(ids.provider);
    let names = ids.shared.pinning_claims.iter().filter(|name| {
        let Some(value) = token.text(name).filter(|v| !v.is_empty()) else { return false };
        let in_subject = subjects.iter().any(|(_, text)| names_whole(text, value, ends));
        in_subject || subject.rule.claim(name) == Some(value)
    });
    let mut additions: Vec<(String, String)> = names
        .filter_map(|name| {
            let id = ids.twin(name)?;
            let value = token.text(&id).filter(|v| !v.is_empty())?.to_owned();
            Some((id, value))
        })
        .collect();
    additions.dedup();
    additions
}

/// Whether a subject has a text as whole segments, each end of it included.
fn names_whole(fixed: &str, text: &str, ends: &[char]) -> bool {
    fixed.match_indices(text).any(|(at, _)| {
        let before = fixed.get(..at).unwrap_or_default();
        let after = fixed.get(at + text.len()..).unwrap_or_default();
        before.ends_with(ends) && after.starts_with(ends)
    })
}
