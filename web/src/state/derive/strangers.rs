//! Who else gets in, as it is drawn.

use crate::state::diff::{self, Piece};
use crate::state::{Desk, Draft, TokenRead};
use keyless_core::lint::{self, Severity, Subject};
use keyless_core::order::Order;
use keyless_core::providers::{self, Provider};
use keyless_core::rule::{AccountDraft, FieldPath, IssuerDraft, RuleDraft};
use keyless_core::strangers::{self, Caller, Origin};
use keyless_core::token::Claims;
use keyless_core::verdict::Admission;
use serde_json::Value;

/// The workload and everybody around it.
#[derive(Debug, Clone, PartialEq)]
pub struct CircleView {
    /// The workload first, then those who get in.
    pub rows: Vec<CallerRow>,
    /// How many strangers get in, in words.
    pub said: String,
    /// How many do.
    pub admitted: usize,
    /// How much speaks against them: the worst that was found about the rule, or nothing.
    pub against: Severity,
    /// Where the workload's claims come from.
    pub origin: &'static str,
    /// What keeps the workload itself out, in words, where something does.
    pub shut: Option<&'static str>,
}

/// Somebody with a token.
#[derive(Debug, Clone, PartialEq)]
pub struct CallerRow {
    /// Stable name.
    pub id: &'static str,
    /// What they are called.
    pub title: &'static str,
    /// Who can come by such a token.
    pub who: &'static str,
    /// Whether they get in.
    pub admission: Admission,
    /// The same in words.
    pub words: &'static str,
    /// What their token says; what differs from the workload's comes first.
    pub claims: Vec<CallerClaim>,
}

impl CallerRow {
    /// Whether it is the workload itself.
    pub fn is_owner(&self) -> bool {
        self.id == OWNER
    }

    /// How many claims differ from the workload's.
    pub fn differing(&self) -> usize {
        self.claims.iter().filter(|claim| claim.differs).count()
    }
}

const OWNER: &str = "owner";

/// A claim of somebody's token.
#[derive(Debug, Clone, PartialEq)]
pub struct CallerClaim {
    /// Its name.
    pub name: String,
    /// Its value, cut at what differs; none where this token lacks what the workload's has.
    pub value: Option<Vec<Piece>>,
    /// Whether the workload's token says otherwise.
    pub differs: bool,
}

/// Everybody around a draft's workload; none while the rule compares nothing.
pub fn circle_of(draft: &Draft, desk: Desk, token: Option<&TokenRead>) -> Option<CircleView> {
    if !draft.has_rule() {
        return None;
    }
    let setup = &draft.setup;
    let from =
        token.and_then(|read| read.detection.as_ref()).and_then(|d| providers::find_by_detection(d.slug));
    let planned = (desk == Desk::Plan).then(|| setup.provider()).flatten();
    // In the plan a token of another platform is another workload's.
    let own = planned.is_none() || from.map(|from| from.slug) == planned.map(|planned| planned.slug);
    let claims = token.and_then(|read| read.result.as_ref().ok()).filter(|_| own).map(|token| &token.claims);
    Some(circle(&setup.issuer, &setup.rule, planned.or(from), claims))
}

/// Everybody around a rule's workload.
pub(super) fn circle(
    issuer: &IssuerDraft,
    rule: &RuleDraft,
    provider: Option<&'static Provider>,
    token: Option<&Claims>,
) -> CircleView {
    let account = &AccountDraft::default();
    let (found, ring) = lint::run_with_strangers(&Subject { issuer, rule, account, provider, token });
    let of_callers = |field: &FieldPath| field.to_string().starts_with("rule.match");
    let against =
        found.iter().filter(|finding| of_callers(&finding.at.field)).map(|finding| finding.severity).max();
    let circle = ring.circle();
    let own = circle.owner.claims.clone();
    let mut rows: Vec<CallerRow> = circle.strangers.iter().map(|caller| row(caller, &own)).collect();
    rows.order_by_key(|row| rank(row.admission));
    let all = rows.len();
    let admitted = rows.iter().filter(|row| row.admission.may_enter()).count();
    let untold = rows.iter().filter(|row| matches!(row.admission, Admission::Unknown(_))).count();
    let verb = if admitted == 1 { "gets" } else { "get" };
    let mut said = format!("{admitted} of {all} {verb} in");
    if untold > 0 {
        said += &format!(", {untold} of them because it cannot be told");
    }
    rows.insert(0, row(&circle.owner, &own));
    CircleView {
        rows,
        said,
        admitted,
        against: against.unwrap_or(Severity::Info),
        origin: match circle.origin {
            Origin::Token => {
                "The workload\u{2019}s claims are those of the token; the others differ from it."
            }
            Origin::Rule => {
                "The workload\u{2019}s claims are what the rule asks for, and else what is usual. With a token they are exact."
            }
        },
        shut: (!circle.owner.admission.may_enter()).then(|| strangers::words(circle.owner.admission)),
    }
}

const fn rank(admission: Admission) -> u8 {
    match admission {
        Admission::Admitted => 0,
        Admission::Unknown(_) => 1,
        Admission::KeptOut(_) => 2,
    }
}

fn row(caller: &Caller, own: &Claims) -> CallerRow {
    let mut claims = side_by_side(&caller.claims, own);
    // Stable: within each half they stay in the token's order.
    claims.order_by_key(|claim| !claim.differs);
    CallerRow {
        id: caller.id,
        title: caller.title,
        who: caller.who,
        admission: caller.admission,
        words: strangers::words(caller.admission),
        claims,
    }
}

/// The claims of one token, with what another says otherwise; those that only the other has come last.
pub(super) fn side_by_side(claims: &Claims, other: &Claims) -> Vec<CallerClaim> {
    let (here, there) = (claims.as_map(), other.as_map());
    let present = here.iter().map(|(name, value)| {
        let differs = there.get(name) != Some(value);
        let text = text_of(value);
        let pieces = match there.get(name) {
            Some(theirs) if differs => diff::pieces(&text, &text_of(theirs)).0,
            _ => vec![Piece { text, differs }],
        };
        CallerClaim { name: name.clone(), value: Some(pieces), differs }
    });
    let absent = there.keys().filter(|name| !here.contains_key(*name)).map(|name| CallerClaim {
        name: name.clone(),
        value: None,
        differs: true,
    });
    present.chain(absent).collect()
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use keyless_core::setup::Setup;

    fn github(subject: &str) -> Draft {
        let mut setup = Setup::for_provider(providers::find("github-actions").unwrap());
        for (field, value) in [("owner", "acme"), ("repository", "site"), ("repository_id", "90210")] {
            setup.answer(field, value);
        }
        if !subject.is_empty() {
            setup.rule.subject_prefix = subject.to_owned();
            (setup.rule.claims, setup.rule.condition) = (Vec::new(), String::new());
        }
        Draft::of(setup)
    }

    fn view(draft: &Draft) -> CircleView {
        circle_of(draft, Desk::Plan, None).unwrap()
    }

    #[test]
    fn the_workload_comes_first_and_then_who_gets_in() {
        let mut before = 0;
        for subject in ["", "repo:acme*", "*"] {
            let view = view(&github(subject));
            assert!(view.rows[0].is_owner() && view.shut.is_none(), "{subject}");
            let enter: Vec<bool> = view.rows.iter().skip(1).map(|row| row.admission.may_enter()).collect();
            assert!(enter.is_sorted_by(|a, b| a >= b), "{subject}: who gets in comes first");
            assert_eq!(view.admitted, enter.iter().filter(|enters| **enters).count());
            assert!(view.admitted > before, "{subject}: a looser rule lets in more: {}", view.said);
            assert!(view.said.starts_with(&format!("{} of {} get", view.admitted, enter.len())));
            before = view.admitted;
        }
    }

    #[test]
    fn who_is_meant_to_get_in_is_no_alarm() {
        let table = [
            ("", Severity::Info, "the suggestion: other files of the repository, on the same ref"),
            ("repo:acme/site:*", Severity::Warning, "names alone, and any run"),
            ("repo:acme*", Severity::Error, "anybody can have a longer name"),
        ];
        for (subject, against, why) in table {
            let view = view(&github(subject));
            assert_eq!((view.against, view.admitted > 0), (against, true), "{why}");
        }
    }

    #[test]
    fn what_differs_from_the_workload_s_claims_is_marked_and_comes_first() {
        let view = view(&github("repo:acme*"));
        assert_eq!(view.rows[0].differing(), 0);
        let other = view.rows.iter().find(|row| row.id == "look-alike-owner").unwrap();
        assert!(other.differing() > 1 && other.claims.is_sorted_by_key(|claim| !claim.differs));
        let owner = other.claims.iter().find(|claim| claim.name == "repository_owner").unwrap();
        let marked: Vec<(&str, bool)> =
            owner.value.as_deref().unwrap().iter().map(|p| (p.text.as_str(), p.differs)).collect();
        assert_eq!(marked, [("acme", false), ("-evil", true)]);
    }

    #[test]
    fn a_rule_that_keeps_its_own_workload_out_says_so() {
        let mut draft = github("");
        draft.setup.rule.condition =
            "claims.ref == 'refs/heads/main' && claims.ref == 'refs/heads/next'".into();
        assert_eq!(view(&draft).shut, Some("kept out by the condition"));
        assert_eq!(circle_of(&Draft::default(), Desk::Bench, None), None, "nothing is compared yet");
    }
}
