//! What a whole subject alone says of other claims.

use super::pieces::{Piece, holes_in, pieces};
use super::sheet::Member;
use super::{MOST_NESTED, Parts, Specimen, Written, says_nothing};
use serde_json::{Map, Value};

impl Specimen {
    /// The claims at the top level that follow from a whole subject, `sub` left out: texts of which it has every part.
    pub fn told_by(&self, subject: &str) -> Map<String, Value> {
        let mut claims = Map::new();
        claims.insert("sub".into(), subject.into());
        let parts = self.parts_of(&claims);
        let written = Written::of(self, &parts);
        let own = self.template().get("sub").and_then(Value::as_str);
        if own.is_none_or(|template| !written.renders(template, subject)) {
            return Map::new();
        }
        let told = |member: &&Member| {
            member.name != "sub" && member.template.is_string() && self.is_told(member.template, &parts)
        };
        let members = self.sheet().members.iter().filter(told);
        let values = members.map(|member| (member, written.fill(member.template)));
        values
            .filter(|(member, value)| !(member.optional && says_nothing(value)))
            .map(|(member, value)| (member.name.to_owned(), value))
            .collect()
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
