//! From what was read to what a client has around it, at each place in which a process runs.

use super::layer::Layer;
use super::shared::Shared;
use super::sink::Change;
use super::{Reading, Unread};
use crate::order::Order;
use crate::precedence::{Client, Content, Surroundings};
use std::collections::{HashMap, HashSet};

/// Where a process runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file that describes it; empty for the process that plain files describe, such as scripts or output of env.
    pub file: String,
    /// The path from the file's top, with dots; empty for the whole file.
    pub path: String,
    /// Its name for people; empty for the process that plain files describe.
    pub name: String,
}

/// What lies around each place, for each client that has its own.
#[derive(Clone, Debug)]
pub struct Gathered {
    places: Vec<Place>,
    first: Views,
    rest: Vec<Views>,
    missing: Vec<Unread>,
}

/// What lies around a place for those clients that have something of their own, and for all others.
#[derive(Clone, Debug)]
pub(super) struct Views {
    pub(super) process: Surroundings,
    pub(super) claude_code: Surroundings,
    pub(super) java: Surroundings,
    /// Only where the action is given inputs.
    pub(super) action: Option<Surroundings>,
    /// For the client of this slug, which a program makes.
    pub(super) program: Option<(&'static str, Surroundings)>,
}

impl Gathered {
    /// The places, at least one. The process itself comes first, unless other files give places and plain ones say nothing.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// What one client has around it at a place, by its number in [`Self::places`]; a number too high gives the first.
    pub fn at(&self, place: usize, client: &Client) -> &Surroundings {
        let views = place.checked_sub(1).and_then(|place| self.rest.get(place)).unwrap_or(&self.first);
        match client.slug {
            slug if views.program.as_ref().is_some_and(|(program, _)| *program == slug) => {
                views.program.as_ref().map_or(&views.process, |(_, around)| around)
            }
            "claude-code-action" => views.action.as_ref().unwrap_or(&views.claude_code),
            "claude-code" => &views.claude_code,
            "java" => &views.java,
            _ => &views.process,
        }
    }

    /// Files and stores from which some place takes all variables, and which nobody gave.
    pub fn missing(&self) -> &[Unread] {
        &self.missing
    }
}

/// The most places that are told apart; further ones are put together.
const MOST_PLACES: usize = 1000;

/// Puts readings together, in their order: the last assignment wins. `now` is in seconds since 1970.
///
/// A file with an identity token is taken to be there, since it lies beside the workload and not beside its configuration;
/// a profile is not. A store, such as a Secret, from which no place takes anything is a place of its own. Plain files reach every place, unless a place names them itself: then they reach those that do.
pub fn gather(readings: &[Reading], now: i64) -> Gathered {
    let mut shared = Shared::new(readings);
    let mut process = Layer::at(now);
    for (at, reading) in readings.iter().enumerate() {
        if !reading.format.is_structured() && !shared.is_named(at) {
            for (_, change) in &reading.changes {
                process.apply(change, reading, &mut shared);
            }
        }
    }
    let mut places = Vec::new();
    let mut views = Vec::new();
    let mut further: Option<Layer> = None;
    for reading in readings.iter().filter(|reading| reading.format.is_structured()) {
        let left = MOST_PLACES.saturating_sub(places.len());
        for (place, layer) in inside(reading, &process, left, &mut further, &mut shared) {
            places.push(place);
            views.push(layer.views(&shared));
        }
    }
    // What nobody here takes is there for somebody.
    for (reading, store) in shared.unused() {
        let mut layer = process.inside();
        layer.take_all(store, "");
        if layer.says && places.len() < MOST_PLACES {
            let name = format!("{} {}", store.id.kind, store.id.name);
            places.push(Place {
                file: reading.file.clone(),
                path: String::new(),
                name: name.trim_end().to_owned(),
            });
            views.push(layer.views(&shared));
        }
    }
    if let Some(layer) = further.filter(|layer| layer.says) {
        places.push(Place { name: "further places, taken together".to_owned(), ..Place::default() });
        views.push(layer.views(&shared));
    }
    if process.says || places.is_empty() {
        places.insert(0, Place::default());
        views.insert(0, process.views(&shared));
    }
    let mut views = views.into_iter();
    let first = views.next().unwrap_or_else(|| process.views(&shared));
    Gathered { places, first, rest: views.collect(), missing: shared.missing }
}

/// The places of one file that say something, or stand where something is said.
fn inside(
    reading: &Reading,
    process: &Layer,
    most: usize,
    further: &mut Option<Layer>,
    shared: &mut Shared<'_>,
) -> Vec<(Place, Layer)> {
    let paths: HashMap<&str, usize> =
        reading.spots.iter().enumerate().map(|(at, spot)| (spot.path.as_str(), at + 1)).collect();
    let mut changes: Vec<Vec<&Change>> = vec![Vec::new(); reading.spots.len() + 1];
    for (at, change) in &reading.changes {
        if let Some(list) = changes.get_mut(*at) {
            list.push(change);
        }
    }
    // Shorter paths first, so that what a place takes over is there before it.
    let mut order: Vec<(&str, usize)> =
        std::iter::once(("", 0)).chain(paths.iter().map(|(path, at)| (*path, *at))).collect();
    order.order_by_key(|(path, at)| (path.len(), *at));
    let mut layers: HashMap<usize, Layer> = HashMap::new();
    let mut parents = HashSet::new();
    for (number, (path, at)) in order.iter().enumerate() {
        let parent = if path.is_empty() { None } else { Some(above(path, &paths)) };
        parents.extend(parent);
        let mut layer = match parent.and_then(|parent| layers.get(&parent)) {
            Some(above) => above.clone(),
            None => process.inside(),
        };
        let own = changes.get(*at).into_iter().flatten();
        if number > most {
            let layer = further.get_or_insert_with(|| process.inside());
            // A key in one of them must not hide behind another that takes it away.
            own.filter(|change| change.gives()).for_each(|change| layer.apply(change, reading, shared));
            continue;
        }
        own.for_each(|change| layer.apply(change, reading, shared));
        layers.insert(*at, layer);
    }
    let mut found: Vec<(usize, Layer)> =
        layers.into_iter().filter(|(at, layer)| layer.says && !parents.contains(at)).collect();
    found.order_by_key(|(at, _)| *at);
    let place = |at: usize| {
        let spot = at.checked_sub(1).and_then(|at| reading.spots.get(at));
        let (path, name) = spot.map_or(("", "whole file"), |spot| (&spot.path, &spot.name));
        Place { file: reading.file.clone(), path: path.to_owned(), name: name.to_owned() }
    };
    found.into_iter().map(|(at, layer)| (place(at), layer)).collect()
}

/// The nearest place that a path stands in; 0 for the file's top.
fn above(path: &str, paths: &HashMap<&str, usize>) -> usize {
    let mut rest = path;
    while let Some((shorter, _)) = rest.rsplit_once('.') {
        if let Some(at) = paths.get(shorter) {
            return *at;
        }
        rest = shorter;
    }
    0
}

/// The content of a file of the configuration directory.
pub(super) fn content(text: &str) -> Option<Content> {
    let mut around = Surroundings::default();
    around.add_file("file", text, None);
    around.file("file").map(|file| file.content.clone())
}
