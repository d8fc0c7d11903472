//! The form.

use super::check;
use crate::providers::{Answers, Choice, Command, Entry, Field, Need};

pub(super) const CLOUD_RUN: &str = "cloud-run";
pub(super) const COMPUTE_ENGINE: &str = "compute-engine";
pub(super) const FUNCTIONS: &str = "functions";
pub(super) const GKE: &str = "gke";

/// Where the workload runs; the first choice where none of them was made.
pub(super) fn runs_on(answers: &Answers) -> &'static str {
    match answers.get("runs_on") {
        COMPUTE_ENGINE => COMPUTE_ENGINE,
        FUNCTIONS => FUNCTIONS,
        GKE => GKE,
        _ => CLOUD_RUN,
    }
}

pub(super) const ON_CLOUD_RUN: fn(&Answers) -> bool = |answers| runs_on(answers) == CLOUD_RUN;
pub(super) const ON_COMPUTE_ENGINE: fn(&Answers) -> bool = |answers| runs_on(answers) == COMPUTE_ENGINE;
pub(super) const ON_FUNCTIONS: fn(&Answers) -> bool = |answers| runs_on(answers) == FUNCTIONS;
pub(super) const ON_GKE: fn(&Answers) -> bool = |answers| runs_on(answers) == GKE;
/// Services and functions, which Cloud Run runs both.
pub(super) const SERVERLESS: fn(&Answers) -> bool =
    |answers| matches!(runs_on(answers), CLOUD_RUN | FUNCTIONS);
const ON_MACHINES: fn(&Answers) -> bool = |answers| matches!(runs_on(answers), COMPUTE_ENGINE | GKE);

/// What is compared while the id is not entered: no account has it.
pub(super) const SERVICE_ACCOUNT_ID: &str = "SERVICE_ACCOUNT_ID";

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "runs_on",
        label: "Runs on",
        hint: "Where the service account is attached. The rule is the same but for what can be pinned beside it.",
        example: CLOUD_RUN,
        placeholder: "RUNS_ON",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: CLOUD_RUN, label: "Cloud Run" },
            Choice { value: COMPUTE_ENGINE, label: "Compute Engine" },
            Choice { value: FUNCTIONS, label: "Cloud Functions" },
            Choice { value: GKE, label: "GKE with Workload Identity" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "service_account_email",
        label: "Service account",
        hint: "Its address. Give the workload one of its own: a default account is everybody's in the project.",
        example: "inference-worker@my-project.iam.gserviceaccount.com",
        placeholder: "SERVICE_ACCOUNT_EMAIL",
        need: Need::Required,
        find: &[
            Command::new(
                "gcloud run services describe {service} --region {region} --project {project_id} \
                 --format='value(spec.template.spec.serviceAccountName)'",
                "Prints the service account of the service.",
            )
            .when(ON_CLOUD_RUN),
            Command::new(
                "gcloud functions describe {service} --region {region} --project {project_id} \
                 --format='value(serviceConfig.serviceAccountEmail,serviceAccountEmail)'",
                "Prints the service account of the function.",
            )
            .when(ON_FUNCTIONS),
            Command::new(
                "gcloud compute instances describe {instance_name} --zone {zone} --project {project_id} \
                 --format='value(serviceAccounts[].email)'",
                "Prints the service account of the machine.",
            )
            .when(ON_COMPUTE_ENGINE),
            Command::new(
                "kubectl -n {namespace} get serviceaccount {kubernetes_account} -o \
                 jsonpath='{{.metadata.annotations.iam\\.gke\\.io/gcp-service-account}}{{\"\\n\"}}'",
                "Prints the Google account that the Kubernetes account acts as; empty where there is none.",
            )
            .when(ON_GKE),
            Command::new(
                "gcloud iam service-accounts list --project {project_id} --format='value(email)'",
                "Lists the service accounts of the project.",
            ),
        ],
        check: check::email,
        ..Field::LINE
    },
    Field {
        id: "service_account_id",
        label: "Unique id",
        hint: "The account's number, which tokens carry as sub. Without it the rule admits nobody: on Google's issuer it is what \
               tells your workload from everybody else's.",
        example: "104892101234567890123",
        placeholder: SERVICE_ACCOUNT_ID,
        need: Need::Required,
        find: &[Command::new(
            "gcloud iam service-accounts describe {service_account_email} --format='value(uniqueId)'",
            "Prints the unique id.",
        )],
        check: check::unique_id,
        ..Field::LINE
    },
    Field {
        id: "project_id",
        label: "Project",
        hint: "The id of the project that the workload runs in, for commands and files. It takes no part in the rule.",
        example: "my-project",
        placeholder: "PROJECT_ID",
        need: Need::Required,
        find: &[Command::new("gcloud config get-value project", "Prints the project that gcloud works in.")],
        check: check::project_id,
        ..Field::LINE
    },
    Field {
        id: "project_number",
        label: "Project number",
        hint: "With it the rule admits tokens from machines of this project alone, and none that somebody asked for by \
               impersonation. Enter it where your token has google.compute_engine; on GKE not every token has.",
        example: "716149158341",
        placeholder: "PROJECT_NUMBER",
        find: &[Command::new(
            "gcloud projects describe {project_id} --format='value(projectNumber)'",
            "Prints the project's number.",
        )],
        asked: ON_MACHINES,
        check: check::number,
        ..Field::LINE
    },
    Field {
        id: "instance_id",
        label: "Instance id",
        hint: "With it the rule admits this machine alone. Leave it empty where machines are replaced.",
        example: "4340508760561261530",
        placeholder: "INSTANCE_ID",
        find: &[Command::new(
            "gcloud compute instances describe {instance_name} --zone {zone} --project {project_id} --format='value(id)'",
            "Prints the machine's number.",
        )],
        asked: ON_COMPUTE_ENGINE,
        check: check::number,
        ..Field::LINE
    },
    Field {
        id: "service",
        label: "Service or function",
        hint: "Its name, for commands and files. It takes no part in the rule: tokens do not name it.",
        example: "inference",
        placeholder: "SERVICE",
        need: Need::Required,
        find: &[
            Command::new(
                "gcloud run services list --project {project_id} --format='value(name,region)'",
                "Lists the services.",
            )
            .when(ON_CLOUD_RUN),
            Command::new(
                "gcloud functions list --project {project_id} --format='value(name)'",
                "Lists the functions.",
            )
            .when(ON_FUNCTIONS),
        ],
        asked: SERVERLESS,
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "region",
        label: "Region",
        hint: "Where it runs, such as europe-west1; the list of services shows it.",
        example: "europe-west1",
        placeholder: "REGION",
        need: Need::Required,
        asked: SERVERLESS,
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "instance_name",
        label: "Machine",
        hint: "Its name, for the commands. It takes no part in the rule.",
        example: "worker-1",
        placeholder: "INSTANCE_NAME",
        need: Need::Required,
        find: &[Command::new(
            "gcloud compute instances list --project {project_id} --format='value(name,zone)'",
            "Lists the machines with their zones.",
        )],
        asked: ON_COMPUTE_ENGINE,
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "zone",
        label: "Zone",
        hint: "The machine's zone, such as europe-west1-b; the list of machines shows it.",
        example: "europe-west1-b",
        placeholder: "ZONE",
        need: Need::Required,
        asked: ON_COMPUTE_ENGINE,
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
        asked: ON_GKE,
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "kubernetes_account",
        label: "Kubernetes account",
        hint: "The Kubernetes service account of the pods, which acts as the Google one.",
        example: "inference-worker",
        placeholder: "KUBERNETES_ACCOUNT",
        need: Need::Required,
        find: &[Command::new(
            "kubectl -n {namespace} get serviceaccounts -o name",
            "Lists the accounts of the namespace.",
        )],
        asked: ON_GKE,
        check: check::name,
        ..Field::LINE
    },
    Field {
        id: "image",
        label: "Image",
        hint: "The workload's container image, for the manifest. It takes no part in the rule.",
        example: "registry.example.com/team/inference-worker:1.4.2",
        placeholder: "IMAGE",
        asked: ON_GKE,
        check: check::image,
        ..Field::LINE
    },
];
