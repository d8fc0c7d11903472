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

import {
  to = claude_service_account.claude
  id = "svac_01BBBB"
}

import {
  to = claude_federation_issuer.claude
  id = "fdis_01CCCC"
}

import {
  to = claude_federation_rule.claude
  id = "fdrl_01AAAA"
}

resource "claude_service_account" "claude" {
  name = "entra-claude-mi"
}

resource "claude_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = claude_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "claude_federation_issuer" "claude" {
  name                     = "entra-11111111-2222-3333-4444-555555555555"
  issuer_url               = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
  max_jwt_lifetime_seconds = 7500

  jwks_type = "discovery"
}

resource "claude_federation_rule" "claude" {
  name                   = "entra-claude-mi"
  description            = "Entra identity claude-mi"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = claude_federation_issuer.claude.id

  match = {
    subject_prefix = "9f8e7d6c-1a2b-3c4d-5e6f-0a1b2c3d4e5f"
    audience       = "00000000-1111-2222-3333-444444444444"
    condition      = "!has(claims.scp) && has(claims.roles) && \"Claude.Invoke\" in claims.roles"
    claims = {
      "oid" = "9f8e7d6c-1a2b-3c4d-5e6f-0a1b2c3d4e5f"
      "tid" = "11111111-2222-3333-4444-555555555555"
      "azp" = "22222222-3333-4444-5555-666666666666"
    }
  }

  target = {
    service_account_id = claude_service_account.claude.id
  }
}
