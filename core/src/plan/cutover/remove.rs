//! Stage 3: the key goes from every place in which it hides.

use super::super::{Stage, Step};
use super::context::{Context, action, step, variable_names};
use crate::facts::{AUTHENTICATION, CLI_AUTHENTICATION, STATIC_CREDENTIAL_VARIABLES, WIF_REFERENCE};
use crate::providers::KeyPlace;

/// Shared by every place that is emptied.
const BACK: &str = "The key itself is still valid: put it back in this place from where you keep it, and restart the workload. \
                    Where no copy is left, make a new key in the Console, since a key is shown only once.";

pub(super) fn stage(context: &Context<'_>) -> Stage {
    let mut steps: Vec<Step> = context
        .provider
        .map_or(&[][..], |provider| provider.key_places)
        .iter()
        .filter(|place| context.shows(&place.find))
        .map(|place| key_place(context, place))
        .collect();
    steps.extend(everywhere());
    Stage {
        id: "remove",
        title: "Switch: remove the key",
        why: "A key that a client finds anywhere goes before federation, so that the switch is the removal. Take the places one \
              by one, and let the workload run between them."
            .to_owned(),
        steps,
    }
}

fn key_place(context: &Context<'_>, place: &KeyPlace) -> Step {
    let remove = place.remove.as_ref().filter(|command| context.shows(command));
    let mut commands = vec![context.fill(&place.find)];
    commands.extend(remove.map(|command| context.fill(command)));
    Step {
        id: format!("remove.{}", slug(place.name)),
        text: if remove.is_some() {
            format!("{}: look for the key, and remove it where this workload has it.", place.name)
        } else {
            format!("{}: look for the key, and edit it away where this workload has it.", place.name)
        },
        commands,
        sign: "Run the first command again: nothing of this workload that it lists names the key any more, and a count is 0. \
               The workload still answers."
            .to_owned(),
        way_back: BACK.to_owned(),
        sources: context.provider_sources(),
    }
}

/// The steps that every platform shares.
fn everywhere() -> [Step; 4] {
    let [key, token] = STATIC_CREDENTIAL_VARIABLES.value;
    [
        step(
            "remove.source-code",
            "Sweep code and its history. A key that was ever committed stays readable in history: only revoking it ends that, and \
             the last stage does.",
            vec![
                action(
                    format!("git grep -lI -E '{key}|{token}|sk-ant-api[0-9]{{2}}-' -- . ':!*.lock'"),
                    "Lists files of this checkout that name a static credential or hold one. Run it in each repository.",
                ),
                action(
                    "git log --all --oneline -S sk-ant-api",
                    "Lists commits that added or removed something like a key.",
                ),
                action(
                    "git grep -lI -E 'api_key *=|apiKey *:|auth_token *=|authToken *:|apiKeyHelper' -- .",
                    "Lists files that hand a credential to a client themselves: that goes before every variable.",
                ),
            ],
            "The first and the third command list nothing but documentation.",
            "Revert the change; the key still works.",
            &[WIF_REFERENCE],
        ),
        step(
            "remove.variables",
            "Unset both variables where shells, services and jobs of the workload start. Unset, never emptied: exported with no \
             text, they still go before federation in some clients, the command ant among them.",
            vec![
                action(format!("unset {key} {token}"), "Takes both out of this shell."),
                action(
                    format!(
                        "grep -ls -E '{key}|{token}' ~/.profile ~/.bashrc ~/.bash_profile ~/.zshrc ~/.zshenv \
                         ~/.config/fish/config.fish ./.env ./.envrc"
                    ),
                    "Lists start files that set one of them.",
                ),
                variable_names(),
            ],
            "Neither of the two is among the names that the last command prints, in a new shell and where the workload runs.",
            BACK,
            &[WIF_REFERENCE, CLI_AUTHENTICATION],
        ),
        step(
            "remove.other-sources",
            "Look for what else goes before federation: a named profile (ANTHROPIC_PROFILE), headers of your own \
             (ANTHROPIC_CUSTOM_HEADERS), and for Claude Code CLAUDE_CODE_OAUTH_TOKEN, apiKeyHelper and a provider switch \
             (CLAUDE_CODE_USE_…). A token of claude setup-token lives for a year: it is a static secret too.",
            vec![variable_names()],
            "None of these names is printed, unless it is there on purpose.",
            "Set what you took out again.",
            &[WIF_REFERENCE],
        ),
        step(
            "remove.restart",
            "Restart what still runs: a process keeps the environment that it was started with, and a cached build or image keeps \
             the key that was baked into it.",
            vec![variable_names()],
            "Every process of the workload started later than the last removal, and in none of them is one of the two names \
             printed.",
            BACK,
            &[AUTHENTICATION],
        ),
    ]
}

/// A name as part of an id: lower case, with hyphens between its words.
fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}
