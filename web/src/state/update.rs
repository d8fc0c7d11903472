//! What follows from what a person did: a function, nothing else.

use super::{
    Action, Desk, Draft, Filled, Keys, Place, Session, Shared, State, Step, TokenRead, Typed, derive,
    recognise, update_tools,
};
use keyless_core::providers::{Entry, Provider, Tile, detect};
use keyless_core::rule::{self, AdminObjects, ClaimMatch, Edit, FieldPath, ReadProblem};
use keyless_core::secret::{self, IdentityToken};
use keyless_core::token::{self, KeySet, KeySetProblem};
use keyless_core::verdict;
use std::rc::Rc;

/// The state after an action; the same pointer where nothing changed.
pub fn update(state: Rc<State>, action: Action) -> Rc<State> {
    match &action {
        Action::Ticked(now) if *now == state.session.now || !shows_time(&state) => return state,
        Action::Went(place) if *place == state.place && !state.session.drawer => return state,
        Action::PanelShown(panel) if *panel == state.session.panel => return state,
        Action::DrawerShown(open) if *open == state.session.drawer => return state,
        _ => {}
    }
    let mut next = (*state).clone();
    apply(&mut next, action);
    Rc::new(next)
}

/// Whether anything on the page depends on the second.
fn shows_time(state: &State) -> bool {
    state.session.token.is_some() || !state.session.recognised.is_empty()
}

fn apply(state: &mut State, action: Action) {
    match action {
        Action::Went(place) => go(state, place),
        Action::Ticked(now) => state.session.now = now,
        Action::TokenTyped(token) => state.session.token = read(&token, state.session.keys.set.as_ref()),
        Action::Pasted(text) => state.session.recognised = Shared::new(recognise::recognise(text)),
        Action::Edited(desk, edits) => edit(state, desk, &edits),
        Action::ClaimTyped(desk, index, name, value) => type_claim(state, desk, index, &name, &value),
        Action::RuleTyped(desk, text) => type_rule(state, desk, &text),
        Action::IssuerTyped(desk, text) => type_issuer(state, desk, &text),
        Action::JwksTyped(text) => type_jwks(state, text),
        Action::WorkspaceTyped(text) => state.session.workspace = secret::scrub(&text),
        Action::AsOfChosen(as_of) => state.session.as_of = as_of,
        Action::ViewChosen(view) => state.session.rule_view = view,
        Action::PlatformSought(text) => state.session.search = secret::scrub(&text),
        Action::TileChosen(provider, tile) => choose(state, provider, tile),
        Action::ProviderDropped => plan(state, |setup| setup.workload.provider.clear()),
        Action::TokenFirst(first) => {
            state.session.token_first = first;
            state.session.bench_opened |= first;
            go(state, Place::Workload(Step::WhereItRuns));
        }
        Action::FilePicked(path) => state.session.file = path,
        Action::FilledFromToken => fill_from_token(state),
        Action::SuggestionsFollowed => {
            plan(state, keyless_core::setup::Setup::follow_suggestions);
            let draft = state.plan.change();
            (draft.rule_json, draft.issuer_json) = (None, None);
        }
        Action::ObjectsTaken(index) => take_objects(state, index),
        Action::Opened(setup) => {
            state.plan = Shared::new(Draft::of(*setup));
            keep_keys(state);
            "The saved setup is open.".clone_into(&mut state.session.said);
            go(state, Place::Workload(Step::WhereItRuns));
        }
        Action::SurroundingsRead(text, at) => {
            let around = state.session.around.change();
            (around.pasted, around.at) = (text, at);
        }
        Action::FilesRead(texts, at) => {
            let around = state.session.around.change();
            around.add(texts);
            around.at = at;
            go(state, Place::WhichWins);
        }
        Action::FileDropped(id) => state.session.around.change().remove(id),
        Action::ClientChosen(slug) => state.session.chosen.client = Some(slug),
        Action::FrameworkSought(text) => state.session.framework = secret::scrub(&text),
        Action::PlaceChosen(number) => state.session.chosen.place = Some(number),
        Action::StepTicked(id, done) => plan(state, |setup| setup.tick(&id, done)),
        Action::NoteTyped(id, text) => plan(state, |setup| setup.note(&id, &text)),
        Action::PanelShown(panel) => state.session.panel = panel,
        Action::DrawerShown(open) => state.session.drawer = open,
        Action::ThemeChosen(theme) => state.session.theme = theme,
        Action::Said(text) => state.session.said = text,
        Action::Forgot => forget(state),
        of_a_tool => update_tools::apply(state, of_a_tool),
    }
}

pub(super) fn go(state: &mut State, place: Place) {
    if state.place != place {
        // What was said is about the place that is left.
        state.session.said.clear();
    }
    state.place = place;
    state.session.drawer = false;
    state.session.bench_opened |= place.judges();
    state.session.around_opened |= place == Place::WhichWins;
    state.session.audit_opened |= place == Place::Audit;
    state.session.learn_opened |= place == Place::Learn;
    keep_keys(state);
}

fn read(token: &IdentityToken, keys: Option<&KeySet>) -> Option<Shared<TokenRead>> {
    if token.is_empty() {
        return None;
    }
    let result = token::read(token, keys);
    let detection = result.as_ref().ok().map(|t| detect::detect(t.header.as_ref(), &t.claims));
    Some(Shared::new(TokenRead { result, detection }))
}

pub(super) fn plan(state: &mut State, change: impl FnOnce(&mut keyless_core::setup::Setup)) {
    change(&mut state.plan.change().setup);
    keep_keys(state);
}

fn draft(state: &mut State, desk: Desk) -> &mut Draft {
    match desk {
        Desk::Bench => state.bench.change(),
        Desk::Plan => state.plan.change(),
    }
}

/// Chooses a platform, with the answers of the tile. A choice that the platform does not have is forgotten: another one's
/// field may share its name.
fn choose(state: &mut State, provider: &'static Provider, tile: &'static Tile) {
    plan(state, |setup| {
        let answers = &mut setup.workload.answers;
        for field in provider.fields {
            if let Entry::Choice(choices) = field.entry
                && !choices.iter().any(|choice| choice.value == answers.get(field.id))
            {
                answers.set(field.id, "");
            }
        }
        for (field, value) in tile.answers {
            answers.set(field, value);
        }
        setup.choose_provider(provider);
    });
    (state.session.filled, state.session.token_first) = (None, false);
    state.session.search.clear();
    go(state, Place::Workload(Step::WhereItRuns));
}

fn edit(state: &mut State, desk: Desk, edits: &[Edit]) {
    let before = state.plan.clone();
    let draft = draft(state, desk);
    for edit in edits {
        draft.setup.edit(edit);
    }
    (draft.rule_json, draft.issuer_json) = (None, None);
    if desk == Desk::Plan {
        state.session.filled = edits.iter().find_map(|edit| filled(&before, &state.plan, edit));
    }
    keep_keys(state);
}

/// What an answer filled beyond its own field.
fn filled(before: &Draft, after: &Draft, edit: &Edit) -> Option<Filled> {
    let FieldPath::Answer(id) = &edit.field else { return None };
    let text = secret::scrub(edit.value.as_deref().unwrap_or_default());
    let (old, new) = (&before.setup.workload.answers, &after.setup.workload.answers);
    Filled::by_paste(after.setup.provider()?, old, new, id, &text)
}

fn type_claim(state: &mut State, desk: Desk, index: usize, name: &str, value: &str) {
    let draft = draft(state, desk);
    let claims = &mut draft.setup.rule.claims;
    let line = ClaimMatch { name: secret::scrub(name), value: secret::scrub(value) };
    let blank = line.name.is_empty() && line.value.is_empty();
    match claims.get_mut(index) {
        Some(_) if blank => {
            claims.remove(index);
        }
        Some(old) => *old = line,
        None if blank => {}
        None => claims.push(line),
    }
    draft.setup.edited.insert(FieldPath::Claims);
    draft.rule_json = None;
}

fn type_rule(state: &mut State, desk: Desk, text: &str) {
    let text = secret::scrub(text);
    let draft = draft(state, desk);
    let mut problems = Vec::new();
    if text.trim().is_empty() {
        draft.setup.replace_rule(&keyless_core::rule::RuleDraft::default());
    } else {
        match rule::read(&text) {
            Ok(objects) => {
                problems = worded(&objects);
                match objects.rules.into_iter().next() {
                    Some(rule) => draft.setup.replace_rule(&rule),
                    None => problems.push(
                        "This is no federation rule: a rule has the members name, match and target."
                            .to_owned(),
                    ),
                }
                // A list or an answer of the API may bring the issuer and the account along.
                if let Some(issuer) = objects.issuers.into_iter().next() {
                    draft.setup.replace_issuer(&issuer);
                    draft.issuer_json = None;
                }
            }
            Err(problem) => problems.push(unreadable(&problem, "a federation rule")),
        }
    }
    draft.rule_json = Some(Typed { text, problems });
    keep_keys(state);
}

fn type_issuer(state: &mut State, desk: Desk, text: &str) {
    let text = secret::scrub(text);
    let draft = draft(state, desk);
    let mut problems = Vec::new();
    if text.trim().is_empty() {
        draft.setup.replace_issuer(&keyless_core::rule::IssuerDraft::default());
    } else {
        match rule::read(&text) {
            Ok(objects) => {
                problems = worded(&objects);
                match objects.issuers.into_iter().next() {
                    Some(issuer) => draft.setup.replace_issuer(&issuer),
                    None => problems.push(
                        "This is no federation issuer: an issuer has the members name and issuer_url."
                            .to_owned(),
                    ),
                }
            }
            Err(problem) => problems.push(unreadable(&problem, "a federation issuer")),
        }
    }
    draft.issuer_json = Some(Typed { text, problems });
    keep_keys(state);
}

fn worded(objects: &AdminObjects) -> Vec<String> {
    objects.problems.iter().map(ToString::to_string).collect()
}

fn unreadable(problem: &ReadProblem, wanted: &str) -> String {
    match problem {
        ReadProblem::Empty => format!("Nothing was given. Paste {wanted} as JSON."),
        ReadProblem::NotJson { at } => {
            format!("This is not JSON yet: see line {}, column {}.", at.line, at.column)
        }
        ReadProblem::NotAResource => format!("This JSON is not {wanted} as the Admin API takes or gives it."),
        other => other.to_string(),
    }
}

fn type_jwks(state: &mut State, text: String) {
    state.session.jwks = text;
    keep_keys(state);
    if let Some(KeySetProblem::Private(_)) = state.session.keys.problem {
        // A private key has no business here: the box is emptied, and the message stays.
        state.session.jwks = String::new();
    }
}

/// Reads the keys again where the JWKS box, or the issuer of the present desk, has changed.
fn keep_keys(state: &mut State) {
    let (pasted, problem) = match KeySet::parse(&state.session.jwks) {
        Ok(set) => (Some(set), None),
        Err(KeySetProblem::Empty) => (None, None),
        Err(problem) => (None, Some(problem)),
    };
    let set = verdict::key_set(Some(&state.draft(state.desk()).setup.issuer), pasted);
    let keys = Keys { set, problem };
    if *state.session.keys != keys {
        state.session.keys = Shared::new(keys);
    }
}

fn fill_from_token(state: &mut State) {
    let Some(read) = state.session.token.clone() else { return };
    let Ok(token) = &read.result else { return };
    let provider = read.detection.as_ref().and_then(derive::form_for);
    let Some(provider) = provider else {
        // No form for this platform: the bench gets the tightest rule that any token allows.
        let claims = &token.claims;
        let edits = [
            claims.issuer().map(|v| Edit::set(FieldPath::IssuerUrl, v)),
            claims.subject().map(|v| Edit::set(FieldPath::SubjectPrefix, v)),
            claims.audiences().first().map(|v| Edit::set(FieldPath::Audience, *v)),
        ];
        edit(state, Desk::Bench, &edits.into_iter().flatten().collect::<Vec<_>>());
        go(state, Place::TokenBench);
        return;
    };
    let answers = (provider.answers_from)(&token.claims);
    let before = state.plan.setup.workload.answers.clone();
    plan(state, |setup| {
        setup.workload.answers.extend(&answers);
        setup.choose_provider(provider);
    });
    state.session.token_first = false;
    let draft = state.plan.change();
    (draft.rule_json, draft.issuer_json) = (None, None);
    let filled = Filled::by_token(provider, &before, &state.plan.setup.workload.answers);
    go(state, Place::Workload(Step::WhereItRuns));
    state.session.said.clone_from(&filled.said);
    state.session.filled = Some(filled);
}

fn take_objects(state: &mut State, index: usize) {
    let recognised = state.session.recognised.clone();
    let Some(found) = recognised.get(index) else { return };
    let draft = state.bench.change();
    if let Some(objects) = &found.objects {
        if let Some(rule) = objects.rules.first() {
            draft.setup.replace_rule(rule);
            draft.rule_json = None;
        }
        if let Some(issuer) = objects.issuers.first() {
            draft.setup.replace_issuer(issuer);
            draft.issuer_json = None;
        }
    }
    if let Some(jwks) = &found.jwks {
        state.session.jwks.clone_from(jwks);
    }
    go(state, Place::TokenBench);
}

fn forget(state: &mut State) {
    let session = Session {
        now: state.session.now,
        forgotten: state.session.forgotten + 1,
        bench_opened: state.session.bench_opened,
        around_opened: state.session.around_opened,
        audit_opened: state.session.audit_opened,
        learn_opened: state.session.learn_opened,
        said: "Done. The boxes, the plan and what this browser had stored for them are gone.".to_owned(),
        ..Session::default()
    };
    *state = State { place: Place::FrontDoor, plan: Shared::default(), bench: Shared::default(), session };
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
