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
  name        = "claude-batch"
  description = "Client claude-batch of Keycloak"
}

resource "anthropic_workspace_service_account" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "keycloak-sso-acme-internal-8443-platform"
  issuer_url = "https://sso.acme.internal:8443/auth/realms/platform"

  jwks = {
    type = "inline"
    keys = [
      "{\"kty\":\"RSA\",\"kid\":\"k1\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"0vx7\",\"e\":\"AQAB\"}",
    ]
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "claude-batch"
  description            = "Client claude-batch of Keycloak"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id
  service_account_id     = anthropic_service_account.claude.id

  match = {
    subject_prefix = "5d0c1b2a-7777-4666-8555-444433332222"
    audience       = "https://api.anthropic.com"
    claims = {
      "azp" = "claude-batch"
    }
  }
}
