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
  name        = "circleci"
  description = "A CircleCI project's pipelines"
}

resource "anthropic_service_account_workspace" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "circleci-94b40e60-cfd5-486f-a04b-507abf27a83d"
  issuer_url = "https://oidc.circleci.com/org/94b40e60-cfd5-486f-a04b-507abf27a83d"

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "circleci-webhook"
  description            = "A CircleCI project's pipelines"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id

  match = {
    subject_prefix = "org/94b40e60-cfd5-486f-a04b-507abf27a83d/project/ff4d0d0d-5033-48c5-81e6-7c14a4715837/user/*"
    audience       = "https://api.anthropic.com"
    condition      = "!(\"oidc.circleci.com/vcs-origin\" in claims) && !(\"oidc.circleci.com/vcs-ref\" in claims) && \"58bef0c1-399d-49ca-a5ba-2f4317e4224d\" in claims[\"oidc.circleci.com/context-ids\"] && claims[\"oidc.circleci.com/ssh-rerun\"] == false"
    claims = {
      "oidc.circleci.com/project-id"             = "ff4d0d0d-5033-48c5-81e6-7c14a4715837"
      "oidc.circleci.com/pipeline-definition-id" = "961ae4b1-070b-4134-ae64-1328a3ae3862"
    }
  }

  target = {
    service_account_id = anthropic_service_account.claude.id
  }
}
