//! What a person did, one variant for each intent.

use super::around::Text;
use super::audit::{Column, List};
use super::tools::Side;
use super::{AsOf, Desk, Panel, Place, RuleView, Shared, Theme};
use keyless_core::audit::{Inventory, Relation, Row};
use keyless_core::providers::{Provider, Tile};
use keyless_core::rule::Edit;
use keyless_core::secret::IdentityToken;
use keyless_core::setup::Setup;
use std::rc::Rc;

/// What a person, or the clock, did.
#[derive(Debug)]
pub enum Action {
    /// Went to a place.
    Went(Place),
    /// The clock moved on, to seconds since 1970.
    Ticked(i64),
    /// The token box changed. The token lives as long as this action.
    TokenTyped(IdentityToken),
    /// The paste box changed. It may hold a token, and lives as long as this action.
    Pasted(Pasted),
    /// Fields changed.
    Edited(Desk, Vec<Edit>),
    /// A line of the claims' form changed: its place, its name and its value. Two blanks remove it.
    ClaimTyped(Desk, usize, String, String),
    /// The rule's JSON changed.
    RuleTyped(Desk, String),
    /// The issuer's JSON changed.
    IssuerTyped(Desk, String),
    /// The JWKS box changed.
    JwksTyped(String),
    /// The workspace of the exchange changed.
    WorkspaceTyped(String),
    /// The time of judging changed.
    AsOfChosen(AsOf),
    /// A rule's view was chosen.
    ViewChosen(RuleView),
    /// The search among the platforms changed.
    PlatformSought(String),
    /// A platform was chosen, by one of its tiles.
    TileChosen(&'static Provider, &'static Tile),
    /// The gallery was asked for again.
    ProviderDropped,
    /// "I have a token" was chosen, or put away again.
    TokenFirst(bool),
    /// A file was picked from the list, by its path.
    FilePicked(String),
    /// The workload's form was filled from the token that was read.
    FilledFromToken,
    /// Every field was given back to the suggestions.
    SuggestionsFollowed,
    /// Pasted resources were taken over to the bench.
    ObjectsTaken(usize),
    /// A saved setup was opened.
    Opened(Box<Setup>),
    /// The box of surroundings was read, at a time in seconds since 1970; none where it is empty.
    SurroundingsRead(Option<Text>, i64),
    /// Files were read, at a time in seconds since 1970.
    FilesRead(Vec<Text>, i64),
    /// A file was let go, by its number.
    FileDropped(u32),
    /// A client's ladder was asked for, by its slug.
    ClientChosen(&'static str),
    /// The search among frameworks and gateways changed.
    FrameworkSought(String),
    /// A place's answer was asked for, by its number.
    PlaceChosen(usize),
    /// The box of lists was read; none where it is empty.
    ListTyped(Option<List>),
    /// Files of lists were read.
    ListsRead(Vec<List>),
    /// A file of lists was let go, by its number.
    ListDropped(u32),
    /// What was recognised at the front door was taken to the audit.
    ObjectsAudited,
    /// More rules of an inventory were judged; what is between them once all are.
    RowsJudged(Shared<Inventory>, Vec<Rc<Row>>, Option<Vec<Relation>>),
    /// The rules were sorted by a column.
    SortedBy(Column),
    /// A rule was opened by its place in the inventory, or closed.
    RuleOpened(usize),
    /// More rows were asked for.
    MoreRows,
    /// A rule of the audit was taken to the bench.
    RuleTaken(usize),
    /// The box of samples changed. Tokens in it live as long as this action.
    SamplesTyped(IdentityToken),
    /// The rule that samples are held against changed.
    TighterTyped(String),
    /// The learnt rule was taken to the workload.
    LessonTaken,
    /// One of two rules to compare changed.
    ComparedTyped(Side, String),
    /// A step of the cutover was ticked or unticked.
    StepTicked(String, bool),
    /// A note was written.
    NoteTyped(String, String),
    /// A panel was opened, or the open one closed.
    PanelShown(Option<Panel>),
    /// The drawer was opened or closed.
    DrawerShown(bool),
    /// A theme was chosen.
    ThemeChosen(Theme),
    /// Something was done that the status line tells.
    Said(String),
    /// Everything is to be forgotten.
    Forgot,
}

impl Action {
    /// Reads files by their names; their texts go no further.
    pub fn files(files: &[(String, String)], at: i64) -> Self {
        Self::FilesRead(files.iter().map(|(name, text)| super::around::read(name, text)).collect(), at)
    }

    /// Reads files of lists.
    pub fn lists(files: &[(String, String)]) -> Self {
        Self::ListsRead(files.iter().map(|(name, text)| super::audit::read(name, text)).collect())
    }
}

/// What stands in the paste box, possibly a secret: it has no way out of this crate but being recognised.
pub struct Pasted(pub(crate) Vec<String>);

impl Pasted {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(vec![text])
    }

    /// Takes the texts of several files over; each is recognised by itself.
    pub fn files(texts: Vec<String>) -> Self {
        Self(texts)
    }

    /// What the box holds of it.
    pub fn joined(&self) -> String {
        self.0.join(BETWEEN_FILES)
    }
}

/// What stands between two files in the box.
pub(crate) const BETWEEN_FILES: &str = "\n\n";

impl std::fmt::Debug for Pasted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pasted({} bytes)", self.0.iter().map(String::len).sum::<usize>())
    }
}
