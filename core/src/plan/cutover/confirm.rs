//! Stage 4: signs that can fail.

use super::super::{Stage, Step};
use super::context::{Context, action, step, variable_names};
use crate::facts::{ADVISORY_REFRESH_SECONDS, AUTHENTICATION, CLI_AUTHENTICATION, PYTHON_SDK, WIF_REFERENCE};

const BACK: &str =
    "Put the key back where the workload read it: it is still valid, and it goes before federation at once.";

pub(super) fn stage(context: &Context<'_>) -> Stage {
    Stage {
        id: "confirm",
        title: "Confirm by a sign that can fail",
        why: "That the workload answers proves nothing: a key left somewhere answers as well. These signs tell the two apart."
            .to_owned(),
        steps: vec![
            step(
                "confirm.source",
                "Ask where the workload runs which credential is used. The exit status of ant auth status says nothing: read its \
                 rows. Where ant is not installed, the names alone tell whether a key is in the way.",
                vec![
                    action("ant auth status", "Prints the sources that it found; secrets are cut off."),
                    variable_names(),
                ],
                "Under Credentials the row marked (active) begins with Federation (jwt-bearer) or Profile (oidc_federation). It \
                 failed where --api-key or --auth-token is active: with (unset) beside it, the variable is exported with no text \
                 and still wins. A row that says partial lacks one of the variables.",
                BACK,
                &[CLI_AUTHENTICATION, WIF_REFERENCE],
            ),
            step(
                "confirm.history",
                "Let the workload do its ordinary work once, then open the Console under Settings, Workload identity, history.",
                Vec::new(),
                "There is an accepted exchange of this rule that is later than the switch, with the claims of the workload. No new \
                 entry means that the workload did not exchange: it still has a key.",
                BACK,
                &[WIF_REFERENCE],
            ),
            renewal(context),
            step(
                "confirm.key-idle",
                "Note the time at which the key was last used, as the Console shows it under Settings, API keys. Look again after \
                 the longest interval at which anything of yours runs: a day, a week, the end of the month.",
                Vec::new(),
                "The time stands still while the workload works. If it moved, something still uses the key: go back to the stage \
                 before.",
                BACK,
                &[AUTHENTICATION],
            ),
        ],
    }
}

/// The second exchange is the one that single use and a rotating file can spoil.
fn renewal(context: &Context<'_>) -> Step {
    let lifetime = context.token_lifetime();
    Step {
        id: "confirm.renewal".to_owned(),
        text: format!(
            "Let the workload run past one access token, {lifetime} seconds at most, so that it exchanges a second time: clients \
             begin {} seconds before the end.{}",
            ADVISORY_REFRESH_SECONDS.value,
            context.provider.map_or_else(String::new, |provider| format!(" {}", provider.request.replay))
        ),
        commands: Vec::new(),
        sign: "The history shows a second accepted exchange by the same workload, and none that was denied as jti_reused. A job \
               that always ends sooner needs no second one: then its runs show one accepted exchange each."
            .to_owned(),
        way_back: BACK.to_owned(),
        sources: &[PYTHON_SDK, WIF_REFERENCE],
    }
}
