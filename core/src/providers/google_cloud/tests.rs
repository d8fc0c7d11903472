#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::providers::Answers;
use crate::token::Claims;
use serde_json::{Value, json};

type Filled<'a> = Vec<(&'a str, &'a str)>;
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn filled(pairs: Pairs<'_>) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in pairs {
        answers.set(field, value);
    }
    answers
}

const EMAIL: &str = "inference-worker@my-project.iam.gserviceaccount.com";
const ID: &str = "104892101234567890123";

#[test]
fn a_pasted_text_fills_every_field_that_it_holds() {
    let account = [("service_account_email", EMAIL), ("project_id", "my-project")];
    let table: [(&str, &str, Filled<'_>, &str); 13] = [
        ("service_account_email", EMAIL, account.to_vec(), "an address names its project"),
        (
            "project_id",
            "serviceAccount:inference-worker@my-project.iam.gserviceaccount.com",
            account.to_vec(),
            "a member of a policy",
        ),
        (
            "service_account_email",
            "a@tools.example.com.iam.gserviceaccount.com",
            vec![
                ("service_account_email", "a@tools.example.com.iam.gserviceaccount.com"),
                ("project_id", "example.com:tools"),
            ],
            "a project with a domain",
        ),
        (
            "service_account_email",
            "projects/my-project/serviceAccounts/inference-worker@my-project.iam.gserviceaccount.com",
            vec![("project_id", "my-project"), ("service_account_email", EMAIL)],
            "an account's resource",
        ),
        (
            "namespace",
            "serviceAccount:my-project.svc.id.goog[prod/worker]",
            vec![
                ("runs_on", "gke"),
                ("project_id", "my-project"),
                ("namespace", "prod"),
                ("kubernetes_account", "worker"),
            ],
            "a pod's account",
        ),
        (
            "service",
            "projects/p/locations/europe-west1/services/notes",
            vec![
                ("project_id", "p"),
                ("region", "europe-west1"),
                ("runs_on", "cloud-run"),
                ("service", "notes"),
            ],
            "a service",
        ),
        (
            "service",
            "projects/p/locations/europe-west1/functions/notes",
            vec![
                ("project_id", "p"),
                ("region", "europe-west1"),
                ("runs_on", "functions"),
                ("service", "notes"),
            ],
            "a function",
        ),
        (
            "instance_name",
            "https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-b/instances/worker-1",
            vec![
                ("project_id", "p"),
                ("zone", "europe-west1-b"),
                ("runs_on", "compute-engine"),
                ("instance_name", "worker-1"),
            ],
            "a machine's address",
        ),
        ("service_account_email", ID, vec![("service_account_id", ID)], "a whole subject"),
        ("service_account_id", ID, vec![], "no more than its own field"),
        ("project_id", "my-project", vec![], "a plain name"),
        ("project_id", "projects/my-project", vec![], "a project alone"),
        ("service_account_email", "alice@example.com", vec![], "a person"),
    ];
    for (field, text, expected, why) in table {
        let expected: Vec<_> = expected.into_iter().map(|(f, v)| (f, v.to_owned())).collect();
        assert_eq!((PROVIDER.spread)(field, text), expected, "{why}");
    }
}

#[test]
fn a_check_names_what_is_wrong_and_leaves_right_entries_alone() {
    let table = [
        ("service_account_email", EMAIL, true, "an account"),
        (
            "service_account_email",
            "217706947495-compute@developer.gserviceaccount.com",
            false,
            "every machine's",
        ),
        ("service_account_email", "my-project@appspot.gserviceaccount.com", false, "App Engine's default"),
        ("service_account_email", "service-1@gcp-sa-pubsub.iam.gserviceaccount.com", false, "Google's agent"),
        ("service_account_email", "alice@example.com", false, "a person"),
        ("service_account_email", "*@my-project.iam.gserviceaccount.com", false, "every account"),
        ("service_account_email", "worker", false, "a name"),
        ("service_account_id", ID, true, "a number"),
        ("service_account_id", "1048*", false, "strangers' ids begin alike"),
        ("project_id", "example.com:my-project", true, "a domain's project"),
        ("project_id", "716149158341", false, "its number"),
        ("project_id", "My Project", false, "its name"),
        ("project_number", "716149158341", true, "a number"),
        ("project_number", "my-project", false, "an id"),
        ("region", "Europe", false, "no region"),
    ];
    for (field, text, fine, why) in table {
        let message = (PROVIDER.fields.iter().find(|f| f.id == field).unwrap().check)(text);
        assert_eq!(message.is_none(), fine, "{field}, {why}: {message:?}");
    }
}

#[test]
fn the_number_is_compared_whole_and_nothing_opens_the_rule() {
    let table: [(Pairs<'_>, &str, &str, &str); 6] = [
        (&[], "SERVICE_ACCOUNT_ID", "", "an empty form admits nobody"),
        (
            &[("service_account_email", EMAIL)],
            "SERVICE_ACCOUNT_ID",
            "claims.email_verified == true",
            "no id yet",
        ),
        (&[("service_account_id", ID)], ID, "", "the id is enough"),
        (
            &[("service_account_id", ID), ("project_number", "7"), ("instance_id", "9")],
            ID,
            "",
            "Cloud Run has no machines",
        ),
        (
            &[
                ("runs_on", "compute-engine"),
                ("service_account_id", ID),
                ("project_number", "7"),
                ("instance_id", "9"),
            ],
            ID,
            "has(claims.google) && has(claims.google.compute_engine) && int(claims.google.compute_engine.project_number) == 7 \
             && claims.google.compute_engine.instance_id == \"9\"",
            "a machine of a project",
        ),
        (
            &[("runs_on", "gke"), ("service_account_id", ID), ("project_number", "1 || true")],
            ID,
            "",
            "what is no number is no part of the condition",
        ),
    ];
    for (answers, id, condition, why) in table {
        let rule = (PROVIDER.suggest)(&filled(answers)).rule;
        assert_eq!(rule.claim("sub"), Some(id), "{why}");
        assert_eq!(rule.condition, condition, "{why}");
        assert_eq!(rule.subject_prefix, "", "{why}");
    }
}

#[test]
fn a_persons_token_fills_nothing() {
    let claims = |value: Value| Claims::new(value.as_object().unwrap().clone());
    for (token, filled, why) in [
        (json!({"sub": ID, "email": "alice@example.com"}), "", "an address that is no account's"),
        (json!({"sub": ID, "hd": "example.com"}), "", "a Workspace domain"),
        (json!({"sub": ID}), ID, "an account without its address"),
        (json!({"sub": 7, "email": [], "google": {"compute_engine": 1}}), "", "no texts"),
    ] {
        assert_eq!((PROVIDER.answers_from)(&claims(token)).get("service_account_id"), filled, "{why}");
    }
}
