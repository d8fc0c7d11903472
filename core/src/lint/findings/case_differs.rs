#![doc = include_str!("case_differs.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::rule::{Edit, FieldPath, SubjectPattern};

pub(super) static LINT: Lint = Lint {
    code: "case-differs",
    summary: "Upper and lower case differ from what the workload sends, and are compared",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("case_differs.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let pattern = segments::pattern(subject);
    let mut report = |field: FieldPath, typed: &str, to: String| {
        let edit = Edit::set(field.clone(), to.clone());
        let finding = Finding::of(
            &LINT,
            field,
            format!(
                "{} is written {} in tokens, and the comparison minds upper and lower case: nothing matches",
                segments::shown(typed),
                segments::shown(&to)
            ),
        );
        found.push(finding.in_part(0..typed.len()).fixed_by(
            Safety::Review,
            format!("Write {}", segments::shown(&to)),
            vec![edit],
        ));
    };
    let Some(token) = subject.token else {
        // Without a token the beginning that a platform's subjects have tells.
        if let Some(to) = pattern.as_ref().and_then(|pattern| with_head(subject, pattern.fixed())) {
            let star = if subject.rule.subject_prefix.ends_with('*') { "*" } else { "" };
            report(FieldPath::SubjectPrefix, &subject.rule.subject_prefix, to + star);
        }
        return;
    };
    if let Some((pattern, sent)) = pattern.as_ref().zip(token.subject())
        && !pattern.admits(sent)
        && let Some(start) = sent.get(..pattern.fixed().len())
        && start.eq_ignore_ascii_case(pattern.fixed())
    {
        match pattern {
            SubjectPattern::Prefix(_) => {
                report(FieldPath::SubjectPrefix, &subject.rule.subject_prefix, format!("{start}*"));
            }
            SubjectPattern::Exact(typed) if sent.len() == typed.len() => {
                report(FieldPath::SubjectPrefix, typed, sent.to_owned());
            }
            SubjectPattern::Exact(_) => {}
        }
    }
    for claim in &subject.rule.claims {
        let sent = token
            .text(&claim.name)
            .filter(|sent| *sent != claim.value && sent.eq_ignore_ascii_case(&claim.value));
        if let Some(sent) = sent {
            report(FieldPath::Claim(claim.name.clone()), &claim.value, sent.to_owned());
        }
    }
}

/// A subject with the head that the platform's subjects have, but for upper and lower case, spelt as it should be.
fn with_head(subject: &Subject<'_>, fixed: &str) -> Option<String> {
    platform(subject)?.subjects.iter().find_map(|form| {
        let head =
            form.form.split(|c: char| c.is_ascii_uppercase()).next().filter(|head| !head.is_empty())?;
        let (start, rest) = fixed.split_at_checked(head.len())?;
        (start != head && start.eq_ignore_ascii_case(head)).then(|| format!("{head}{rest}"))
    })
}
