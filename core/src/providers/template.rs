//! Commands with holes.

use super::{Answers, Provider};

/// A text with `{field}` holes.
#[derive(Debug)]
pub struct Template;

/// Why a template cannot be filled.
#[derive(Debug)]
pub struct TemplateProblem;

/// Fills a template's `{field}` holes with answers quoted for a POSIX shell, or with placeholders.
pub fn fill(template: &str, provider: &Provider, answers: &Answers) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("{{").or_else(|| rest.strip_prefix("}}")) {
            out.push(c);
            rest = after;
            continue;
        }
        let hole = rest.strip_prefix('{').and_then(|r| r.split_once('}'));
        match hole.and_then(|(id, after)| Some((provider.fields.iter().find(|f| f.id == id)?, after))) {
            Some((field, after)) => {
                match answers.some(field.id) {
                    Some(answer) => out.push_str(&format!("'{}'", answer.replace('\'', "'\\''"))),
                    None => out.push_str(field.placeholder),
                }
                rest = after;
            }
            None => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out
}
