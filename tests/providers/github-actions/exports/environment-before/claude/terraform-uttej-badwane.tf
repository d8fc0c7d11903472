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
  name        = "api"
  description = "GitHub Actions of acme/api"
}

resource "anthropic_workspace_service_account" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "github-actions"
  issuer_url = "https://token.actions.githubusercontent.com"
  check_jti  = true

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "api-production"
  description            = "GitHub Actions of acme/api, environment production"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id
  service_account_id     = anthropic_service_account.claude.id

  match = {
    subject_prefix = "repo:acme@123456/api@456789:environment:production"
    audience       = "https://api.anthropic.com"
    condition      = "claims.event_name != \"pull_request_target\""
    claims = {
      "repository_id"       = "456789"
      "repository_owner_id" = "123456"
      "ref"                 = "refs/heads/main"
      "job_workflow_ref"    = "acme/api/.github/workflows/deploy.yml@refs/heads/main"
      "runner_environment"  = "github-hosted"
    }
  }
}
