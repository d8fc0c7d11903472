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

import {
  to = anthropic_service_account.claude
  id = "svac_01BBBB"
}

import {
  to = anthropic_federation_issuer.claude
  id = "fdis_01CCCC"
}

import {
  to = anthropic_federation_rule.claude
  id = "fdrl_01AAAA"
}

resource "anthropic_service_account" "claude" {
  name        = "entra-claude-mi"
  description = "Entra identity claude-mi"
}

resource "anthropic_workspace_service_account" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name                     = "entra-11111111-2222-3333-4444-555555555555"
  issuer_url               = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
  max_jwt_lifetime_seconds = 7500

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "entra-claude-mi"
  description            = "Entra identity claude-mi"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id
  service_account_id     = anthropic_service_account.claude.id

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
}
