//! Rules from files, each with what belongs to it.

use crate::{input, print};
use keyless_core::audit::report::{Source, Spot};
use keyless_core::providers::Provider;
use keyless_core::rule::{self, AccountDraft, AdminObjects, DraftProblem, FieldPath, IssuerDraft, RuleDraft};
use keyless_core::setup::{OpenProblem, Setup};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A rule with its issuer and account, as far as they are known.
pub(crate) struct Bundle {
    /// The file that it stands in.
    pub(crate) file: Rc<File>,
    pub(crate) rule: RuleDraft,
    /// Empty where it is not known.
    pub(crate) issuer: IssuerDraft,
    /// Empty where it is not known.
    pub(crate) account: AccountDraft,
    /// The platform, where the file names it.
    pub(crate) provider: Option<&'static Provider>,
}

/// A file that rules stand in.
pub(crate) struct File {
    /// Its path, as it was given.
    pub(crate) path: String,
    /// Where things stand in it.
    pub(crate) source: Source,
    /// What stands in it that the service would not take.
    pub(crate) problems: Vec<DraftProblem>,
}

impl Bundle {
    /// Where it stands, by its id or its name.
    pub(crate) fn spot(&self) -> Spot<'_> {
        let rule = if self.rule.id.is_empty() { &self.rule.name } else { &self.rule.id };
        Spot { file: &self.file.path, source: Some(&self.file.source), rule }
    }
}

/// Whether a problem is about a page of a list, and not about what stands in it.
pub(crate) fn of_list(problem: &DraftProblem) -> bool {
    matches!(&problem.field, FieldPath::Other(name) if !name.contains('.'))
}

/// Reads rules from files: create bodies, what the Admin API returns, lists of it, setups saved by Keyless. Issuers and
/// accounts are found among all files by their ids; a single one is every rule's.
pub(crate) fn read(files: &[PathBuf], issuer: Option<&Path>) -> Result<Vec<Bundle>, String> {
    let mut bundles = Vec::new();
    let mut objects = AdminObjects::default();
    let mut rules = Vec::new();
    for path in files.iter().map(PathBuf::as_path).chain(issuer) {
        let text = input::text(path)?;
        match Setup::from_json(&text) {
            Ok(setup) => {
                let provider = setup.provider();
                let Setup { rule, issuer, account, .. } = setup;
                let (path, source) = (path.display().to_string(), Source::new(&text));
                let file = Rc::new(File { path, source, problems: Vec::new() });
                bundles.push(Bundle { file, rule, issuer, account, provider });
                continue;
            }
            Err(OpenProblem::NotASetup) => {}
            // What does not say that it is a setup is read as what rules usually are.
            Err(_) if !text.contains("keyless_setup") => {}
            Err(problem) => return Err(format!("{}: {problem}", path.display())),
        }
        let read = rule::read(&text).map_err(|problem| format!("{}: {problem}", path.display()))?;
        for problem in &read.problems {
            eprintln!("keyless: {}: {}", path.display(), print::plain(&problem.to_string()));
        }
        let (path, source) = (path.display().to_string(), Source::new(&text));
        let file = Rc::new(File { path, source, problems: read.problems });
        rules.extend(read.rules.into_iter().map(|rule| (Rc::clone(&file), rule)));
        objects.issuers.extend(read.issuers);
        objects.accounts.extend(read.accounts);
    }
    for (file, rule) in rules {
        let issuer = owned(&objects.issuers, |issuer| issuer.id == rule.issuer_id);
        let account = owned(&objects.accounts, |account| account.id == rule.service_account_id);
        bundles.push(Bundle { file, rule, issuer, account, provider: None });
    }
    if bundles.is_empty() {
        return Err("no federation rule in these files".to_owned());
    }
    Ok(bundles)
}

/// The one that belongs, or the only one.
fn owned<T: Clone + Default>(all: &[T], belongs: impl Fn(&T) -> bool) -> T {
    let only = match all {
        [only] => Some(only),
        _ => None,
    };
    all.iter().find(|one| belongs(one)).or(only).cloned().unwrap_or_default()
}

/// The only rule of some files.
pub(crate) fn one(files: &[PathBuf], issuer: Option<&Path>) -> Result<Bundle, String> {
    let mut all = read(files, issuer)?;
    if all.len() > 1 {
        let names: Vec<&str> = all.iter().map(|bundle| bundle.rule.name.as_str()).collect();
        return Err(format!("{} rules ({}); give one", all.len(), names.join(", ")));
    }
    all.pop().ok_or_else(|| "no federation rule in these files".to_owned())
}
