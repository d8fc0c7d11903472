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
  name = "acme-deploy"
}

resource "claude_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = claude_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "claude_federation_issuer" "claude" {
  name       = "buildkite"
  issuer_url = "https://agent.buildkite.com"

  jwks_type = "discovery"
}

resource "claude_federation_rule" "claude" {
  name                   = "acme-deploy-release"
  description            = "Buildkite pipeline acme/deploy, release/*"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = claude_federation_issuer.claude.id

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
    service_account_id = claude_service_account.claude.id
  }
}
