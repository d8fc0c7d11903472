//! Stage 5: the key ends.

use super::super::Stage;
use super::context::{action, step};
use crate::facts::{AUTHENTICATION, STATIC_CREDENTIAL_VARIABLES};

pub(super) fn stage() -> Stage {
    let [key, token] = STATIC_CREDENTIAL_VARIABLES.value;
    Stage {
        id: "revoke",
        title: "Revoke the key",
        why: "Until the key is revoked, every copy that was missed still opens the door, and so does every copy that leaked. \
              Disabling comes first, because it can be undone."
            .to_owned(),
        steps: vec![
            step(
                "revoke.disable",
                "Disable the key in the Console under Settings, API keys. Check by its name and last four characters that it is the \
                 one of this workload, and that no other workload shares it.",
                Vec::new(),
                "The Console lists the key as disabled, and for a day the workload answers with no 401. A 401 somewhere names a \
                 place that was missed.",
                "Enable the key again.",
                &[AUTHENTICATION],
            ),
            step(
                "revoke.delete",
                "Delete the key.",
                Vec::new(),
                "The Console does not list it any more, and the workload still answers.",
                "There is none for this key: make a new one in the Console if you must go back.",
                &[AUTHENTICATION],
            ),
            step(
                "revoke.copies",
                "Remove the copies: password managers, notes, backups of configuration, laptops of those who set it up.",
                vec![action(
                    format!("grep -rlsI -E '{key}|{token}|sk-ant-api[0-9]{{2}}-' ~/.config ~/.local/share ~/Documents"),
                    "Lists files that name a static credential or hold one.",
                )],
                "The command lists nothing that belongs to this workload, and the password manager has no entry for the key.",
                "None is needed: the copies open nothing any more.",
                &[AUTHENTICATION],
            ),
        ],
    }
}
