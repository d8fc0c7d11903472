//! The form, and what is wrong with an entry.

use super::entries::{is_id, is_name};
use crate::providers::shared::{check_lifetime, host, keys_problem};
use crate::providers::{Answers, Choice, Command, Entry, Field, Need};

/// Which installation runs it; the first choice is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Installation {
    Hcp,
    HcpEurope,
    Enterprise,
}

impl Installation {
    pub(super) fn of(answers: &Answers) -> Self {
        match answers.get("installation") {
            "hcp-eu" => Self::HcpEurope,
            "enterprise" => Self::Enterprise,
            _ => Self::Hcp,
        }
    }
}

/// Asks the API of the installation: `TFE_HOSTNAME` and `TFE_TOKEN` are the variables of the official provider. The token
/// travels through a pipe.
macro_rules! api {
    ($call:literal) => {
        concat!(
            "printf 'Authorization: Bearer %s\\n' \"$TFE_TOKEN\" | curl -sS -H @- \
             \"https://${{TFE_HOSTNAME:-app.terraform.io}}\"/api/v2/",
            $call
        )
    };
}
pub(super) use api;

const WORKSPACE: Command = Command::new(
    api!(
        "organizations/{organization}/workspaces/{workspace} | jq -r '.data.id, .data.relationships.project.data.id'"
    ),
    "Prints the ids of the workspace and of its project. TFE_TOKEN holds an API token of yours, TFE_HOSTNAME the host where it \
     is not app.terraform.io.",
);

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "installation",
        label: "Installation",
        hint: "It decides the issuer. The European one is known from a single public source: compare it with iss of a token.",
        example: "hcp",
        placeholder: "INSTALLATION",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "hcp", label: "HCP Terraform (app.terraform.io)" },
            Choice { value: "hcp-eu", label: "HCP Terraform, Europe (app.eu.terraform.io)" },
            Choice { value: "enterprise", label: "Terraform Enterprise" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "tfe_host",
        label: "Host of the installation",
        hint: "As in the address of its pages. The commands need TFE_HOSTNAME set to it.",
        example: "tfe.acme.example",
        placeholder: "TFE_HOST",
        need: Need::Required,
        asked: |answers| Installation::of(answers) == Installation::Enterprise,
        check: |text| {
            let name = host(text.trim());
            let fine =
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-.:".contains(c));
            (!fine || name != text.trim())
                .then_some("Enter the host alone, such as tfe.acme.example: the files need it so.")
        },
        ..Field::LINE
    },
    Field {
        id: "jwks",
        label: "Public keys",
        hint: "Only where Claude cannot reach the installation: its key set, to be pasted again whenever its keys change.",
        example: r#"{"keys":[{"kty":"RSA","kid":"k1","n":"AQAB","e":"AQAB"}]}"#,
        placeholder: "TFE_JWKS",
        entry: Entry::Lines,
        find: &[Command::new(
            "curl -sS https://{tfe_host}/.well-known/openid-configuration | jq -r .jwks_uri | xargs curl -sS",
            "Prints the public keys. Run it where the installation can be reached.",
        )],
        asked: |answers| Installation::of(answers) == Installation::Enterprise,
        check: keys_problem,
        ..Field::LINE
    },
    Field {
        id: "organization",
        label: "Organization",
        hint: "Its name, as in the address of its pages: app.terraform.io/app/NAME.",
        example: "acme",
        placeholder: "ORGANIZATION",
        need: Need::Required,
        check: name,
        ..Field::LINE
    },
    Field {
        id: "project",
        label: "Project",
        hint: "Its name, blanks included. The overview of the workspace shows it.",
        example: "Default Project",
        placeholder: "PROJECT",
        need: Need::Recommended,
        check: |text| {
            let fine = text.trim().chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
            (!fine).then_some(
                "A project's name has letters, digits, blanks, - and _ alone; name one, without *.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "workspace",
        label: "Workspace",
        hint: "Its name, as in the address of its page.",
        example: "claude-prod",
        placeholder: "WORKSPACE",
        need: Need::Required,
        check: name,
        ..Field::LINE
    },
    Field {
        id: "tfe_organization_id",
        label: "Organization id",
        hint: "The external id, org-…: it stays when the name passes to somebody else.",
        example: "org-GRNbCjYNpBB6NEH9",
        placeholder: "TFE_ORGANIZATION_ID",
        need: Need::Recommended,
        find: &[Command::new(
            api!("organizations/{organization} | jq -r '.data.attributes[\"external-id\"]'"),
            "Prints it.",
        )],
        check: |text| {
            (!is_id("org-", text.trim())).then_some("An organization's id is org- and 16 letters and digits.")
        },
        ..Field::LINE
    },
    Field {
        id: "tfe_workspace_id",
        label: "Workspace id",
        hint: "ws-…: the overview of the workspace shows it under the name. For several workspaces make a rule each.",
        example: "ws-mbsd5E3Ktt5Rg2Xm",
        placeholder: "TFE_WORKSPACE_ID",
        need: Need::Required,
        find: &[WORKSPACE],
        check: |text| {
            (!is_id("ws-", text.trim())).then_some("A workspace's id is ws- and 16 letters and digits.")
        },
        ..Field::LINE
    },
    Field {
        id: "phase",
        label: "Phase",
        hint: "Plans run what a pull request brings, speculative ones too. Each phase has a token of its own.",
        example: "apply",
        placeholder: "PHASE",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "apply", label: "Apply" },
            Choice { value: "plan", label: "Plan" },
            Choice { value: "both", label: "Both, as a Terraform provider needs" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "lifetime",
        label: "Life of a token, in seconds",
        hint: "exp less iat of a token: the timeout of its phase, which administrators set. Usual are 7200 for plans and 86400 \
               for applies (not confirmed), which stand while this is empty.",
        example: "7200",
        placeholder: "SECONDS",
        need: Need::Recommended,
        check: check_lifetime,
        ..Field::LINE
    },
];

fn name(text: &str) -> Option<&'static str> {
    (!is_name(text.trim())).then_some("A name has letters, digits, - and _ alone; name one, without *.")
}
