//! Files of a machine: shells, units, images, settings.

use super::{Advice, Command, ONLY, RESTART, UNSET, shell};

pub(super) const PLAIN: Advice = Advice {
    line: "⟦name⟧=⟦value⟧",
    item: "⟦name⟧=⟦value⟧",
    instead: None,
    about: ONLY,
    commands: &[UNSET],
    remains: &[RESTART],
};

/// The output of a process is no file to edit: what set the variable is.
pub(super) const ENV: Advice = Advice {
    line: "",
    commands: &[
        UNSET,
        shell(
            "grep -ls ⟦name⟧ ~/.profile ~/.bashrc ~/.bash_profile ~/.zshrc ~/.zshenv ~/.config/fish/config.fish ./.env ./.envrc",
            "Lists the start files that may set it.",
        ),
    ],
    remains: &[
        "Remove it where the platform sets it: a secret, a variable group, a unit, a manifest.",
        RESTART,
    ],
    ..PLAIN
};

pub(super) const SHELL: Advice = Advice { line: "export ⟦name⟧=⟦value⟧", ..PLAIN };

/// Source: about_Environment_Variables
/// (<https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables>, read
/// 2026-11-22).
pub(super) const POWERSHELL: Advice = Advice {
    line: "$env:⟦name⟧ = \"⟦value⟧\"",
    commands: &[
        Command {
            language: "powershell",
            text: "Remove-Item Env:⟦name⟧",
            about: "Takes it out of the session that is open.",
        },
        Command {
            language: "powershell",
            text: "[Environment]::SetEnvironmentVariable('⟦name⟧', $null, 'User')",
            about: "Takes it out of what every session of this user starts with; 'Machine' is for all users.",
        },
    ],
    ..PLAIN
};

/// Source: fish, set (<https://fishshell.com/docs/current/cmds/set.html>, read 2026-11-22).
pub(super) const FISH: Advice = Advice {
    line: "set -gx ⟦name⟧ ⟦value⟧",
    commands: &[
        Command {
            language: "fish", text: "set -e ⟦name⟧", about: "Takes it out of the shell that is open."
        },
        Command {
            language: "fish",
            text: "set -Ue ⟦name⟧",
            about: "Takes it out of the universal variables, which outlive the file.",
        },
    ],
    ..PLAIN
};

/// Source: Dockerfile reference, ENV (<https://docs.docker.com/reference/dockerfile/#env>, read 2026-11-22).
pub(super) const DOCKERFILE: Advice = Advice {
    line: "ENV ⟦name⟧=⟦value⟧",
    commands: &[],
    remains: &[
        "Build the image anew and run the new one.",
        "The layers and the history of every image built until now keep it: delete them from registries, and revoke the key.",
    ],
    ..PLAIN
};

/// Source: systemd.exec, Environment= (<https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html>, read
/// 2026-11-22).
pub(super) const SYSTEMD: Advice = Advice {
    line: "Environment=\"⟦name⟧=⟦value⟧\"",
    commands: &[
        shell(
            "sudo systemctl edit --full ⟦unit⟧",
            "Opens the unit, to delete the line; drop-ins are opened without --full.",
        ),
        shell("sudo systemctl daemon-reload && sudo systemctl restart ⟦unit⟧", "Starts the unit without it."),
        shell("systemctl cat ⟦unit⟧ | grep -c ⟦name⟧", "Counts the lines that still name it; 0 is expected."),
    ],
    remains: &["Look into the files of EnvironmentFile= as well."],
    ..PLAIN
};

pub(super) const PROPERTIES: Advice = Advice {
    commands: &[],
    remains: &["Look at -D options of the start command as well: they set the same property.", RESTART],
    ..PLAIN
};

/// Source: Claude Code, authentication and settings (<https://code.claude.com/docs/en/authentication>, read 2026-11-21).
pub(super) const CLAUDE_SETTINGS: Advice = Advice {
    line: "\"⟦name⟧\": \"⟦value⟧\"",
    about: "Take the comma along where it was the last entry.",
    commands: &[],
    remains: &[
        "Settings stand in several files, of the user, the project, and managed ones: a line in any of them is enough, and \
         none can unset what another sets.",
    ],
    ..PLAIN
};

pub(super) const JSON: Advice = Advice {
    line: "\"⟦name⟧\": \"⟦value⟧\"",
    about: "Take the comma along where it was the last entry.",
    commands: &[],
    ..PLAIN
};

/// Source: the command's own help and `ant` 1.20.0 as it was run; logging out keeps the profile.
pub(super) const CREDENTIALS: Advice = Advice {
    line: "",
    commands: &[shell("ant auth logout", "Removes the stored token and keeps the profile.")],
    remains: &[
        "A federation profile keeps its exchanged token here, for an hour or so: that one need not go.",
    ],
    ..JSON
};

/// A key that stands in a text by itself.
pub(in super::super) const STRAY: Advice = Advice {
    line: "⟦value⟧",
    about: "Take the key out, and let a client that federates make the call.",
    commands: &[],
    remains: &[],
    ..PLAIN
};
