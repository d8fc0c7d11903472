//! The folder of a provider: `tests/providers/SLUG/`.
//!
//! ```text
//! setups/NAME.json           a saved setup; all that is needed is a provider and answers
//! accept/NAME.json           {"why", "header", "claims"}: a token that the setup NAME admits
//! accept/NAME--VARIANT.json  another one
//! reject/NAME.json           [{"why", "change", "by"}]: what one change to accept/NAME.json meets
//! exports/NAME/…             every file of the setup, as reviewed
//! ```
//!
//! A change maps names of claims to values, `null` taking the claim away; a name that begins with `/` is a JSON pointer into
//! the claims, one that begins with `header/` is a member of the header. `by` is the check that denies first.
#![allow(clippy::missing_panics_doc)]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keyless_core::secret::IdentityToken;
use keyless_core::setup::Setup;
use keyless_core::token::{self, DecodedToken};
use keyless_core::verdict::{CheckId, Conclusion, Outcome, Question, Verdict, judge};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A token as decoded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// What it stands for.
    pub why: String,
    /// Header.
    pub header: Map<String, Value>,
    /// Claims.
    pub claims: Map<String, Value>,
}

/// A change that a rule must not admit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// Who would get in otherwise.
    pub why: String,
    /// What differs from the admitted token.
    pub change: BTreeMap<String, Value>,
    /// The check that denies first.
    pub by: String,
}

/// A setup with the tokens that it admits and keeps out.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The provider's slug.
    pub provider: String,
    /// Name of the setup.
    pub name: String,
    /// The setup.
    pub setup: Setup,
    /// Tokens that it admits, the one that `rejected` changes first.
    pub accepted: Vec<Sample>,
    /// Changes that it keeps out.
    pub rejected: Vec<Rejected>,
}

/// The folder of all providers.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("providers")
}

/// The names of the folders, which are slugs of providers.
pub fn folders() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every setup of every folder.
pub fn all() -> Vec<Fixture> {
    folders().iter().flat_map(|slug| of(slug)).collect()
}

/// Every setup of a folder.
pub fn of(slug: &str) -> Vec<Fixture> {
    let folder = root().join(slug);
    let tokens = json_files::<Sample>(&folder.join("accept"));
    let rejected = json_files::<Vec<Rejected>>(&folder.join("reject"));
    let setups = texts(&folder.join("setups"));
    let known = |name: &str| setups.contains_key(name);
    for name in
        tokens.keys().map(|n| n.split("--").next().unwrap()).chain(rejected.keys().map(String::as_str))
    {
        assert!(known(name), "{slug}: {name} has no setup");
    }
    setups
        .iter()
        .map(|(name, text)| {
            let setup = Setup::from_json(text).unwrap_or_else(|e| panic!("{slug}/{name}: {e}"));
            assert_eq!(setup.workload.provider, slug, "{slug}/{name} is for its folder");
            let variant = format!("{name}--");
            let first = tokens.get(name).into_iter();
            let others = tokens.iter().filter(|(n, _)| n.starts_with(&variant)).map(|(_, sample)| sample);
            Fixture {
                provider: slug.to_owned(),
                name: name.clone(),
                setup,
                accepted: first.chain(others).cloned().collect(),
                rejected: rejected.get(name).cloned().unwrap_or_default(),
            }
        })
        .collect()
}

fn json_files<T: DeserializeOwned>(folder: &Path) -> BTreeMap<String, T> {
    texts(folder)
        .into_iter()
        .map(|(name, text)| {
            let value =
                serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}/{name}: {e}", folder.display()));
            (name, value)
        })
        .collect()
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            assert_eq!(path.extension().and_then(|e| e.to_str()), Some("json"), "{}", path.display());
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

impl Sample {
    /// The token, with a signature that nothing checks.
    pub fn token(&self) -> DecodedToken {
        let part = |map: &Map<String, Value>| URL_SAFE_NO_PAD.encode(Value::Object(map.clone()).to_string());
        let text =
            format!("{}.{}.{}", part(&self.header), part(&self.claims), URL_SAFE_NO_PAD.encode("unchecked"));
        token::read(&IdentityToken::new(text), None).unwrap_or_else(|e| panic!("{}: {e}", self.why))
    }

    /// The same after a change.
    #[must_use]
    pub fn changed(&self, change: &BTreeMap<String, Value>) -> Self {
        let mut changed = self.clone();
        for (name, value) in change {
            if let Some(member) = name.strip_prefix("header/") {
                put(&mut changed.header, member, value);
            } else if let Some((parent, member)) = name.rsplit_once('/').filter(|_| name.starts_with('/')) {
                let member = member.replace("~1", "/").replace("~0", "~");
                let mut claims = Value::Object(std::mem::take(&mut changed.claims));
                let object = claims.pointer_mut(parent).and_then(Value::as_object_mut);
                put(object.unwrap_or_else(|| panic!("{}: nothing at {parent}", self.why)), &member, value);
                changed.claims = serde_json::from_value(claims).unwrap();
            } else {
                put(&mut changed.claims, name, value);
            }
        }
        changed
    }

    /// What the service would say a second after the token was made. The signature is not given.
    pub fn verdict(&self, setup: &Setup) -> Verdict {
        let token = self.token();
        let now = token.claims.time("iat").seconds().unwrap_or_default() + 1;
        judge(&Question {
            token: Ok(&token),
            issuer: Some(&setup.issuer),
            rule: Some(&setup.rule),
            workspace: setup.rule.workspace_ids.first().map(String::as_str),
            now,
        })
    }
}

fn put(map: &mut Map<String, Value>, name: &str, value: &Value) {
    if value.is_null() {
        assert!(map.remove(name).is_some(), "{name} is not there to be taken away");
    } else {
        assert_ne!(map.get(name), Some(value), "{name} is no change");
        map.insert(name.to_owned(), value.clone());
    }
}

/// The check that denies first; `None` where nothing but the key and the signature is unknown.
pub fn denied_by(verdict: &Verdict) -> Option<&'static str> {
    if let Some(check) = verdict.checks().iter().find(|c| c.outcome == Outcome::Fail) {
        return Some(check.id.as_str());
    }
    let unknown = |c: &&keyless_core::verdict::Check| {
        c.outcome == Outcome::CannotTell && c.weighs && !matches!(c.id, CheckId::Key | CheckId::Signature)
    };
    assert_eq!(verdict.checks().iter().find(unknown), None, "the verdict is {:?}", verdict.conclusion());
    assert_ne!(verdict.conclusion(), Conclusion::Accepted, "no signature was given");
    None
}
