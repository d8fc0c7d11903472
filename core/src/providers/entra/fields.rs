//! The form.

use super::check;
use crate::providers::{Answers, Choice, Command, Entry, Field, Need};

pub(super) const VM: &str = "vm";
pub(super) const APP: &str = "app";
pub(super) const AKS: &str = "aks";
pub(super) const USER_ASSIGNED: &str = "user-assigned";
pub(super) const SYSTEM_ASSIGNED: &str = "system-assigned";
pub(super) const V2: &str = "v2";
pub(super) const V1: &str = "v1";
pub(super) const PUBLIC: &str = "public";
pub(super) const US_GOVERNMENT: &str = "us-government";

/// Where the workload runs; the first choice where none of them was made.
pub(super) fn runs_on(answers: &Answers) -> &'static str {
    match answers.get("runs_on") {
        APP => APP,
        AKS => AKS,
        _ => VM,
    }
}

/// Whether the machine or app has an identity of its own. Pods never have.
pub(super) fn is_system_assigned(answers: &Answers) -> bool {
    answers.get("identity_kind") == SYSTEM_ASSIGNED && runs_on(answers) != AKS
}

/// Whether tokens are of version 1.
pub(super) fn is_v1(answers: &Answers) -> bool {
    answers.get("token_version") == V1
}

pub(super) const ON_VM: fn(&Answers) -> bool = |answers| runs_on(answers) == VM;
pub(super) const ON_APP: fn(&Answers) -> bool = |answers| runs_on(answers) == APP;
pub(super) const ON_AKS: fn(&Answers) -> bool = |answers| runs_on(answers) == AKS;
pub(super) const NOT_ON_AKS: fn(&Answers) -> bool = |answers| runs_on(answers) != AKS;
const OF_ITS_OWN: fn(&Answers) -> bool = |answers| is_system_assigned(answers);
pub(super) const NAMED: fn(&Answers) -> bool = |answers| !is_system_assigned(answers);

/// What stands in a rule while its part is not entered: no id of Entra's has capitals or an underscore.
pub(super) const OBJECT_ID: &str = "OBJECT_ID";
pub(super) const AUDIENCE_APP_ID: &str = "AUDIENCE_APP_ID";

const IDENTITY: Command = Command::new(
    "az identity show -g {resource_group} -n {identity_name} --query '{{oid: principalId, azp: clientId, tid: tenantId}}'",
    "Prints object id, client id and tenant of the managed identity.",
)
.when(NAMED);

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "runs_on",
        label: "Runs on",
        hint: "Where the workload gets its token from. The rule is the same; how long tokens live is not.",
        example: VM,
        placeholder: "RUNS_ON",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: VM, label: "Virtual machine or scale set" },
            Choice { value: APP, label: "Container Apps, Functions or App Service" },
            Choice { value: AKS, label: "AKS with Entra Workload ID" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "identity_kind",
        label: "Identity",
        hint: "One that you made and attached, or the machine's or app's own, which ends with it.",
        example: USER_ASSIGNED,
        placeholder: "IDENTITY_KIND",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: USER_ASSIGNED, label: "User-assigned managed identity" },
            Choice { value: SYSTEM_ASSIGNED, label: "System-assigned managed identity" },
        ]),
        asked: NOT_ON_AKS,
        ..Field::LINE
    },
    Field {
        id: "token_version",
        label: "Version of the tokens",
        hint: "The audience app chooses it, by requestedAccessTokenVersion: 2, or 1 where nobody set it. A token shows it in ver.",
        example: V2,
        placeholder: "TOKEN_VERSION",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: V2, label: "Version 2 (login.microsoftonline.com)" },
            Choice { value: V1, label: "Version 1 (sts.windows.net)" },
        ]),
        find: &[Command::new(
            "az ad app show --id {resource} --query '{{audience: appId, version: api.requestedAccessTokenVersion, uris: identifierUris}}'",
            "Prints the app's client id, the version, where nothing is 1, and its URIs.",
        )],
        ..Field::LINE
    },
    Field {
        id: "cloud",
        label: "Cloud",
        hint: "Azure itself, or the national cloud for the US government, whose issuer is not confirmed: compare it with a token.",
        example: PUBLIC,
        placeholder: "CLOUD",
        entry: Entry::Choice(&[
            Choice { value: PUBLIC, label: "Azure" },
            Choice { value: US_GOVERNMENT, label: "Azure Government" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "tenant_id",
        label: "Tenant",
        hint: "The id of the directory that the identity is in.",
        example: "11111111-2222-3333-4444-555555555555",
        placeholder: "TENANT_ID",
        need: Need::Required,
        find: &[Command::new("az account show --query tenantId -o tsv", "Prints the tenant that az is signed in to.")],
        check: check::tenant,
        ..Field::LINE
    },
    Field {
        id: "object_id",
        label: "Object id",
        hint: "Of the identity's service principal (principalId), which tokens carry as sub and oid. Neither the client id nor the \
               object id of an application.",
        example: "9f8e7d6c-1a2b-3c4d-5e6f-0a1b2c3d4e5f",
        placeholder: OBJECT_ID,
        need: Need::Required,
        find: &[
            IDENTITY,
            Command::new(
                "az vm identity show -g {resource_group} -n {host_name} --query principalId -o tsv",
                "Prints the object id of the machine's own identity.",
            )
            .when(|answers| OF_ITS_OWN(answers) && ON_VM(answers)),
            Command::new(
                "az containerapp identity show -g {resource_group} -n {host_name} --query principalId -o tsv || az webapp identity \
                 show -g {resource_group} -n {host_name} --query principalId -o tsv",
                "Prints the object id of the app's own identity.",
            )
            .when(|answers| OF_ITS_OWN(answers) && ON_APP(answers)),
        ],
        check: check::guid,
        ..Field::LINE
    },
    Field {
        id: "client_id",
        label: "Client id",
        hint: "Of the identity. Tokens carry it as azp, in version 1 as appid; requests name it, so that no other identity of the \
               machine answers.",
        example: "22222222-3333-4444-5555-666666666666",
        placeholder: "CLIENT_ID",
        need: Need::Recommended,
        find: &[
            IDENTITY,
            Command::new(
                "az ad sp show --id {object_id} --query appId -o tsv",
                "Prints the client id that goes with an object id.",
            ),
        ],
        check: check::guid,
        ..Field::LINE
    },
    Field {
        id: "resource",
        label: "Audience app",
        hint: "The app registration that stands for Claude in your tenant, by its identifier URI: what tokens are asked for. One \
               serves the whole tenant; platform/azure-setup.sh makes it.",
        example: "api://00000000-1111-2222-3333-444444444444",
        placeholder: "api://AUDIENCE_APP_ID",
        need: Need::Required,
        find: &[Command::new(
            "az ad app list --show-mine --query '[].{{name: displayName, audience: appId, uris: identifierUris}}'",
            "Lists the app registrations that are yours.",
        )],
        check: check::resource,
        ..Field::LINE
    },
    Field {
        id: "audience_app_id",
        label: "Audience app's client id",
        hint: "What tokens of version 2 carry as aud. It stands behind api:// unless somebody chose another URI.",
        example: "00000000-1111-2222-3333-444444444444",
        placeholder: AUDIENCE_APP_ID,
        need: Need::Recommended,
        find: &[Command::new("az ad app show --id {resource} --query appId -o tsv", "Prints the client id.")],
        asked: |answers| !is_v1(answers),
        check: check::guid,
        ..Field::LINE
    },
    Field {
        id: "app_role",
        label: "App role",
        hint: "The value of a role that the audience app defines and the identity was given. With it the rule asks for the role \
               as well, and taking it away ends the access once the token does.",
        example: "Claude.Invoke",
        placeholder: "APP_ROLE",
        find: &[Command::new(
            "az ad app show --id {resource} --query 'appRoles[].value' -o tsv",
            "Lists the roles that the app defines.",
        )],
        check: check::role,
        ..Field::LINE
    },
    Field {
        id: "resource_group",
        label: "Resource group",
        hint: "Of the identity and what it runs on, for commands and files. It takes no part in the rule.",
        example: "inference",
        placeholder: "RESOURCE_GROUP",
        need: Need::Required,
        find: &[Command::new("az group list --query '[].name' -o tsv", "Lists the resource groups.")],
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "identity_name",
        label: "Managed identity",
        hint: "The name of the user-assigned identity, for commands and files.",
        example: "claude-mi",
        placeholder: "IDENTITY_NAME",
        need: Need::Required,
        find: &[Command::new(
            "az identity list -g {resource_group} --query '[].name' -o tsv",
            "Lists the identities of the group.",
        )],
        asked: NAMED,
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "host_name",
        label: "Machine, app or cluster",
        hint: "What the identity is attached to, for commands and files: its name in Azure.",
        example: "worker",
        placeholder: "HOST_NAME",
        need: Need::Required,
        find: &[Command::new("az resource list -g {resource_group} --query '[].[type,name]' -o tsv", "Lists what is in the group.")],
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "namespace",
        label: "Namespace",
        hint: "The Kubernetes namespace of the pods.",
        example: "inference",
        placeholder: "NAMESPACE",
        need: Need::Required,
        find: &[Command::new("kubectl get namespaces -o name", "Lists the namespaces.")],
        asked: ON_AKS,
        check: check::label,
        ..Field::LINE
    },
    Field {
        id: "kubernetes_account",
        label: "Kubernetes account",
        hint: "The Kubernetes service account of the pods, which Entra trusts for the identity.",
        example: "inference-worker",
        placeholder: "KUBERNETES_ACCOUNT",
        need: Need::Required,
        find: &[Command::new(
            "kubectl -n {namespace} get serviceaccounts -o name",
            "Lists the accounts of the namespace.",
        )],
        asked: ON_AKS,
        check: check::label,
        ..Field::LINE
    },
    Field {
        id: "image",
        label: "Image",
        hint: "The workload's container image, for the manifest. It takes no part in the rule.",
        example: "registry.example.com/team/inference-worker:1.4.2",
        placeholder: "IMAGE",
        asked: ON_AKS,
        check: check::image,
        ..Field::LINE
    },
];
