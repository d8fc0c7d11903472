//! Files of CI systems, and the stores that their secrets come from.

use super::deployments::YAML;
use super::{Advice, shell};

/// The service's own stores, for a variable that comes from one.
const STORE: &str = "The settings of the project, the group above it and the organization may set the same name: look there too.";

/// Source: gh secret delete, gh variable delete (<https://cli.github.com/manual/gh_secret_delete>, read 2026-11-22).
pub(super) const GITHUB: Advice = Advice {
    about: "In its place, federation needs the permission id-token: write.",
    commands: &[
        shell("git grep -n -e ⟦secret⟧ -- .github", "Lists what else of this repository uses the secret."),
        shell(
            "gh secret delete ⟦secret⟧",
            "Deletes the repository’s secret; --env NAME or --org NAME where it stands there. Other workflows may still use it.",
        ),
        shell(
            "gh variable delete ⟦var⟧",
            "Deletes the repository’s variable, which everyone who can read the repository sees.",
        ),
    ],
    remains: &["An organization’s secret of the same name steps in where the repository’s is gone."],
    ..YAML
};

/// Source: glab variable delete (<https://docs.gitlab.com/cli/variable/delete/>, read 2026-11-22).
pub(super) const GITLAB: Advice = Advice {
    commands: &[shell(
        "glab variable delete ⟦from⟧",
        "Deletes the project’s variable; --group NAME where the group sets it.",
    )],
    remains: &[STORE],
    ..YAML
};

/// Source: CircleCI API v2, deleteEnvVar (<https://circleci.com/docs/api/v2/>, read 2026-11-22).
pub(super) const CIRCLECI: Advice = Advice {
    commands: &[shell(
        "printf 'Circle-Token: %s\\n' \"$CIRCLE_TOKEN\" | curl -sS -H @- -X DELETE \
         \"https://circleci.com/api/v2/project/$PROJECT_SLUG/envvar/\"⟦name⟧",
        "Deletes the project’s variable of this name, which steps in where the line is gone; PROJECT_SLUG is such as gh/acme/site.",
    )],
    remains: &["Contexts set variables for every project that uses them: look there too."],
    ..YAML
};

/// Source: Bitbucket Cloud, variables and secrets
/// (<https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/>, read 2026-11-22).
pub(super) const BITBUCKET: Advice = Advice {
    commands: &[shell(
        "curl -sS --netrc \"https://api.bitbucket.org/2.0/repositories/$WORKSPACE/$REPOSITORY/pipelines_config/variables?pagelen=100\" | \
         jq -r '.values[] | .uuid + \" \" + .key' | grep -w ⟦from⟧",
        "Tells the variable’s id: a DELETE of the same address with the id behind variables/ takes one away.",
    )],
    remains: &["Variables of deployments and of the workspace count too: look there."],
    ..YAML
};

/// Source: az pipelines variable (<https://learn.microsoft.com/cli/azure/pipelines/variable>, read 2026-11-22).
pub(super) const AZURE: Advice = Advice {
    commands: &[
        shell(
            "az pipelines variable delete --name ⟦from⟧ --pipeline-name \"$PIPELINE\"",
            "Deletes the pipeline’s own variable.",
        ),
        shell(
            "az pipelines variable-group variable delete --name ⟦from⟧ --group-id \"$GROUP\"",
            "Deletes it from a variable group, for every pipeline that uses the group.",
        ),
    ],
    remains: &["A group that is linked to a key vault takes it from there: delete it in the vault."],
    ..YAML
};
