//! Where a static key hides in a cluster, and who can mint its identities: commands that print names, never values.
//!
//! The filters are jq programs in single quotes; typed text reaches them through `--arg` alone.

use super::super::{Command, KeyPlace};
use super::fields::{ON_AKS, ON_EKS, ON_GKE};

pub(super) static KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new("Container environment", Command::new(r#"kubectl get deployments,statefulsets,daemonsets,jobs,cronjobs,pods -A -o json | jq -r '.items[] | . as $o | ((.spec.template // .spec.jobTemplate.spec.template // .).spec) | (.containers + (.initContainers // []))[] | select([(.env[]? | .name, .value // ""), .command[]?, .args[]?] | any(test("ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN|sk-ant-api"))) | $o.kind + " " + $o.metadata.namespace + "/" + $o.metadata.name + " " + .name'"#, "Lists every container, in all namespaces, whose environment, command or arguments name a static credential or hold \
                   one; an empty variable counts.")).removed_by(Command::new("kubectl -n {namespace} set env deployment/{workload} ANTHROPIC_API_KEY- ANTHROPIC_AUTH_TOKEN- && \
                       kubectl -n {namespace} rollout status deployment/{workload}", "Takes both variables out of the Deployment (a value of \"\" would still count in some clients) and waits for \
                   the new pods. Where Helm or GitOps owns the Deployment, change the source instead, or it comes back.")),
    KeyPlace::new("Imported environment", Command::new(r#"kubectl get deployments,statefulsets,daemonsets,jobs,cronjobs,pods -A -o json | jq -r '.items[] | . as $o | ((.spec.template // .spec.jobTemplate.spec.template // .).spec) | (.containers + (.initContainers // []))[] | .envFrom[]? | (.secretRef // .configMapRef).name as $source | $o.kind + " " + $o.metadata.namespace + "/" + $o.metadata.name + " imports " + $source'"#, "Lists the Secrets and ConfigMaps whose every key becomes a variable; compare with the next two lists.")),
    KeyPlace::new("Secrets", Command::new(r#"kubectl get secrets -A -o json | jq -r '.items[] | . as $o | (.data // empty) | to_entries[] | select((.key | test("ANTHROPIC|CLAUDE"; "i")) or ((.value | @base64d? // "") | contains("sk-ant-"))) | $o.metadata.namespace + "/" + $o.metadata.name + " " + .key'"#, "Lists the keys of Secrets that have such a name or hold a Claude credential. You need to be allowed to list \
                   Secrets; values are looked at, never printed.")).removed_by(Command::new(r#"kubectl -n {namespace} patch secret SECRET_NAME --type=json -p '[{{"op":"remove","path":"/data/ANTHROPIC_API_KEY"}}]'"#, "Takes one key out of a Secret from the list and leaves the rest of it. Pods that mount it as a file lose the \
                   file within about a minute.")),
    KeyPlace::new("ConfigMaps", Command::new(r#"kubectl get configmaps -A -o json | jq -r '.items[] | select([.data // empty | to_entries[] | .key + " " + .value] | any(test("ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN|sk-ant-api"))) | .metadata.namespace + "/" + .metadata.name'"#, "Lists ConfigMaps that name a static credential or hold one.")).removed_by(Command::new(r#"kubectl -n {namespace} patch configmap CONFIGMAP_NAME --type=json -p '[{{"op":"remove","path":"/data/ANTHROPIC_API_KEY"}}]'"#, "Takes one key out of a ConfigMap from the list and leaves the rest of it.")),
    KeyPlace::new("Helm values", Command::new(r#"helm -n {namespace} list -q | while read -r release; do helm -n {namespace} get values "$release" --all -o json | jq -r --arg release "$release" 'paths(scalars) as $path | select([$path[], getpath($path)] | any(tostring | test("ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN|sk-ant-api"))) | $release + " " + ($path | map(tostring) | join("."))'; done"#, "Lists the paths in the values of each release that name a static credential or hold one. Helm keeps earlier \
                   revisions in Secrets too.")),
    KeyPlace::new("External and sealed secrets", Command::new(r#"for kind in externalsecrets.external-secrets.io secretproviderclasses.secrets-store.csi.x-k8s.io sealedsecrets.bitnami.com; do kubectl get "$kind" -A -o json | jq -r '.items[] | select(tostring | test("ANTHROPIC|CLAUDE"; "i")) | .kind + " " + .metadata.namespace + "/" + .metadata.name'; done"#, "Lists objects that fetch or unseal a key of that name: delete these before the Secret, or it comes back. The \
                   key itself then lies in the store that they read. A kind that the cluster does not have is reported as an error.")),
    KeyPlace::new("AWS Secrets Manager", Command::new("aws secretsmanager list-secrets --query 'SecretList[].[Name]' --output text | grep -iE 'anthropic|claude'", "Lists secrets of such a name in the account's region: External Secrets and the CSI driver fetch from there.").when(ON_EKS)).removed_by(Command::new("aws secretsmanager delete-secret --secret-id SECRET_NAME", "Marks one of the list for deletion; it can be restored for 30 days.")),
    KeyPlace::new("AWS Parameter Store", Command::new("aws ssm describe-parameters --query 'Parameters[].[Name]' --output text | grep -iE 'anthropic|claude'", "Lists parameters of such a name in the account's region.").when(ON_EKS)).removed_by(Command::new("aws ssm delete-parameter --name PARAMETER_NAME", "Deletes one of the list.")),
    KeyPlace::new("Google Secret Manager", Command::new("gcloud secrets list --format='value(name)' | grep -iE 'anthropic|claude'", "Lists secrets of such a name in the project.").when(ON_GKE)).removed_by(Command::new("gcloud secrets delete SECRET_NAME", "Deletes one of the list with all its versions.")),
    KeyPlace::new("Azure Key Vault", Command::new("az keyvault secret list --vault-name VAULT_NAME --query '[].name' --output tsv | grep -iE 'anthropic|claude'", "Lists secrets of such a name in a vault; az keyvault list names the vaults.").when(ON_AKS)).removed_by(Command::new("az keyvault secret delete --vault-name VAULT_NAME --name SECRET_NAME", "Deletes one of the list; it can be recovered for a while.")),
    KeyPlace::new("Image layers", Command::new("docker history --no-trunc {image} | grep -c -E 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN|sk-ant-api'", "Counts the layers whose command names a static credential; 0 is what you want. A later layer hides a key, it \
                   does not remove it: build the image anew without it.")),
];

pub(super) static AUDIT: &[Command] = &[
    Command::new(
        "kubectl -n {namespace} get rolebindings -o wide",
        "Lists who holds which role in the namespace.",
    ),
    Command::new(
        r#"kubectl get clusterroles,roles -A -o json | jq -r '.items[] | select([.rules[]? | select(((.resources // []) | any(. == "*" or test("^(pods|pods/exec|pods/ephemeralcontainers|serviceaccounts/token|deployments|statefulsets|daemonsets|jobs|cronjobs|users|groups|serviceaccounts)$"))) and ((.verbs // []) | any(. == "*" or . == "create" or . == "update" or . == "patch" or . == "impersonate")))] | length > 0) | .kind + " " + (.metadata.namespace // "-") + "/" + .metadata.name'"#,
        "Lists the roles that may make or change what runs pods, ask for tokens, open a shell in a pod or impersonate.",
    ),
    Command::new(
        r#"kubectl get clusterrolebindings -o json | jq -r '.items[] | . as $binding | .subjects[]? | $binding.roleRef.name + " " + .kind + " " + (.namespace // "-") + "/" + .name'"#,
        "Lists who holds which role in the whole cluster.",
    ),
    Command::new(
        "kubectl auth can-i create serviceaccounts/token -n {namespace} --as USER_NAME",
        "Answers yes or no for one user. You need to be allowed to impersonate.",
    ),
    Command::new(
        "kubectl auth can-i create pods -n {namespace} --as USER_NAME",
        "Answers yes or no for one user.",
    ),
    Command::new(
        r#"kubectl -n {namespace} get pods -o json | jq -r --arg account {service_account} '.items[] | select((.spec.serviceAccountName // "default") == $account) | .metadata.name'"#,
        "Lists the pods that run as the service account: each of them can exchange a token.",
    ),
    Command::new(
        "aws eks list-access-entries --cluster-name CLUSTER_NAME",
        "Lists the IAM principals that the cluster lets in.",
    )
    .when(ON_EKS),
    Command::new(
        "aws eks list-associated-access-policies --cluster-name CLUSTER_NAME --principal-arn PRINCIPAL_ARN --query 'associatedAccessPolicies[].[policyArn,accessScope.type]' --output text",
        "Lists what one of them may do, and whether in the whole cluster.",
    )
    .when(ON_EKS),
    Command::new(
        "kubectl -n kube-system get configmap aws-auth -o json | jq -r '.data // {{}} | (.mapRoles // empty), (.mapUsers // empty)'",
        "Prints the older list of IAM principals and their groups, where the cluster still reads it. Whoever made the cluster is in neither.",
    )
    .when(ON_EKS),
    Command::new(
        "gcloud projects get-iam-policy PROJECT --flatten='bindings[].members' --filter='bindings.role~container' \
                   --format='value(bindings.role,bindings.members)'",
        "Lists who holds a container role; roles/container.developer can create pods and tokens, and whoever can make a cluster \
         anew under the same name gets its issuer.",
    )
    .when(ON_GKE),
    Command::new(
        "az role assignment list --scope CLUSTER_RESOURCE_ID --include-inherited --output table",
        "Lists who holds a role on the cluster.",
    )
    .when(ON_AKS),
];
