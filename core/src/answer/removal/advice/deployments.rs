//! What describes containers and functions.

use super::local::PLAIN;
use super::{Advice, HISTORY, UNSET, shell};

pub(super) const YAML: Advice =
    Advice { line: "⟦name⟧: ⟦value⟧", commands: &[], remains: &[HISTORY], ..PLAIN };

/// Source: docker compose up (<https://docs.docker.com/reference/cli/docker/compose/up/>, read 2026-11-22).
pub(super) const COMPOSE: Advice = Advice {
    commands: &[
        UNSET,
        shell(
            "docker compose up --detach --force-recreate",
            "Makes the containers anew: those that run keep the variable.",
        ),
    ],
    remains: &["Look into the files of env_file, and into the .env file beside this one.", HISTORY],
    ..YAML
};

pub(super) const KUBERNETES: Advice =
    Advice { line: "- name: ⟦name⟧", about: "The value or valueFrom below it goes with it.", ..YAML };
