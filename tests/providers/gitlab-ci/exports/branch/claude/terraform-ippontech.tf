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
  name        = "acme-api"
  description = "GitLab pipelines of acme/api, branch main"
}

resource "anthropic_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "gitlab-ci"
  issuer_url = "https://gitlab.com"

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "acme-api-main"
  description            = "GitLab pipelines of acme/api, branch main"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 3600
  issuer_id              = anthropic_federation_issuer.claude.id

  match = {
    subject_prefix = "project_path:acme/api:ref_type:branch:ref:main"
    audience       = "https://api.anthropic.com"
    condition      = "claims.pipeline_source in [\"push\", \"schedule\", \"web\"]"
    claims = {
      "namespace_id"       = "72"
      "job_project_id"     = "20"
      "project_id"         = "20"
      "ref_path"           = "refs/heads/main"
      "ref_protected"      = "true"
      "ci_config_ref_uri"  = "gitlab.com/acme/api//.gitlab-ci.yml@refs/heads/main"
      "runner_environment" = "gitlab-hosted"
    }
  }

  target = {
    service_account_id = anthropic_service_account.claude.id
  }
}
