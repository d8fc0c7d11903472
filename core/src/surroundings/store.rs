//! Stores: values that stand under a name, such as a ConfigMap, a Secret or a variable group, and what places take of them.

use super::finding::{Kind, State};
use super::sink::Form;
use super::value;
use crate::precedence::{Content, Credential, Surroundings, Variable};

/// Values under a name.
#[derive(Clone, Debug)]
pub(super) struct Store {
    /// Which store.
    pub(super) id: StoreId,
    /// Its values by their keys; the last of a key counts.
    pub(super) values: Vec<(String, Stored)>,
}

/// A store's identity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct StoreId {
    /// What it is, in the platform's own word, such as `Secret`.
    pub(super) kind: &'static str,
    /// Its name.
    pub(super) name: String,
    /// Where the name counts, such as a namespace; empty where that is not said, which meets every other.
    pub(super) scope: String,
}

/// A [`StoreId::kind`]: another file, by its path from the folder of the one that names it.
pub(super) const FILE: &str = "file";

/// What a place takes from a store.
#[derive(Clone, Debug)]
pub(super) struct Take {
    /// Which store.
    pub(super) from: StoreId,
    /// The line that says so.
    pub(super) line: usize,
    /// What is taken.
    pub(super) what: What,
    /// Whether the process starts without the store.
    pub(super) optional: bool,
}

/// Which of a store's values are taken.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Every value, as a variable of its key's name behind this prefix.
    All(String),
    /// The value of a key, as this variable.
    One(String, String),
    /// Every value, as a file of its key's name in this directory.
    Directory(String),
    /// The value of a key, as this file.
    File(String, String),
}

/// A value in a store, without its text unless that is an id, a path or an address.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    state: State,
    plain: Option<String>,
    secret: Credential,
    content: Option<Content>,
}

impl Stored {
    /// Takes a value. Of a store that is made for secrets, a word is not kept either.
    pub(super) fn new(text: &str, form: Form, hides: bool) -> Self {
        let (read, state) = value::read(text, form);
        Self {
            state,
            plain: is_telling(read, hides).then(|| crate::secret::scrub(read)),
            secret: match state {
                State::Reference => Credential::reference(&value::reference(read)),
                _ => Credential::new(read),
            },
            content: text.trim_start().starts_with('{').then(|| super::gather::content(text)).flatten(),
        }
    }

    /// A value that stands elsewhere; `to` is shown for it, and tells nothing secret.
    pub(super) fn reference(to: &str) -> Self {
        Self { state: State::Reference, plain: None, secret: Credential::reference(to), content: None }
    }

    /// The variable that a process has, where it takes the value under this name. None where somebody has yet to put a key
    /// there.
    pub(super) fn variable(&self, name: &str) -> Option<Variable> {
        if !Surroundings::is_plain(name) {
            let is_key = Kind::of_variable(name).is_some_and(Kind::is_secret);
            return (self.state != State::Placeholder || !is_key)
                .then(|| Variable::Secret(self.secret.clone()));
        }
        Some(Variable::Plain(match (&self.plain, self.state) {
            (_, State::Empty) => String::new(),
            (Some(text), _) => text.clone(),
            (None, _) => self.secret.masked().to_owned(),
        }))
    }

    /// The file that a process has, where it takes the value as one.
    pub(super) fn content(&self) -> Option<&Content> {
        self.content.as_ref()
    }
}

/// Whether a text is an id, a path, an address or a short word: what a client's plain variables hold.
fn is_telling(text: &str, hides: bool) -> bool {
    let text = text.trim();
    let uuid = text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    uuid || (text.len() <= LONGEST_WORD && !hides)
        || ["fdrl_", "svac_", "wrkspc_", "/", "http://", "https://"].iter().any(|lead| text.starts_with(lead))
}

/// The longest text that is taken for a word and no key, in bytes.
const LONGEST_WORD: usize = 15;
