# Terraform for account, membership, issuer and rule. Written by Keyless; holds no secret. claude/setup.sh makes the same
# without Terraform.
#
# No Terraform provider for these is official: others wrote uttej-badwane/anthropic-enterprise. Read its source before it gets a token that
# can change your organization, and pin its version. Its attributes are from its documentation, read 2026-11-22:
# https://github.com/uttej-badwane/terraform-provider-anthropic-enterprise/tree/main/docs/resources
#
#   ant auth login --scope org:admin
#   export ANTHROPIC_AUTH_TOKEN="$(ant auth print-credentials --access-token)"
#   terraform plan
#   unset ANTHROPIC_AUTH_TOKEN
#
# Use one of the files terraform-*.tf, alone in its folder.
terraform {
  required_version = ">= 1.5"
  required_providers {
    anthropic = {
      source = "uttej-badwane/anthropic-enterprise"
    }
  }
}

provider "anthropic" {}

resource "anthropic_service_account" "claude" {
  name        = "gitlab-ci"
  description = "A project's GitLab pipelines"
}

resource "anthropic_workspace_service_account" "claude" {
  workspace_id       = "wrkspc_REPLACE_ME"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "gitlab-ci"
  issuer_url = "https://gitlab.com"

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "gitlab-ci"
  description            = "A project's GitLab pipelines"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_REPLACE_ME"
  token_lifetime_seconds = 3600
  issuer_id              = anthropic_federation_issuer.claude.id
  service_account_id     = anthropic_service_account.claude.id

  match = {
    subject_prefix = "project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH"
    audience       = "https://api.anthropic.com"
    condition      = "claims.pipeline_source in [\"push\", \"schedule\", \"web\"]"
    claims = {
      "namespace_id"   = "NAMESPACE_ID"
      "job_project_id" = "PROJECT_ID"
      "project_id"     = "PROJECT_ID"
      "ref_path"       = "refs/heads/BRANCH"
      "ref_protected"  = "true"
    }
  }
}
