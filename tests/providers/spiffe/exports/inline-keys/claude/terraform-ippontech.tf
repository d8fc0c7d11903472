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
  name              = "spiffe-ns-inference-sa-worker"
  description       = "The workload spiffe://prod.example.com/ns/inference/sa/worker"
  organization_role = "developer"
}

resource "anthropic_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "spiffe-spire-internal-8443"
  issuer_url = "https://spire.internal:8443"

  jwks = {
    type = "inline"
    keys = "[{\"kty\":\"EC\",\"kid\":\"k1\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "spiffe-ns-inference-sa-worker"
  description            = "The workload spiffe://prod.example.com/ns/inference/sa/worker"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id

  match = {
    subject_prefix = "spiffe://prod.example.com/ns/inference/sa/worker"
    audience       = "https://api.anthropic.com"
    condition      = "size(claims.aud) == 1"
  }

  target = {
    service_account_id = anthropic_service_account.claude.id
  }
}
