//! Places in the page, and their addresses after the `#`, which carry no data.

/// A step of moving a workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 1
    WhereItRuns,
    /// 2
    WhatMayEnter,
    /// 3
    Prove,
    /// 4
    Wire,
    /// 5
    CutOver,
    /// 6
    Guard,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 6] =
        [Self::WhereItRuns, Self::WhatMayEnter, Self::Prove, Self::Wire, Self::CutOver, Self::Guard];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::WhereItRuns => "Where it runs",
            Self::WhatMayEnter => "What may enter",
            Self::Prove => "Prove it with a token",
            Self::Wire => "Wire it",
            Self::CutOver => "Cut over",
            Self::Guard => "Guard it",
        }
    }

    /// What it is for, in one line.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::WhereItRuns => "Name the platform and the workload; the rule follows from it.",
            Self::WhatMayEnter => "The issuer, the rule and the service account: who is let in, and as whom.",
            Self::Prove => "Paste a token of this workload and read every check before anything is switched.",
            Self::Wire => "The files and commands for this workload, ready to run.",
            Self::CutOver => {
                "Without downtime: run both, prove the new way, remove the key everywhere, revoke it."
            }
            Self::Guard => "What federation does not solve here, and how to watch it.",
        }
    }

    const fn segment(self) -> &'static str {
        match self {
            Self::WhereItRuns => "where-it-runs",
            Self::WhatMayEnter => "what-may-enter",
            Self::Prove => "prove",
            Self::Wire => "wire",
            Self::CutOver => "cut-over",
            Self::Guard => "guard",
        }
    }

    /// The step after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }
}

/// A place in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Paste anything.
    #[default]
    FrontDoor,
    /// The token bench.
    TokenBench,
    /// Which credential wins.
    WhichWins,
    /// Audit existing rules.
    Audit,
    /// Learn a rule.
    Learn,
    /// Compare two rules.
    Compare,
    /// A step of the workload.
    Workload(Step),
}

impl Place {
    /// The places that are no step of a workload, in the rail's order.
    pub const TOOLS: [Self; 6] =
        [Self::FrontDoor, Self::TokenBench, Self::WhichWins, Self::Audit, Self::Learn, Self::Compare];

    /// The part of the address from `#` on.
    pub fn address(self) -> String {
        match self {
            Self::FrontDoor => "#/".to_owned(),
            Self::TokenBench => "#/token-bench".to_owned(),
            Self::WhichWins => "#/which-credential-wins".to_owned(),
            Self::Audit => "#/audit".to_owned(),
            Self::Learn => "#/learn".to_owned(),
            Self::Compare => "#/compare".to_owned(),
            Self::Workload(step) => format!("#/workload/{}", step.segment()),
        }
    }

    /// Reads an address; the front door where it names no place.
    pub fn from_address(address: &str) -> Self {
        let path = address.trim_start_matches('#').trim_matches('/');
        match path.split_once('/') {
            None if path == "token-bench" => Self::TokenBench,
            None if path == "which-credential-wins" => Self::WhichWins,
            None if path == "audit" => Self::Audit,
            None if path == "learn" => Self::Learn,
            None if path == "compare" => Self::Compare,
            Some(("workload", segment)) => Step::ALL
                .into_iter()
                .find(|step| step.segment() == segment)
                .map_or(Self::FrontDoor, Self::Workload),
            _ => Self::FrontDoor,
        }
    }

    /// Whether a token is judged here.
    pub const fn judges(self) -> bool {
        matches!(self, Self::TokenBench | Self::Workload(Step::Prove))
    }

    /// What the place is called, for the document's title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::FrontDoor => "Paste anything",
            Self::TokenBench => "Token bench",
            Self::WhichWins => "Which credential wins",
            Self::Audit => "Audit existing rules",
            Self::Learn => "Learn a rule",
            Self::Compare => "Compare two rules",
            Self::Workload(step) => step.title(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_address() {
        let places = Place::TOOLS.into_iter().chain(Step::ALL.map(Place::Workload));
        for place in places {
            assert_eq!(Place::from_address(&place.address()), place);
        }
    }

    #[test]
    fn an_unknown_address_is_the_front_door() {
        for address in ["", "#", "#/nowhere", "#/workload/nowhere", "#/workload", "#token=eyJ"] {
            assert_eq!(Place::from_address(address), Place::FrontDoor, "{address}");
        }
    }
}
