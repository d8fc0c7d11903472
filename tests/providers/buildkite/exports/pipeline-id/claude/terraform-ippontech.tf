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
  name        = "acme-deploy"
  description = "Buildkite pipeline acme/deploy, release/*"
}

resource "anthropic_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_01DDDD"
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
  name                   = "acme-deploy-release"
  description            = "Buildkite pipeline acme/deploy, release/*"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id

  match = {
    subject_prefix = "0184990a-4782-42b5-afc1-16715b10b1a0"
    audience       = "https://api.anthropic.com"
    condition      = "claims.build_branch.startsWith(\"release/\") && !(has(claims.build_tag)) && claims.build_source in [\"webhook\", \"schedule\"]"
    claims = {
      "organization_id" = "0184990a-477b-4fa8-9968-496074483c77"
      "pipeline_id"     = "0184990a-4782-42b5-afc1-16715b10b1a0"
    }
  }

  target = {
    service_account_id = anthropic_service_account.claude.id
  }
}
