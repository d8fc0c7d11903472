# Who may start what the federation rule trusts: change the numbers to what your team needs. Written by Keyless; holds no
# secret.
#
# The provider is GitHub's own; it reads GITHUB_TOKEN. What is protected already has to be imported first: this is what the
# import block is for. Leave it out where nothing is protected yet.
terraform {
  required_version = ">= 1.5"
  required_providers {
    github = {
      source  = "integrations/github"
      version = ">= 6.0"
    }
  }
}

provider "github" {
  owner = "acme"
}

import {
  to = github_repository_environment.claude
  id = "api:production"
}

resource "github_repository_environment" "claude" {
  repository        = "api"
  environment       = "production"
  can_admins_bypass = false

  # Without a policy every branch can use the environment.
  deployment_branch_policy {
    protected_branches     = false
    custom_branch_policies = true
  }
}

resource "github_repository_environment_deployment_policy" "claude" {
  repository     = github_repository_environment.claude.repository
  environment    = github_repository_environment.claude.environment
  branch_pattern = "main"
}
