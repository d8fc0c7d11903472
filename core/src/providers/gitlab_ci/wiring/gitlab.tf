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

⟦?scenario=branch⟧import {
⟦?scenario=branch⟧  to = gitlab_branch_protection.claude
⟦?scenario=branch⟧  id = ⟦{project_id}:{branch}⟧
⟦?scenario=branch⟧}
⟦?scenario=branch⟧
⟦?scenario=branch⟧resource "gitlab_branch_protection" "claude" {
⟦?scenario=branch⟧  project            = ⟦project_id⟧
⟦?scenario=branch⟧  branch             = ⟦branch⟧
⟦?scenario=branch⟧  push_access_level  = "no one"
⟦?scenario=branch⟧  merge_access_level = "maintainer"
⟦?scenario=branch⟧  allow_force_push   = false
⟦?scenario=branch⟧}
⟦?scenario=tag⟧import {
⟦?scenario=tag⟧  to = gitlab_tag_protection.claude
⟦?scenario=tag⟧  id = ⟦{project_id}:{tag}⟧
⟦?scenario=tag⟧}
⟦?scenario=tag⟧
⟦?scenario=tag⟧resource "gitlab_tag_protection" "claude" {
⟦?scenario=tag⟧  project             = ⟦project_id⟧
⟦?scenario=tag⟧  tag                 = ⟦tag⟧
⟦?scenario=tag⟧  create_access_level = "maintainer"
⟦?scenario=tag⟧}
