//! What a whole subject alone says of other claims.

use super::pieces::{Piece, holes_in, pieces};
use super::{MOST_NESTED, Parts, Specimen};
use serde_json::{Map, Value};

impl Specimen {
    /// The claims at the top level that follow from a whole subject, `sub` left out: texts of which it has every part.
    pub fn told_by(&self, subject: &str) -> Map<String, Value> {
        let mut claims = Map::new();
        claims.insert("sub".into(), subject.into());
        let parts = self.parts_of(&claims);
        let written = self.write(&parts);
        let of_no_form = written.get("sub").and_then(Value::as_str) != Some(subject);
        if of_no_form {
            return Map::new();
        }
        let template = self.template();
        let told = |name: &String| {
            let line = template.get(name).or_else(|| template.get(&format!("{name}?")));
            let value = line.filter(|value| value.is_string());
            name != "sub" && value.is_some_and(|value| self.is_told(value, &parts))
        };
        written.into_iter().filter(|(name, _)| told(name)).collect()
    }

    /// Whether a value has a hole, and every hole in it was read, in whatever form.
    fn is_told(&self, value: &Value, parts: &Parts) -> bool {
        let mut holes = holes_in(value).peekable();
        holes.peek().is_some() && holes.all(|name| self.is_read(name, parts, MOST_NESTED))
    }

    fn is_read(&self, name: &str, parts: &Parts, left: usize) -> bool {
        let Some(text) = self.hole(name).and_then(|hole| parts.get(hole)) else { return false };
        left > 0 && pieces(text).filter_map(Piece::hole).all(|inner| self.is_read(inner, parts, left - 1))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::providers;

    #[test]
    fn a_subject_tells_what_it_names_and_nothing_else() {
        let told = |subject| providers::find("github-actions").unwrap().specimen.told_by(subject);
        let branch = told("repo:acme/api:ref:refs/heads/main");
        assert_eq!(branch.get("repository").unwrap(), "acme/api");
        assert_eq!(branch.get("ref").unwrap(), "refs/heads/main");
        assert_eq!(branch.get("repository_owner").unwrap(), "acme");
        assert_eq!(branch.get("repository_id"), None, "the name form has no ids");
        assert_eq!(branch.get("workflow_ref"), None, "the file is not in it");
        let environment = told("repo:acme@12/api@34:environment:production");
        assert_eq!(environment.get("repository_id").unwrap(), "34");
        assert_eq!(environment.get("environment").unwrap(), "production");
        assert_eq!(environment.get("ref"), None, "a job behind an environment can have any");
        assert!(told("something else").is_empty());
    }
}
