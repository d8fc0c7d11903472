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
  name = "acme-api"
}

resource "claude_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = claude_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "claude_federation_issuer" "claude" {
  name       = "gitlab-ci"
  issuer_url = "https://gitlab.com"

  jwks_type = "discovery"
}

resource "claude_federation_rule" "claude" {
  name                   = "acme-api-v1-4-0"
  description            = "GitLab pipelines of acme/api, tag v1.4.0"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 3600
  issuer_id              = claude_federation_issuer.claude.id

  match = {
    subject_prefix = "project_path:acme/api:ref_type:tag:ref:v1.4.0"
    audience       = "https://api.anthropic.com"
    claims = {
      "namespace_id"    = "72"
      "job_project_id"  = "20"
      "project_id"      = "20"
      "ref_path"        = "refs/tags/v1.4.0"
      "ref_protected"   = "true"
      "pipeline_source" = "push"
    }
  }

  target = {
    service_account_id = claude_service_account.claude.id
  }
}
