//! Where texts come from: a file, or standard input.

use keyless_core::secret::IdentityToken;
use std::io::{IsTerminal, Read};
use std::path::Path;

/// What is read at most, in bytes: a paste larger than this is no token, rule or key set.
const LIMIT: u64 = 64 * 1024 * 1024;

/// Reads a file, or standard input for `-`. Bytes that are no UTF-8 are replaced, so that they are found where they stand.
///
/// The error names the file, never what is in it.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        let stdin = std::io::stdin();
        if stdin.is_terminal() {
            eprintln!("keyless: reading from the terminal; end with Ctrl-D");
        }
        stdin.lock().take(LIMIT).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LIMIT).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(e) => Err(format!("{}: cannot be read: {e}", path.display())),
    }
}

/// Reads a token.
pub(crate) fn token(path: &Path) -> Result<IdentityToken, String> {
    text(path).map(IdentityToken::new)
}
