# Terraform for account, membership, issuer and rule. Written by Keyless; holds no secret. claude/setup.sh makes the same
# without Terraform.
#
# No Terraform provider for these is official: others wrote erran/claude. Read its source before it gets a token that
# can change your organization, and pin its version. Its attributes are from its documentation, read 2026-11-22:
# https://github.com/erran/terraform-provider-claude/tree/main/docs/resources
#
#   ant auth login --scope org:admin
#   export ANTHROPIC_OAUTH_TOKEN="$(ant auth print-credentials --access-token)"
#   terraform plan
#   unset ANTHROPIC_OAUTH_TOKEN
#
# Use one of the files terraform-*.tf, alone in its folder.
terraform {
  required_version = ">= 1.5"
  required_providers {
    claude = {
      source = "erran/claude"
    }
  }
}

provider "claude" {}

resource "claude_service_account" "claude" {
  name = "google"
}

resource "claude_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_REPLACE_ME"
  service_account_id = claude_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "claude_federation_issuer" "claude" {
  name                     = "google"
  issuer_url               = "https://accounts.google.com"
  max_jwt_lifetime_seconds = 3600

  jwks_type = "discovery"
}

resource "claude_federation_rule" "claude" {
  name                   = "google"
  description            = "Google service account"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_REPLACE_ME"
  token_lifetime_seconds = 600
  issuer_id              = claude_federation_issuer.claude.id

  match = {
    audience = "https://api.anthropic.com"
    claims = {
      "sub" = "SERVICE_ACCOUNT_ID"
    }
  }

  target = {
    service_account_id = claude_service_account.claude.id
  }
}
