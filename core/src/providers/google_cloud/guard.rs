//! How a workload gets its token, and what federation does not solve.

use super::fields::{ON_COMPUTE_ENGINE, ON_GKE};
use crate::providers::{
    Command, Guard, HandedOut, HttpSource, Jti, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The workload asks the metadata server, which is there on every machine and container of Google Cloud, and names the \
          audience and format=full. No key and no permission is needed for it.",
    before: &[
        Precondition::new(
            "The workload runs as a service account of its own; a default account is everybody's in the project.",
        )
        .checked_by(
            "gcloud iam service-accounts describe {service_account_email} --format='value(email,uniqueId,disabled)'",
            "Prints the address and the unique id, and True where it is disabled.",
        ),
        Precondition::new(
            "The request says format=full: without it there is no email, and a rule that compares one denies.",
        ),
        Precondition::new(
            "The token comes from the metadata server. One of gcloud auth print-identity-token for a person has another audience, \
             and one for PROJECT.svc.id.goog is for Google alone.",
        ),
        Precondition::new("Workload Identity is on for the cluster and for the node pool.")
            .checked_by(
                "gcloud container clusters describe CLUSTER --location LOCATION --project {project_id} \
                 --format='value(workloadIdentityConfig.workloadPool,nodePools[].config.workloadMetadataConfig.mode)'",
                "Prints the pool and GKE_METADATA for each node pool.",
            )
            .when(ON_GKE),
        Precondition::new(
            "The Kubernetes account is annotated with the Google one and may act as it: a pod without a Google account may get no \
             identity token at all (not confirmed).",
        )
        .checked_by(
            "gcloud iam service-accounts get-iam-policy {service_account_email} --flatten='bindings[].members' \
             --filter='bindings.role:roles/iam.workloadIdentityUser' --format='value(bindings.members)'",
            "Lists the Kubernetes accounts that may act as it.",
        )
        .when(ON_GKE),
    ],
    command: Command::new(
        "curl -sS -G -H 'Metadata-Flavor: Google' --data-urlencode audience=https://api.anthropic.com -d format=full \
         http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity",
        "Prints a live token, on a machine or in a container of Google Cloud alone. It is good for an hour, and no single use \
         ends it sooner.",
    ),
    source: |_| {
        TokenSource::Http(HttpSource {
            method: "GET",
            url: "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity",
            query: &[("audience", "{audience}"), ("format", "full")],
            headers: &[("Metadata-Flavor", "Google")],
            member: None,
        })
    },
    file: |_| super::wiring::TOKEN_FILE,
    file_note: "whatever asks the metadata server renews the token there before each exchange",
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: Some(3600),
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Never,
    },
    replay: "A token lives for an hour and has no jti: whoever gets hold of it can exchange it again and again until it ends, and \
             check_jti changes nothing. Compute Engine makes a new one at each request; elsewhere the same may come again for a \
             while (not confirmed), which does no harm here. A copy of an old token gives access tokens that live twice as \
             long as what is left of it.",
};

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever has roles/iam.serviceAccountTokenCreator or serviceAccountOpenIdTokenCreator on the account, its project, folder or organization: \
         getOpenIdToken, getAccessToken, signJwt, signBlob, implicitDelegation.",
        "Whoever may act as the account (iam.serviceAccounts.actAs) and deploy something that runs as it.",
        "Whoever holds a key of the account: a key file mints tokens anywhere.",
        "Whoever may log in to the machine, or makes it ask its metadata server.",
        "Whoever may deploy to the service or function, or edit what builds it.",
        "On GKE: whoever may create pods with the Kubernetes account, and anybody who may change the account's bindings.",
    ],
    audit: &[
        Command::new(
            "gcloud iam service-accounts get-iam-policy {service_account_email} --flatten='bindings[].members' \
             --format='value(bindings.role,bindings.members)'",
            "Lists who holds which role on the account itself.",
        ),
        Command::new(
            "gcloud iam service-accounts keys list --iam-account {service_account_email} --managed-by=user --format='value(name)'",
            "Lists the account's key files; nothing is what you want.",
        ),
        Command::new(
            "project={project_id}; account={service_account_email}; gcloud asset analyze-iam-policy --organization=ORGANIZATION_NUMBER \
             --full-resource-name=\"//iam.googleapis.com/projects/$project/serviceAccounts/$account\" \
             --permissions=iam.serviceAccounts.actAs,iam.serviceAccounts.getAccessToken,iam.serviceAccounts.getOpenIdToken,iam.serviceAccounts.implicitDelegation,iam.serviceAccounts.signBlob,iam.serviceAccounts.signJwt \
             --expand-groups --format=json | jq -r '.mainAnalysis.analysisResults[]?.identityList.identities[]?.name' | sort -u",
            "Lists everybody who can act as the account or mint its tokens, by inherited roles too.",
        ),
        Command::new(
            "gcloud projects get-iam-policy {project_id} --flatten='bindings[].members' \
             --filter='bindings.role~serviceAccount OR bindings.role~owner OR bindings.role~editor' \
             --format='value(bindings.role,bindings.members)'",
            "Lists who may act as every account of the project.",
        ),
        Command::new(
            "gcloud compute instances list --project {project_id} --format=json | jq -r --arg account {service_account_email} '.[] | \
             select([.serviceAccounts[]?.email] | index($account)) | .name'",
            "Lists the machines that run as the account.",
        )
        .when(ON_COMPUTE_ENGINE),
        Command::new(
            "kubectl get serviceaccounts -A -o json | jq -r --arg account {service_account_email} '.items[] | \
             select(.metadata.annotations[\"iam.gke.io/gcp-service-account\"] == $account) | .metadata.namespace + \"/\" + .metadata.name'",
            "Lists the Kubernetes accounts that act as it.",
        )
        .when(ON_GKE),
        Command::new(
            "gcloud logging read 'protoPayload.serviceName=\"iamcredentials.googleapis.com\"' --project {project_id} --freshness=7d \
             --format='value(timestamp,protoPayload.methodName,protoPayload.authenticationInfo.principalEmail)'",
            "Lists who minted tokens by impersonation; data access logs of IAM have to be on for it.",
        ),
    ],
    watch: &[
        "GenerateIdToken and GenerateAccessToken for the account in the audit logs, and new keys of the account.",
        "Bindings of Token Creator, Service Account User and Workload Identity User.",
        "The organization's policies: iam.disableServiceAccountKeyCreation keeps key files from coming back.",
        "A deleted account's address can be made again, its unique id cannot: such an account stays out, as it should.",
        "Tokens are not single-use: treat one that reached a log as leaked for an hour.",
    ],
    not_yet: &[
        "The workload runs as a default account: give it one of its own first.",
        "The account has key files: remove them first, or everybody with a copy comes along.",
        "Several workloads share the account, and only one of them is to reach Claude.",
        "The pods act as no Google account: use the cluster's own tokens, under Google GKE.",
    ],
};
