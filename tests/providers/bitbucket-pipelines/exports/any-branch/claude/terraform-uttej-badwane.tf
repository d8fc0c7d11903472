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
  name              = "bitbucket-notes-production"
  description       = "Bitbucket Pipelines of acme/notes, environment Production"
  organization_role = "developer"
}

resource "anthropic_workspace_service_account" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name       = "bitbucket-acme"
  issuer_url = "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc"

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "bitbucket-notes-production"
  description            = "Bitbucket Pipelines of acme/notes, environment Production"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 3600
  issuer_id              = anthropic_federation_issuer.claude.id
  service_account_id     = anthropic_service_account.claude.id

  match = {
    subject_prefix = "{11111111-2222-4333-8444-555555555555}:{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}:*"
    audience       = "https://api.anthropic.com"
    claims = {
      "workspaceUuid"             = "{cccccccc-dddd-4eee-8fff-000000000000}"
      "repositoryUuid"            = "{11111111-2222-4333-8444-555555555555}"
      "deploymentEnvironmentUuid" = "{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}"
    }
  }
}
