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
  to = github_branch_protection.claude
  id = "api:main"
}

resource "github_branch_protection" "claude" {
  repository_id       = "api"
  pattern             = "main"
  enforce_admins      = true
  allows_force_pushes = false

  required_pull_request_reviews {
    required_approving_review_count = 1
    dismiss_stale_reviews           = true
  }
}
