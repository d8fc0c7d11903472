//! What was read of the Admin API's lists, and what is said about each rule.

use super::Shared;
use keyless_core::audit::{Inventory, Relation, Row};
use keyless_core::providers;
use keyless_core::rule::{self, AdminObjects, ReadProblem};
use keyless_core::secret;
use keyless_core::setup::Setup;
use serde::de::IgnoredAny;
use std::rc::Rc;

/// A list as it was read.
#[derive(Debug, Clone)]
pub struct List {
    /// The file's name.
    pub name: String,
    /// What stands in it; why not, where it cannot be read.
    pub read: Result<Rc<AdminObjects>, ReadProblem>,
}

/// Reads a list: one JSON text, or several one after the other, as pages come.
pub fn read(name: &str, text: &str) -> List {
    let text = secret::scrub(text);
    let mut pages = serde_json::Deserializer::from_str(&text).into_iter::<IgnoredAny>();
    let mut ends = Vec::new();
    let mut whole = true;
    while let Some(page) = pages.next() {
        whole &= page.is_ok();
        ends.push(pages.byte_offset());
        if !whole {
            break;
        }
    }
    let read = if whole && ends.len() > 1 {
        let begins = std::iter::once(0).chain(ends.iter().copied());
        let parts = begins.zip(&ends).map(|(begin, end)| text.get(begin..*end).unwrap_or_default());
        // A page without an object among others, such as the last and empty one, is no reason to leave out the others.
        let mut all = Err(ReadProblem::Empty);
        for page in parts.map(rule::read) {
            all = match (all, page) {
                (Ok(all), Ok(page)) => Ok(joined(all, page)),
                (Ok(objects), _) | (_, Ok(objects)) => Ok(objects),
                (_, Err(problem)) => Err(problem),
            };
        }
        all
    } else {
        rule::read(&text)
    };
    List { name: secret::scrub(name), read: read.map(Rc::new) }
}

/// Two lists as one.
pub(super) fn joined(mut all: AdminObjects, more: AdminObjects) -> AdminObjects {
    all.issuers.extend(more.issuers);
    all.rules.extend(more.rules);
    all.accounts.extend(more.accounts);
    all.problems.extend(more.problems);
    all
}

/// How many rules of each platform are rehearsed.
const ROUNDS: usize = 24;

/// A list that is read, and rules of each platform, to be judged while nothing was given yet: browsers compile what is called
/// for the first time, and again with more care what is called often, and the first list need not wait for that.
pub fn rehearsal(list: &str) -> Inventory {
    let mut all = read("", list).read.map(|objects| (*objects).clone()).unwrap_or_default();
    for provider in providers::ALL {
        let Setup { mut issuer, mut rule, .. } = Setup::for_provider(provider);
        provider.slug.clone_into(&mut rule.name);
        rule.issuer_id.clone_from(&rule.name);
        issuer.id.clone_from(&rule.name);
        all.issuers.push(issuer);
        all.rules.push(rule);
    }
    // Rules without an id are kept, however alike.
    all.rules = vec![all.rules; ROUNDS].concat();
    Inventory::new(all)
}

/// So many rules are judged as they are read, so that a short list is answered at once.
const AT_ONCE: usize = 12;
/// So many rows are drawn at first, and more of them each time that more are asked for.
pub const PAGE: usize = 100;

/// Everything that was read, and what is said about it.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// What stands in the box, if anything does.
    pub pasted: Option<List>,
    /// Files, each with a number of its own, in the order in which they came.
    pub files: Vec<(u32, List)>,
    /// What they hold, put together.
    pub inventory: Shared<Inventory>,
    /// The rules that were judged so far, in their order.
    pub rows: Vec<Rc<Row>>,
    /// What is between rules; none before all are judged.
    pub relations: Option<Rc<Vec<Relation>>>,
    next: u32,
}

impl Audit {
    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.pasted.is_none() && self.files.is_empty()
    }

    /// Every list with its number; the box has none.
    pub fn lists(&self) -> impl Iterator<Item = (Option<u32>, &List)> {
        self.files
            .iter()
            .map(|(id, list)| (Some(*id), list))
            .chain(self.pasted.iter().map(|list| (None, list)))
    }

    /// Whether every rule was judged.
    pub fn is_done(&self) -> bool {
        self.relations.is_some()
    }

    /// Takes files in. One of the same name takes the place of the last.
    pub(super) fn add(&mut self, lists: Vec<List>) {
        for list in lists {
            if let Some((_, old)) = self.files.iter_mut().find(|(_, old)| old.name == list.name) {
                *old = list;
            } else {
                self.files.push((self.next, list));
                self.next += 1;
            }
        }
        self.gather();
    }

    /// Lets a file go.
    pub(super) fn remove(&mut self, id: u32) {
        self.files.retain(|(other, _)| *other != id);
        self.gather();
    }

    /// Puts together what the lists hold, and judges the first rules; all of them where they are few.
    pub(super) fn gather(&mut self) {
        let read = self.lists().filter_map(|(_, list)| list.read.as_deref().ok());
        let inventory = Inventory::new(read.cloned().reduce(joined).unwrap_or_default());
        self.rows =
            (0..inventory.len().min(AT_ONCE)).filter_map(|at| inventory.row(at)).map(Rc::new).collect();
        self.relations = (inventory.len() <= AT_ONCE).then(|| Rc::new(inventory.relations()));
        self.inventory = Shared::new(inventory);
    }

    /// Takes what was judged since, if it is about what is still there.
    pub(super) fn judged(
        &mut self,
        of: &Shared<Inventory>,
        rows: Vec<Rc<Row>>,
        relations: Option<Vec<Relation>>,
    ) {
        if self.inventory == *of {
            self.rows.extend(rows);
            self.relations = relations.map(Rc::new);
        }
    }
}

/// A column of the table of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The rule's name.
    Name,
    /// The platform.
    Platform,
    /// The issuer.
    Issuer,
    /// The service account.
    Account,
    /// What stands in its way.
    State,
    /// The worst finding.
    Severity,
    /// How many findings.
    Findings,
    /// How many strangers get in.
    Strangers,
}

impl Column {
    /// Every column, in order.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Platform,
        Self::Issuer,
        Self::Account,
        Self::State,
        Self::Severity,
        Self::Findings,
        Self::Strangers,
    ];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "Rule",
            Self::Platform => "Platform",
            Self::Issuer => "Issuer",
            Self::Account => "Account",
            Self::State => "State",
            Self::Severity => "Severity",
            Self::Findings => "Findings",
            Self::Strangers => "Strangers in",
        }
    }

    /// Whether the worst, and so the greatest, comes first by itself.
    pub const fn falls(self) -> bool {
        matches!(self, Self::State | Self::Severity | Self::Findings | Self::Strangers)
    }
}

/// What is shown of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The column that it is sorted by, and whether the greatest comes first.
    pub sort: (Column, bool),
    /// The rule that is open, by its place in the inventory.
    pub open: Option<usize>,
    /// How many rows are drawn.
    pub drawn: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self { sort: (Column::Severity, true), open: None, drawn: PAGE }
    }
}

impl Table {
    /// Sorts by a column; the other way round where it is sorted by it already.
    pub(super) fn sort_by(&mut self, column: Column) {
        let falls = if self.sort.0 == column { !self.sort.1 } else { column.falls() };
        self.sort = (column, falls);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const RULE: &str = r#"{"type": "federation_rule", "id": "fdrl_1", "name": "a", "issuer_id": "fdis_1", "match": {"subject_prefix": "x"}}"#;

    #[test]
    fn lists_are_read_as_they_come() {
        let other = RULE.replace("fdrl_1", "fdrl_2");
        let table = [
            (RULE.to_owned(), Some(1), "an object"),
            (format!("[{RULE}, {other}]"), Some(2), "a list"),
            (format!(r#"{{"data": [{RULE}], "has_more": true}}{{"data": [{other}]}}"#), Some(2), "two pages"),
            (format!(r#"{{"data": [{RULE}]}} {{"data": []}}"#), Some(1), "an empty last page"),
            (format!("{RULE}\n{other}\n"), Some(2), "one to a line"),
            ("{".to_owned(), None, "no JSON"),
            (String::new(), None, "nothing"),
        ];
        for (text, rules, why) in table {
            assert_eq!(read("x", &text).read.ok().map(|read| read.rules.len()), rules, "{why}");
        }
    }

    #[test]
    fn a_rehearsal_judges_a_rule_of_each_platform() {
        let inventory = rehearsal(RULE);
        assert_eq!(inventory.len(), 1 + ROUNDS * providers::ALL.len());
        for (row, provider) in inventory.rows().skip(1).zip(providers::ALL.iter().cycle()) {
            assert!(row.name == provider.slug && !row.strangers.is_empty(), "{}", row.name);
        }
    }

    #[test]
    fn long_lists_wait_for_their_slices_and_old_slices_are_dropped() {
        let many = |number: usize| {
            let rules: Vec<String> =
                (0..number).map(|at| RULE.replace("fdrl_1", &format!("fdrl_{at}"))).collect();
            read("many", &format!("[{}]", rules.join(",")))
        };
        let mut audit = Audit::default();
        audit.add(vec![many(3)]);
        assert!(audit.is_done() && audit.rows.len() == 3);
        audit.add(vec![many(40)]);
        assert_eq!((audit.is_done(), audit.rows.len(), audit.files.len()), (false, AT_ONCE, 1), "same name");
        let old = audit.inventory.clone();
        let rest: Vec<Rc<Row>> = (AT_ONCE..40).filter_map(|at| old.row(at)).map(Rc::new).collect();
        let mut newer = audit.clone();
        newer.add(vec![read("more", RULE)]);
        newer.judged(&old, rest.clone(), Some(Vec::new()));
        assert!(!newer.is_done() && newer.rows.len() == AT_ONCE);
        audit.judged(&old, rest, Some(Vec::new()));
        assert!(audit.is_done() && audit.rows.len() == 40);
    }

    #[test]
    fn sorting_twice_by_a_column_turns_it_round() {
        let mut table = Table::default();
        for (column, falls) in [
            (Column::Name, false),
            (Column::Name, true),
            (Column::Strangers, true),
            (Column::Strangers, false),
        ] {
            table.sort_by(column);
            assert_eq!(table.sort, (column, falls));
        }
    }
}
