//! Templates of Helm and Go: what of them is no YAML is quoted or left out, line by line.

/// The text with its templates as plain texts, each line where it was; none where there is no template.
pub(super) fn plain(text: &str) -> Option<String> {
    if !text.contains("{{") {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let (body, end) = match line.strip_suffix('\n') {
            Some(body) => (body, "\n"),
            None => (line, ""),
        };
        if open {
            // Inside of a template that began on a line above.
            open = !body.contains("}}");
        } else if body.contains("{{") {
            let (before, rest) = body.split_once("{{").unwrap_or((body, ""));
            open = !rest.contains("}}") && !before.ends_with('$');
            if open {
                out.push_str(&written(&format!("{body} }}}}")));
            } else {
                out.push_str(&written(body));
            }
        } else {
            out.push_str(body);
        }
        out.push_str(end);
    }
    Some(out)
}

/// A line with its templates quoted; nothing where it is a template through and through.
fn written(line: &str) -> String {
    let trimmed = line.trim();
    let rest = outside(trimmed);
    if trimmed.starts_with("{{") && rest.trim().is_empty() {
        return String::new();
    }
    let clean = cleaned(line);
    let indent = clean.len() - clean.trim_start().len();
    let (indent, mut body) = clean.split_at_checked(indent).unwrap_or(("", &clean));
    let mut out = indent.to_owned();
    while let Some(item) = body.strip_prefix("- ") {
        out.push_str("- ");
        body = item.trim_start();
    }
    let split = colon(body);
    match split {
        Some((key, value)) => {
            out.push_str(&quoted(key));
            out.push(':');
            let value = value.trim();
            if !value.is_empty() {
                out.push(' ');
                out.push_str(&quoted(value));
            }
        }
        None => out.push_str(&quoted(body.trim_end())),
    }
    out
}

/// In quotes where a template begins it, or its own quotes do not close.
fn quoted(text: &str) -> String {
    if text.contains("{{") && !text.starts_with(['"', '\'', '|', '>', '&', '[']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    text.to_owned()
}

/// Where a key ends: the first colon outside of templates and quotes that a blank or the line's end follows.
fn colon(text: &str) -> Option<(&str, &str)> {
    let (mut depth, mut quote) = (0_usize, None);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        match byte {
            b'"' | b'\'' if depth == 0 => match quote {
                Some(open) if open == *byte => quote = None,
                None => quote = Some(*byte),
                _ => {}
            },
            b'{' if next == Some(&b'{') => depth += 1,
            b'}' if next == Some(&b'}') => depth = depth.saturating_sub(1),
            b':' if depth == 0 && quote.is_none() && next.is_none_or(u8::is_ascii_whitespace) => {
                return Some((text.get(..at)?, text.get(at + 1..)?));
            }
            _ => {}
        }
    }
    None
}

/// What stands outside of the templates.
fn outside(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("{{") {
        out.push_str(before);
        match inside.split_once("}}") {
            Some((_, after)) => rest = after,
            None => return out,
        }
    }
    out + rest
}

/// The line without quotes and backslashes inside of templates, which may close the text around them.
fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("{{") {
        let (inside, after) = inside.split_once("}}").unwrap_or((inside, ""));
        out.push_str(before);
        out.push_str("{{");
        out.extend(inside.chars().filter(|c| !matches!(c, '"' | '\'' | '\\' | '`' | '#')));
        out.push_str("}}");
        rest = after;
    }
    out + rest
}
