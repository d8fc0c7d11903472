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
  owner = ⟦owner⟧
}

⟦?!scenario=environment⟧import {
⟦?!scenario=environment⟧  to = github_branch_protection.claude
⟦?!scenario=environment⟧  id = ⟦{repository}:{branch}⟧
⟦?!scenario=environment⟧}
⟦?!scenario=environment⟧
⟦?!scenario=environment⟧resource "github_branch_protection" "claude" {
⟦?!scenario=environment⟧  repository_id       = ⟦repository⟧
⟦?!scenario=environment⟧  pattern             = ⟦branch⟧
⟦?!scenario=environment⟧  enforce_admins      = true
⟦?!scenario=environment⟧  allows_force_pushes = false
⟦?!scenario=environment⟧
⟦?!scenario=environment⟧  required_pull_request_reviews {
⟦?!scenario=environment⟧    required_approving_review_count = 1
⟦?!scenario=environment⟧    dismiss_stale_reviews           = true
⟦?!scenario=environment⟧  }
⟦?!scenario=environment⟧}
⟦?scenario=environment⟧import {
⟦?scenario=environment⟧  to = github_repository_environment.claude
⟦?scenario=environment⟧  id = ⟦{repository}:{environment}⟧
⟦?scenario=environment⟧}
⟦?scenario=environment⟧
⟦?scenario=environment⟧resource "github_repository_environment" "claude" {
⟦?scenario=environment⟧  repository        = ⟦repository⟧
⟦?scenario=environment⟧  environment       = ⟦environment⟧
⟦?scenario=environment⟧  can_admins_bypass = false
⟦?scenario=environment⟧
⟦?scenario=environment⟧  # Without a policy every branch can use the environment.
⟦?scenario=environment⟧  deployment_branch_policy {
⟦?scenario=environment⟧    protected_branches     = false
⟦?scenario=environment⟧    custom_branch_policies = true
⟦?scenario=environment⟧  }
⟦?scenario=environment⟧}
⟦?scenario=environment⟧
⟦?scenario=environment⟧resource "github_repository_environment_deployment_policy" "claude" {
⟦?scenario=environment⟧  repository     = github_repository_environment.claude.repository
⟦?scenario=environment⟧  environment    = github_repository_environment.claude.environment
⟦?scenario=environment⟧  branch_pattern = ⟦branch⟧
⟦?scenario=environment⟧}
