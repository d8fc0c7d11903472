# Who may write to the ref that the federation rule trusts: change the levels to what your team needs. Written by Keyless;
# holds no secret.
#
# The provider is GitLab's own, for instances 17 and later; it reads GITLAB_TOKEN, and GITLAB_BASE_URL for an instance of
# your own. A ref that is protected already has to be imported first: this is what the import block is for. Leave it out
# where the ref is not protected yet.
terraform {
  required_version = ">= 1.5"
  required_providers {
    gitlab = {
      source  = "gitlabhq/gitlab"
      version = ">= 17.0"
    }
  }
}

import {
  to = gitlab_branch_protection.claude
  id = "PROJECT_ID:BRANCH"
}

resource "gitlab_branch_protection" "claude" {
  project            = "PROJECT_ID"
  branch             = "BRANCH"
  push_access_level  = "no one"
  merge_access_level = "maintainer"
  allow_force_push   = false
}
