# What the runs of the stack need to reach Claude through federation. Written by Keyless; holds no secret.
#
# Remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from the stack and from its contexts: each outranks federation, and
# one that is set to nothing still does so in several clients.
# Resource: https://registry.terraform.io/providers/spacelift-io/spacelift/latest/docs/resources/environment_variable
terraform {
  required_providers {
    spacelift = {
      source = "spacelift-io/spacelift"
    }
  }
}

locals {
  claude_environment = {
    ANTHROPIC_FEDERATION_RULE_ID  = "fdrl_01AAAA"
    ANTHROPIC_ORGANIZATION_ID     = "00000000-0000-4000-8000-0000000000e1"
    ANTHROPIC_SERVICE_ACCOUNT_ID  = "svac_01BBBB"
    ANTHROPIC_WORKSPACE_ID        = "wrkspc_01DDDD"
    ANTHROPIC_IDENTITY_TOKEN_FILE = "/mnt/workspace/spacelift.oidc"
  }
}

resource "spacelift_environment_variable" "claude" {
  for_each = local.claude_environment

  stack_id   = "claude-infra"
  name       = each.key
  value      = each.value
  write_only = false
}
