# Terraform for account, membership, issuer and rule. Written by Keyless; holds no secret. claude/setup.sh makes the same
# without Terraform.
#
# No Terraform provider for these is official: others wrote ippontech/anthropic. Read its source before it gets a token that
# can change your organization, and pin its version. Its attributes are from its documentation, read 2026-11-22:
# https://github.com/ippontech/terraform-provider-anthropic/tree/main/docs/resources
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
      source = "ippontech/anthropic"
    }
  }
}

provider "anthropic" {}

resource "anthropic_service_account" "claude" {
  name        = "buildkite"
  description = "A Buildkite pipeline"
}

resource "anthropic_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_REPLACE_ME"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "buildkite"
  issuer_url = "https://agent.buildkite.com"

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "buildkite"
  description            = "A Buildkite pipeline"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_REPLACE_ME"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id

  match = {
    subject_prefix = "organization:ORGANIZATION:pipeline:PIPELINE:ref:refs/heads/BRANCH:commit:*"
    audience       = "https://api.anthropic.com"
    condition      = "claims.build_source in [\"webhook\", \"schedule\"]"
    claims = {
      "organization_id" = "ORGANIZATION_ID"
      "pipeline_id"     = "PIPELINE_ID"
      "build_branch"    = "BRANCH"
    }
  }

  target = {
    service_account_id = anthropic_service_account.claude.id
  }
}
