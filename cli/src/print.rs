//! Printing.

use serde_json::Value;

/// A text for a terminal: control characters, which could move the cursor or change colours, are shown as escapes. Line
/// breaks stay.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let harmless = !c.is_control() || c == '\n';
            let (shown, escaped) = if harmless { (Some(c), None) } else { (None, Some(c.escape_unicode())) };
            shown.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect()
}

/// Prints an answer as JSON, and survives a closed pipe.
pub(crate) fn json(value: &Value) {
    line(&format!("{value:#}"));
}

/// Prints a line, and survives a closed pipe.
pub(crate) fn line(text: &str) {
    use std::io::Write;
    // Nobody reads any more: there is nobody to tell.
    let _ = writeln!(std::io::stdout(), "{text}");
}
