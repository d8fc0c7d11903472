#![doc = include_str!("condition_splits_name.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::{Condition, write};
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::order::Order;
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "condition-splits-name",
    summary: "The condition takes the dot or slash in a claim's name for a step into a map or a division",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("condition_splits_name.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let source = subject.rule.condition.as_str();
    let provider = platform(subject);
    let of_platform = provider.map_or(&[][..], |p| p.claims).iter().map(|c| c.name.to_owned());
    let of_token = subject.token.into_iter().flat_map(|token| token.as_map().keys().cloned());
    let known = ["kubernetes.io".to_owned()];
    let mut names: Vec<String> =
        of_platform.chain(of_token).chain(known).filter(|n| n.contains(['.', '/'])).collect();
    names.order_by_key(|name| std::cmp::Reverse(name.len()));
    let Some((at, name)) = names.iter().find_map(|name| {
        let at = source.find(&format!("claims.{name}"))?;
        Some((at, name))
    }) else {
        return;
    };
    let range = at..at + "claims.".len() + name.len();
    let to = write::claim(name);
    let edited = format!(
        "{}{to}{}",
        source.get(..range.start).unwrap_or_default(),
        source.get(range.end..).unwrap_or_default()
    );
    let mut finding = Finding::of(
        &LINT,
        FieldPath::Condition,
        format!(
            "{} is the name of one claim, dots and slashes included; written like this it is looked for inside another one, which is not there",
            segments::shown(name)
        ),
    )
    .in_part(range);
    if Condition::compile(&edited).is_ok() {
        finding = finding.fixed_by(
            Safety::Review,
            format!("Write {}", segments::shown(&to)),
            vec![Edit::set(FieldPath::Condition, edited)],
        );
    }
    found.push(finding);
}
