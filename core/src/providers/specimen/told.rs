//! What a whole subject alone says of other claims.

use super::pieces::Piece;
use super::sheet::{Set, Template};
use super::{MOST_NESTED, Parts, Specimen, Written, says_nothing};
use serde_json::{Map, Value};

impl Specimen {
    /// The claims at the top level that follow from a whole subject, `sub` left out: texts of which it has every part.
    pub fn told_by(&self, subject: &str) -> Map<String, Value> {
        let mut claims = Map::new();
        claims.insert("sub".into(), subject.into());
        let parts = self.parts_of(&claims);
        let sheet = self.sheet();
        let written = Written::of(sheet, &parts);
        claims.clear();
        if sheet.subject().is_some_and(|template| written.renders(template, subject)) {
            for member in &sheet.claims {
                let is_text = matches!(member.template, Template::Text(..)) && member.name != "sub";
                if !is_text || member.holes == Set::EMPTY {
                    continue;
                }
                // Whether every hole in it was read, in whatever form.
                let is_told = member.holes.places().all(|place| is_read(place, &parts, MOST_NESTED));
                let value = is_told.then(|| written.fill(&member.template));
                if let Some(value) = value.filter(|value| !(member.optional && says_nothing(value))) {
                    claims.insert(member.name.clone(), value);
                }
            }
        }
        claims
    }
}

fn is_read(place: usize, parts: &Parts, left: usize) -> bool {
    let Some(known) = parts.get(place) else { return false };
    left > 0 && known.text().iter().filter_map(Piece::hole).all(|inner| is_read(inner, parts, left - 1))
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
