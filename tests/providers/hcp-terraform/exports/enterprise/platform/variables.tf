# The workspace's variables of federation. Run it where workspaces are managed, with an API token in TFE_TOKEN. Written by
# Keyless; holds no secret.
terraform {
  required_providers {
    tfe = {
      source  = "hashicorp/tfe"
      version = "~> 0.60"
    }
  }
}

provider "tfe" {
  hostname = trimprefix("tfe.acme.example", "https://")
}

locals {
  claude_variables = {
    # Makes each phase of a run have an identity token in TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC.
    TFC_WORKLOAD_IDENTITY_AUDIENCE_ANTHROPIC = "https://api.anthropic.com"

    ANTHROPIC_FEDERATION_RULE_ID  = "fdrl_01AAAA"
    ANTHROPIC_ORGANIZATION_ID     = "00000000-0000-4000-8000-0000000000e1"
    ANTHROPIC_SERVICE_ACCOUNT_ID  = "svac_01BBBB"
    ANTHROPIC_WORKSPACE_ID        = "wrkspc_01DDDD"
    ANTHROPIC_IDENTITY_TOKEN_FILE = "/tmp/claude-identity-token"
  }
}

resource "tfe_variable" "claude" {
  for_each = local.claude_variables

  workspace_id = "ws-mbsd5E3Ktt5Rg2Xm"
  category     = "env"
  key          = each.key
  value        = each.value
  description  = "Claude through federation; no secret."
}
