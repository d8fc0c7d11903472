//! Where a static key hides in Azure: commands that print names, never values.

use super::fields::{ON_AKS, ON_APP, ON_VM};
use crate::providers::{Command, KeyPlace};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Settings of App Service and Functions",
        Command::new(
            "az webapp config appsettings list -g {resource_group} -n {host_name} --query \"[?contains(name,'ANTHROPIC')].name\" -o tsv",
            "Lists the settings of such a name; slots have settings of their own (--slot).",
        )
        .when(ON_APP),
    )
    .removed_by(Command::new(
        "az webapp config appsettings delete -g {resource_group} -n {host_name} --setting-names ANTHROPIC_API_KEY \
         ANTHROPIC_AUTH_TOKEN --output none",
        "Deletes both and restarts the app.",
    )),
    KeyPlace::new(
        "Environment and secrets of Container Apps",
        Command::new(
            "az containerapp show -g {resource_group} -n {host_name} --query \
             \"properties.template.containers[].env[?name=='ANTHROPIC_API_KEY' || name=='ANTHROPIC_AUTH_TOKEN'].{{name: name, secret: \
             secretRef}}\"; az containerapp secret list -g {resource_group} -n {host_name} --query '[].name' -o tsv",
            "Lists the variables with the secret behind them, then the names of the app's secrets.",
        )
        .when(ON_APP),
    )
    .removed_by(Command::new(
        "az containerapp update -g {resource_group} -n {host_name} --remove-env-vars ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN --output none",
        "Rolls out a revision without them; remove the secret afterwards.",
    )),
    KeyPlace::new(
        "Custom data and extensions of machines",
        Command::new(
            "az vm extension list -g {resource_group} --vm-name {host_name} --query '[].name' -o tsv",
            "Lists the extensions, whose scripts may set a key. Look on the machine into /etc/environment, the service's unit and \
             /var/lib/waagent/ovf-env.xml, which holds custom data.",
        )
        .when(ON_VM),
    ),
    KeyPlace::new(
        "Workloads and Secrets of the cluster",
        Command::new(
            "kubectl -n {namespace} get deployments,statefulsets,daemonsets,jobs,cronjobs,pods -o json | jq -r '.items[] | select([.. | \
             objects | .env? | arrays | .[].name?] | any(. == \"ANTHROPIC_API_KEY\" or . == \"ANTHROPIC_AUTH_TOKEN\")) | .kind + \" \" + \
             .metadata.name'\n\
             kubectl -n {namespace} get secrets -o json | jq -r '.items[] | . as $secret | (.data // empty) | to_entries[] | \
             select((.key | test(\"ANTHROPIC|CLAUDE\"; \"i\")) or ((.value | @base64d? // \"\") | contains(\"sk-ant-\"))) | \
             $secret.metadata.name + \" \" + .key'",
            "Lists what names the variable in the namespace, then keys of Secrets with such a name or a Claude credential.",
        )
        .when(ON_AKS),
    ),
    KeyPlace::new(
        "Key Vault",
        Command::new(
            "az keyvault list --query '[].name' -o tsv | while read -r vault; do az keyvault secret list --vault-name \"$vault\" --query \
             \"[?contains(name,'nthropic') || contains(name,'NTHROPIC') || contains(name,'laude') || contains(name,'LAUDE')].id\" -o tsv; done",
            "Lists secrets of such a name in every vault of the subscription that you may read.",
        ),
    )
    .removed_by(Command::new(
        "az keyvault secret delete --vault-name VAULT_NAME -n SECRET_NAME --query id -o tsv",
        "Deletes one for everything that reads it; it can be recovered for as long as the vault keeps it.",
    )),
    KeyPlace::new(
        "Container Instances",
        Command::new(
            "az container list --query '[].[resourceGroup,name]' -o tsv | while read -r group name; do az container show -g \"$group\" -n \
             \"$name\" -o json | jq -r 'select([.containers[].environmentVariables[]?.name] | any(. == \"ANTHROPIC_API_KEY\" or . == \
             \"ANTHROPIC_AUTH_TOKEN\")) | .name'; done",
            "Lists container groups that have the variable.",
        ),
    ),
    KeyPlace::new(
        "Automation variables and DevOps variable groups",
        Command::new(
            "az automation account list --query '[].[resourceGroup,name]' -o tsv | while read -r group name; do az rest --method get --url \
             \"https://management.azure.com/subscriptions/$(az account show --query id -o \
             tsv)/resourceGroups/$group/providers/Microsoft.Automation/automationAccounts/$name/variables?api-version=2023-11-01\" --query \
             \"value[?contains(name,'nthropic') || contains(name,'NTHROPIC')].name\" -o tsv; done\n\
             az pipelines variable-group list -o json | jq -r '.[] | .name as $group | .variables // {{}} | keys[] | \
             select(test(\"ANTHROPIC|CLAUDE\"; \"i\")) | $group + \" \" + .'",
            "Lists variables of such a name. The second needs the azure-devops extension and a project.",
        ),
    ),
];
