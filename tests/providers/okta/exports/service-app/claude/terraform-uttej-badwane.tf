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
  name              = "okta-0oa1b2c3d4e5f6g7h8i9"
  description       = "The service app 0oa1b2c3d4e5f6g7h8i9 of Okta"
  organization_role = "developer"
}

resource "anthropic_workspace_service_account" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "okta-acme-okta-com-aus1a2b3c4d5e6f7g8h9"
  issuer_url = "https://acme.okta.com/oauth2/aus1a2b3c4d5e6f7g8h9"

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "okta-0oa1b2c3d4e5f6g7h8i9"
  description            = "The service app 0oa1b2c3d4e5f6g7h8i9 of Okta"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id
  service_account_id     = anthropic_service_account.claude.id

  match = {
    subject_prefix = "0oa1b2c3d4e5f6g7h8i9"
    audience       = "https://api.anthropic.com"
    condition      = "!has(claims.uid) && \"anthropic.access\" in claims.scp"
    claims = {
      "cid" = "0oa1b2c3d4e5f6g7h8i9"
    }
  }
}
