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
  name        = "aws-inference-worker"
  description = "AWS role arn:aws:iam::123456789012:role/inference-worker"
}

resource "anthropic_workspace_service_account" "claude" {
  workspace_id       = "wrkspc_01DDDD"
  service_account_id = anthropic_service_account.claude.id
  workspace_role     = "workspace_user"
}

resource "anthropic_federation_issuer" "claude" {
  name                     = "aws-123456789012"
  issuer_url               = "https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws"
  max_jwt_lifetime_seconds = 3600

  jwks = {
    type = "discovery"
  }
}

resource "anthropic_federation_rule" "claude" {
  name                   = "aws-inference-worker"
  description            = "AWS role arn:aws:iam::123456789012:role/inference-worker"
  oauth_scope            = "workspace:inference"
  workspace_id           = "wrkspc_01DDDD"
  token_lifetime_seconds = 600
  issuer_id              = anthropic_federation_issuer.claude.id
  service_account_id     = anthropic_service_account.claude.id

  match = {
    subject_prefix = "arn:aws:iam::123456789012:role/inference-worker"
    audience       = "https://api.anthropic.com"
    condition      = "claims[\"https://sts.amazonaws.com/\"].aws_account == \"123456789012\" && has(claims[\"https://sts.amazonaws.com/\"].org_id) && claims[\"https://sts.amazonaws.com/\"].org_id == \"o-abc1234567\" && has(claims[\"https://sts.amazonaws.com/\"].ou_path) && claims[\"https://sts.amazonaws.com/\"].ou_path.exists(path, path.startsWith(\"o-abc1234567/r-ab12/ou-ab12-11111111/\"))"
  }
}
