//! The platforms to choose from, and finding one.

use keyless_core::providers::detect::Detection;
use keyless_core::providers::{self, Answers, Entry, Group, Provider, Tile};
use keyless_core::setup::Setup;

/// A way into a platform's form.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// The platform.
    pub provider: &'static Provider,
    /// Its tile.
    pub tile: &'static Tile,
}

impl PartialEq for Way {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tile, other.tile)
    }
}

/// The tiles that a search finds, under their headings; all of them where nothing is searched for.
pub fn gallery(search: &str) -> Vec<(Group, Vec<Way>)> {
    let wanted = words(search);
    Group::ALL
        .into_iter()
        .map(|group| {
            let ways = all().filter(|way| way.tile.group == group && finds(*way, &wanted));
            (group, ways.collect::<Vec<_>>())
        })
        .filter(|(_, ways)| !ways.is_empty())
        .collect()
}

/// The form for a platform that was recognised; the one for any issuer where the platform has none.
pub fn form_for(detection: &Detection) -> Option<&'static Provider> {
    providers::find_by_detection(detection.slug).or_else(last_resort)
}

/// The form that takes any issuer.
pub fn last_resort() -> Option<&'static Provider> {
    providers::find_by_detection("custom-oidc")
}

/// What the chosen platform is called: as its tile is where the answers are those of one tile alone.
pub fn platform_name(setup: &Setup) -> &'static str {
    let Some(provider) = setup.provider() else { return "" };
    let mut tiles = provider.tiles.iter().filter(|tile| {
        tile.answers.iter().all(|(field, value)| chosen(provider, &setup.workload.answers, field) == *value)
    });
    match (tiles.next(), tiles.next()) {
        (Some(tile), None) => tile.name,
        _ => provider.name,
    }
}

/// The value of a choice: as answered, or its first where the answer is none of its values.
pub(super) fn chosen<'a>(provider: &'static Provider, answers: &'a Answers, field: &str) -> &'a str {
    let answer = answers.get(field);
    let Some(Entry::Choice(choices)) = provider.fields.iter().find(|f| f.id == field).map(|f| f.entry) else {
        return answer;
    };
    if choices.iter().any(|choice| choice.value == answer) {
        return answer;
    }
    choices.first().map_or("", |choice| choice.value)
}

fn all() -> impl Iterator<Item = Way> {
    providers::ALL.iter().flat_map(|provider| provider.tiles.iter().map(|tile| Way { provider, tile }))
}

/// Whether every word begins a word that is said of the tile.
fn finds(way: Way, wanted: &[String]) -> bool {
    let said: Vec<String> = [way.tile.name, way.tile.use_when, way.provider.name]
        .iter()
        .chain(way.tile.words)
        .flat_map(|text| words(text))
        .collect();
    wanted.iter().all(|word| said.iter().any(|of| of.starts_with(word.as_str())))
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn found(search: &str) -> Vec<&'static str> {
        gallery(search).into_iter().flat_map(|(_, ways)| ways).map(|way| way.tile.name).collect()
    }

    #[test]
    fn every_tile_is_found_by_its_name_its_words_and_when_it_is_used() {
        assert_eq!(found("").len(), all().count(), "every group has a heading");
        for way in all() {
            let texts = [way.tile.name, way.tile.use_when].into_iter().chain(way.tile.words.iter().copied());
            for text in texts {
                assert!(found(text).contains(&way.tile.name), "{}: {text}", way.tile.name);
                assert!(found(&text.to_uppercase()).contains(&way.tile.name), "{}: {text}", way.tile.name);
            }
        }
    }

    #[test]
    fn a_search_finds_by_the_beginnings_of_words() {
        let table = [
            ("git act", vec!["GitHub Actions"], "two beginnings"),
            ("k8", vec!["Amazon EKS", "Google GKE", "Azure AKS", "Kubernetes, self-managed"], "other words"),
            ("  EKS ", vec!["Amazon EKS"], "blanks and capitals"),
            ("claude-code-action", vec!["GitHub Actions"], "signs between words"),
            ("qqq", vec![], "nothing"),
        ];
        for (search, names, why) in table {
            let all = found(search);
            assert!(names.iter().all(|name| all.contains(name)), "{search}: {why}: {all:?}");
            assert_eq!(all.is_empty(), names.is_empty(), "{search}: {why}");
        }
        assert!(!found("ctions").contains(&"GitHub Actions"), "the middle of a word finds nothing");
    }

    #[test]
    fn a_choice_without_a_valid_answer_is_its_first() {
        let provider = providers::find("kubernetes").unwrap();
        for (answer, expected) in [("", "self-managed"), ("eks", "eks"), ("branch", "self-managed")] {
            let answers = Answers::from([("cluster", answer), ("namespace", "a")]);
            assert_eq!(chosen(provider, &answers, "cluster"), expected, "{answer}");
            assert_eq!(chosen(provider, &answers, "namespace"), "a");
        }
    }

    #[test]
    fn the_chosen_platform_is_called_what_its_tile_is() {
        for way in all() {
            let mut setup = Setup::for_provider(way.provider);
            for (field, value) in way.tile.answers {
                setup.answer(field, value);
            }
            let name = platform_name(&setup);
            assert!(name == way.tile.name || name == way.provider.name, "{}: {name}", way.tile.name);
        }
    }
}
