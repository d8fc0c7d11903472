//! How a workload gets its token, and what federation does not solve.

use super::fields::{AKS, NAMED, NOT_ON_AKS, ON_AKS, VM, is_system_assigned, runs_on};
use crate::providers::{
    Command, Guard, HandedOut, HttpSource, Jti, Precondition, TokenLife, TokenRequest, TokenSource,
};

const MACHINE: &str = "http://169.254.169.254/metadata/identity/oauth2/token";

/// The machine's metadata service, for an identity that is named.
const NAMED_ON_MACHINE: TokenSource = TokenSource::Http(HttpSource {
    method: "GET",
    url: MACHINE,
    query: &[("api-version", "2018-02-01"), ("resource", "{resource}"), ("client_id", "{client_id}")],
    headers: &[("Metadata", "true")],
    member: Some("access_token"),
});

const OWN_ON_MACHINE: TokenSource = TokenSource::Http(HttpSource {
    method: "GET",
    url: MACHINE,
    query: &[("api-version", "2018-02-01"), ("resource", "{resource}")],
    headers: &[("Metadata", "true")],
    member: Some("access_token"),
});

/// The endpoint that App Service, Functions and Container Apps name in the environment.
const NAMED_IN_APP: TokenSource = TokenSource::Http(HttpSource {
    method: "GET",
    url: "{$IDENTITY_ENDPOINT}",
    query: &[("api-version", "2019-08-01"), ("resource", "{resource}"), ("client_id", "{client_id}")],
    headers: &[("X-IDENTITY-HEADER", "{$IDENTITY_HEADER}")],
    member: Some("access_token"),
});

const OWN_IN_APP: TokenSource = TokenSource::Http(HttpSource {
    method: "GET",
    url: "{$IDENTITY_ENDPOINT}",
    query: &[("api-version", "2019-08-01"), ("resource", "{resource}")],
    headers: &[("X-IDENTITY-HEADER", "{$IDENTITY_HEADER}")],
    member: Some("access_token"),
});

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "A machine asks its metadata service, an app the endpoint in IDENTITY_ENDPOINT, each for the audience app and for one \
          identity by its client id. A pod exchanges the Kubernetes token in AZURE_FEDERATED_TOKEN_FILE at Entra for one of the \
          audience app's, and presents that one to Claude.",
    before: &[
        Precondition::new(
            "The tenant has an audience app with an identifier URI and version 2 tokens, and a service principal for it; without \
             it Entra answers AADSTS500011 or AADSTS50001. platform/azure-setup.sh or platform/azure.tf makes it.",
        )
        .checked_by(
            "az ad app show --id {resource} --query '{{audience: appId, version: api.requestedAccessTokenVersion, uris: identifierUris}}'",
            "Prints the app, with version 2.",
        )
        .fixed_by(
            "az ad app update --id {resource} --requested-access-token-version 2",
            "Switches the app to version 2 tokens, for everything that asks for it. It needs az from 2.68 on.",
        ),
        Precondition::new(
            "The audience app asks for assignment. By default everything in the tenant gets tokens for it; the rule keeps others \
             out, and this keeps them from the token too. The identity then needs an app role first, or Entra answers \
             AADSTS501051.",
        )
        .checked_by(
            "az ad sp show --id {resource} --query appRoleAssignmentRequired -o tsv",
            "Prints true where it does.",
        )
        .fixed_by(
            "app=$(az ad sp show --id {resource} -o json); body=$(jq -n --argjson app \"$app\" --arg role {app_role} --arg oid \
             {object_id} '{{principalId: $oid, resourceId: $app.id, appRoleId: ($app.appRoles[] | select(.value == $role) | .id)}}'); az \
             rest --method post --url \"https://graph.microsoft.com/v1.0/servicePrincipals/$(jq -r .id <<< \"$app\")/appRoleAssignedTo\" \
             --body \"$body\" && az ad sp update --id {resource} --set appRoleAssignmentRequired=true",
            "Gives the identity a role that the app defines, then makes the app ask for assignment: whoever has no role gets no token \
             from then on.",
        ),
        Precondition::new(
            "The issuer lets through what Entra makes: 87000 seconds for managed identities, 7500 for pods. The default of 3600 \
             denies both.",
        ),
        Precondition::new(
            "The identity is attached, and the request names it by its client id: with several, another may answer unasked.",
        )
        .checked_by(
            "az vm identity show -g {resource_group} -n {host_name} --query 'keys(userAssignedIdentities)' -o tsv || az containerapp \
             identity show -g {resource_group} -n {host_name} --query 'keys(userAssignedIdentities)' -o tsv || az webapp identity \
             show -g {resource_group} -n {host_name} --query 'keys(userAssignedIdentities)' -o tsv",
            "Lists the identities that are attached.",
        )
        .when(|answers| NOT_ON_AKS(answers) && NAMED(answers)),
        Precondition::new("The cluster has its OIDC issuer and Workload ID on.")
            .checked_by(
                "az aks show -g {resource_group} -n {host_name} --query '{{issuer: oidcIssuerProfile.issuerUrl, workloadIdentity: \
                 securityProfile.workloadIdentity.enabled}}'",
                "Prints the issuer and true.",
            )
            .fixed_by(
                "az aks update -g {resource_group} -n {host_name} --enable-oidc-issuer --enable-workload-identity --output none",
                "Switches both on.",
            )
            .when(ON_AKS),
        Precondition::new("The identity trusts the pods' Kubernetes account: issuer, subject and audience to the last character.")
            .checked_by(
                "az identity federated-credential list -g {resource_group} --identity-name {identity_name} --query \
                 '[].[issuer,subject,audiences[0]]' -o tsv",
                "Lists whom the identity trusts: system:serviceaccount:NAMESPACE:NAME, for api://AzureADTokenExchange.",
            )
            .when(ON_AKS),
        Precondition::new(
            "Claude gets what Entra gives out, never the file in AZURE_FEDERATED_TOKEN_FILE: that one is for Entra alone.",
        )
        .when(ON_AKS),
    ],
    command: Command::new(
        "if [ -n \"${{AZURE_FEDERATED_TOKEN_FILE:-}}\" ]; then curl -sS --data-urlencode grant_type=client_credentials --data-urlencode \
         client_id={client_id} --data-urlencode client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
         --data-urlencode \"client_assertion@$AZURE_FEDERATED_TOKEN_FILE\" --data-urlencode scope={resource}/.default \
         https://login.microsoftonline.com/{tenant_id}/oauth2/v2.0/token; elif [ -n \"${{IDENTITY_ENDPOINT:-}}\" ]; then printf \
         'X-IDENTITY-HEADER: %s\\n' \"$IDENTITY_HEADER\" | curl -sS -G -H @- -d api-version=2019-08-01 --data-urlencode \
         resource={resource} --data-urlencode client_id={client_id} \"$IDENTITY_ENDPOINT\"; else curl -sS -G -H Metadata:true -d \
         api-version=2018-02-01 --data-urlencode resource={resource} --data-urlencode client_id={client_id} \
         http://169.254.169.254/metadata/identity/oauth2/token; fi | jq -r .access_token",
        "Prints a live token, in the pod, app or machine alone. A managed identity's is good for up to a day, and no single use \
         ends it sooner. For a system-assigned identity leave client_id out.",
    ),
    source: |answers| match (runs_on(answers), is_system_assigned(answers)) {
        (AKS, _) => TokenSource::File,
        (VM, false) => NAMED_ON_MACHINE,
        (VM, true) => OWN_ON_MACHINE,
        (_, false) => NAMED_IN_APP,
        (_, true) => OWN_IN_APP,
    },
    file: |_| super::wiring::TOKEN_FILE,
    file_note: "whatever asks Entra renews the token there before it ends",
    life: TokenLife {
        usual_seconds: 86_700,
        longest_seconds: Some(86_700),
        unverified: true,
        handed_out: HandedOut::Cached,
        jti: Jti::Never,
    },
    replay: "Entra sets iat back by five minutes, so that a managed identity's token of 24 hours spans 86700 seconds, beyond the \
             86400 that look enough. Pods get tokens of 60 to 90 minutes. There is no jti: Azure hands out the same cached token \
             until it is about to end, it can be exchanged again and again, and check_jti changes nothing. One that leaks is \
             good for up to a day, in which an archived rule is the only end.",
};

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever may attach the identity: Managed Identity Operator or Contributor on it, with something to attach it to.",
        "Whoever may run commands on the machine or deploy to the app: Contributor, Virtual Machine Contributor, Website Contributor.",
        "Whoever may add a federated credential to the identity: any issuer in the world can then stand for it.",
        "Owners of the app registration that asks, who may add secrets and certificates to it, and Application Administrators.",
        "Everything on a machine, or behind a hole in its web server, that reaches its metadata service.",
        "On AKS: whoever may create pods with the Kubernetes account, and administrators of the cluster.",
    ],
    audit: &[
        Command::new(
            "id=$(az identity show -g {resource_group} -n {identity_name} --query id -o tsv) && az role assignment list --scope \"$id\" \
             --include-inherited --query '[].[principalName,roleDefinitionName]' -o tsv",
            "Lists who holds which role on the identity, by inheritance too.",
        )
        .when(NAMED),
        Command::new(
            "az identity federated-credential list -g {resource_group} --identity-name {identity_name} --query \
             '[].[name,issuer,subject]' -o tsv",
            "Lists whom the identity trusts; on machines and apps nothing is what you want.",
        )
        .when(NAMED),
        Command::new(
            "az identity list-resources -g {resource_group} -n {identity_name} --query '[].id' -o tsv",
            "Lists what the identity is attached to (a preview of Microsoft's).",
        )
        .when(NAMED),
        Command::new(
            "az resource list -g {resource_group} -n {host_name} --query '[].id' -o tsv | while read -r id; do az role assignment list \
             --scope \"$id\" --include-inherited --query '[].[principalName,roleDefinitionName]' -o tsv; done",
            "Lists who holds which role on the machine, app or cluster.",
        ),
        Command::new(
            "az ad app credential list --id {client_id} --query '[].[keyId,endDateTime]' -o tsv; az ad app owner list --id {client_id} \
             --query '[].displayName' -o tsv",
            "For an app registration: lists its secrets and its owners. A managed identity has none, and az says so.",
        ),
        Command::new(
            "id=$(az ad sp show --id {resource} --query id -o tsv) && az rest --method get --url \
             \"https://graph.microsoft.com/v1.0/servicePrincipals/$id/appRoleAssignedTo\" --query \
             'value[].[principalDisplayName,principalType]' -o tsv",
            "Lists who was assigned to the audience app.",
        ),
    ],
    watch: &[
        "Sign-ins of managed identities and service principals in Entra's logs, for the audience app.",
        "New federated credentials, new attachments of the identity, and new secrets of apps.",
        "An identity that is deleted and made again has another object id: it stays out, as it should.",
        "A change of requestedAccessTokenVersion on the audience app changes issuer, aud and azp at once, and every exchange is \
         denied.",
        "A role taken away shows only in the next token, which can be a day away.",
    ],
    not_yet: &[
        "Nobody in the tenant may make the audience app: ask for it first.",
        "Several workloads share the identity, and only one of them is to reach Claude.",
        "The workload signs in with a client secret: give it a managed identity or a federated credential first.",
        "Pods need nothing else of Entra: the cluster's own tokens, under Azure AKS, do without an app and without day-long tokens.",
        "The token would be a person's, from an app that people sign in to.",
    ],
};
