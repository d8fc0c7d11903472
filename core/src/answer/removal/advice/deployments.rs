//! What describes containers.

use super::local::PLAIN;
use super::{Advice, UNSET, shell};

pub(super) const YAML: Advice =
    Advice { line: "⟦name⟧: ⟦value⟧", commands: &[], remains: &[], ..PLAIN };

/// Source: docker compose up (<https://docs.docker.com/reference/cli/docker/compose/up/>, read 2026-11-22).
pub(super) const COMPOSE: Advice = Advice {
    item: "- ⟦name⟧=⟦value⟧",
    commands: &[
        UNSET,
        shell(
            "docker compose up --detach --force-recreate",
            "Makes the containers anew: those that run keep the variable.",
        ),
    ],
    remains: &["Look into the files of env_file, and into the .env file beside this one."],
    ..YAML
};

/// Sources, read 2026-11-22: kubectl set env (<https://kubernetes.io/docs/reference/kubectl/generated/kubectl_set/kubectl_set_env/>),
/// gcloud run services update (<https://cloud.google.com/sdk/gcloud/reference/run/services/update>).
pub(super) const KUBERNETES: Advice = Advice {
    item: "- name: ⟦name⟧",
    about: "In a list, the value or valueFrom below it goes with it.",
    commands: &[
        shell(
            "kubectl set env ⟦workload⟧ --containers=⟦container⟧ ⟦name⟧-",
            "Takes it out of what runs now, and rolls that out; add -n NAMESPACE where it has one.",
        ),
        shell(
            "gcloud run services update ⟦service⟧ --remove-env-vars=⟦name⟧",
            "Rolls out a revision without it.",
        ),
        shell(
            "gcloud run services update ⟦service⟧ --remove-secrets=⟦name⟧",
            "The same, where the value comes from a secret.",
        ),
        shell(
            "kubectl patch secret ⟦store⟧ --type=json -p ⟦patch⟧",
            "Takes the key out of the Secret and leaves the others; what runs keeps it until it restarts.",
        ),
    ],
    remains: &[
        "What makes the manifest makes it again: a chart’s values, an overlay, an operator, an external store.",
    ],
    ..YAML
};
