//! The clients, one file each.

mod ant;
mod claude_code;
mod csharp;
mod go;
mod java;
mod php;
mod python;
mod ruby;
mod rungs;
mod typescript;

use super::client::Client;

pub use ant::ANT;
pub use claude_code::{ACTION, CLAUDE_CODE};
pub use csharp::CSHARP;
pub use go::GO;
pub use java::JAVA;
pub use php::PHP;
pub use python::PYTHON;
pub use ruby::RUBY;
pub use typescript::TYPESCRIPT;

/// Every client, in the order in which they are shown.
pub const ALL: [&Client; 10] =
    [&PYTHON, &TYPESCRIPT, &GO, &JAVA, &CSHARP, &RUBY, &PHP, &ANT, &CLAUDE_CODE, &ACTION];

/// The client of a name such as `python`.
pub fn by_slug(slug: &str) -> Option<&'static Client> {
    ALL.into_iter().find(|client| client.slug == slug)
}
