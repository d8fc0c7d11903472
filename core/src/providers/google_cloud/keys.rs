//! Where a static key hides in Google Cloud: commands that print names, never values.

use super::fields::{ON_CLOUD_RUN, ON_COMPUTE_ENGINE, ON_FUNCTIONS, ON_GKE};
use crate::providers::{Command, KeyPlace};

const TAKE_OUT: Command = Command::new(
    "gcloud run services update {service} --region {region} --project {project_id} \
     --remove-env-vars=ANTHROPIC_API_KEY,ANTHROPIC_AUTH_TOKEN\n\
     gcloud run services update {service} --region {region} --project {project_id} \
     --remove-secrets=ANTHROPIC_API_KEY,ANTHROPIC_AUTH_TOKEN",
    "Rolls out a revision without the variables: the first where they hold the key, the second where they come from a secret.",
);

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Cloud Run services and jobs",
        Command::new(
            "for kind in services jobs; do gcloud run \"$kind\" list --project {project_id} --format=json | jq -r '.[] | \
             select([.. | objects | .env? | arrays | .[].name?] | any(. == \"ANTHROPIC_API_KEY\" or . == \"ANTHROPIC_AUTH_TOKEN\")) | \
             .kind + \" \" + .metadata.name'; done",
            "Lists services and jobs that have the variable, by value or from a secret.",
        )
        .when(ON_CLOUD_RUN),
    )
    .removed_by(TAKE_OUT),
    KeyPlace::new(
        "Functions",
        Command::new(
            "gcloud functions list --project {project_id} --format=json | jq -r '.[] | select([.. | objects | (.environmentVariables? | objects | keys[]), \
             (.secretEnvironmentVariables? | arrays | .[].key?)] | any(. == \"ANTHROPIC_API_KEY\" or . == \"ANTHROPIC_AUTH_TOKEN\")) | .name'",
            "Lists functions that have the variable, by value or from a secret.",
        )
        .when(ON_FUNCTIONS),
    )
    .removed_by(TAKE_OUT),
    KeyPlace::new(
        "Metadata and startup scripts of machines and of the project",
        Command::new(
            "gcloud compute instances list --project {project_id} --format=json | jq -r '.[] | .name as $name | \
             .metadata.items[]? | select(.key + \" \" + .value | test(\"ANTHROPIC_(API_KEY|AUTH_TOKEN)|sk-ant-\")) | $name + \" \" + .key'\n\
             gcloud compute project-info describe --project {project_id} --format=json | jq -r '.commonInstanceMetadata.items[]? | \
             select(.key + \" \" + .value | test(\"ANTHROPIC_(API_KEY|AUTH_TOKEN)|sk-ant-\")) | .key'",
            "Lists the keys of metadata that name the variable or hold a key. Look on the machine into /etc/environment too.",
        )
        .when(ON_COMPUTE_ENGINE),
    )
    .removed_by(Command::new(
        "gcloud compute instances remove-metadata {instance_name} --zone {zone} --project {project_id} --keys=METADATA_KEY",
        "Takes one out of the machine's metadata. A startup script is edited instead.",
    )),
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
        .when(ON_GKE),
    ),
    KeyPlace::new(
        "Secret Manager",
        Command::new(
            "gcloud secrets list --project {project_id} --filter='name~anthropic OR name~ANTHROPIC OR name~claude OR name~CLAUDE' --format='value(name)'",
            "Lists secrets of such a name.",
        ),
    )
    .removed_by(Command::new(
        "gcloud secrets delete SECRET_NAME --project {project_id}",
        "Deletes one with all its versions, for everything that reads it.",
    )),
    KeyPlace::new(
        "Cloud Build triggers",
        Command::new(
            "gcloud builds triggers list --project {project_id} --format=json | jq -r '.[] | select(((.substitutions // {{}}) | keys | \
             any(test(\"ANTHROPIC\"))) or ([.. | objects | .secretEnv? | arrays | .[]] | any(test(\"ANTHROPIC\")))) | .name'",
            "Lists triggers that hand the variable on. cloudbuild.yaml in the repository may do so as well.",
        ),
    ),
    KeyPlace::new(
        "App Engine",
        Command::new(
            "gcloud app versions list --project {project_id} --format='value(service,id)' | while read -r service version; do gcloud app \
             versions describe \"$version\" --service \"$service\" --project {project_id} --format=json | jq -r 'select((.envVariables // \
             {{}}) | has(\"ANTHROPIC_API_KEY\") or has(\"ANTHROPIC_AUTH_TOKEN\")) | .name'; done",
            "Lists versions that have the variable, which app.yaml sets.",
        ),
    ),
];
