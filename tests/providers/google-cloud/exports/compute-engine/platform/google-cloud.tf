# The service account that the workload runs as. Written by Keyless; holds no secret.
#
# An account that exists already is imported first, as projects/PROJECT/serviceAccounts/EMAIL. Name its email in the
# workload's own resource: service_account of google_cloud_run_v2_service, service_account of
# google_compute_instance, service_account_email of google_cloudfunctions2_function.

terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}

locals {
  claude_project = "my-project"
  claude_account = "inference-worker@my-project.iam.gserviceaccount.com"
}

resource "google_service_account" "claude" {
  project      = local.claude_project
  account_id   = split("@", local.claude_account)[0]
  display_name = "Calls Claude"
}

output "claude_subject" {
  description = "The subject that the rule compares"
  value       = google_service_account.claude.unique_id
}
