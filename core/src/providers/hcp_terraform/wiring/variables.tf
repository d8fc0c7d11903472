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
⟦?!installation=enterprise⟧⟦?!installation=hcp-eu⟧  hostname = "app.terraform.io"
⟦?installation=hcp-eu⟧  hostname = "app.eu.terraform.io"
⟦?installation=enterprise⟧  hostname = trimprefix(⟦tfe_host⟧, "https://")
}

locals {
  claude_variables = {
    # Makes each phase of a run have an identity token in TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC.
    TFC_WORKLOAD_IDENTITY_AUDIENCE_ANTHROPIC = ⟦audience⟧

    ANTHROPIC_FEDERATION_RULE_ID  = ⟦rule_id⟧
    ANTHROPIC_ORGANIZATION_ID     = ⟦organization_id⟧
    ANTHROPIC_SERVICE_ACCOUNT_ID  = ⟦service_account_id⟧
    ANTHROPIC_WORKSPACE_ID        = ⟦workspace_id⟧
    ANTHROPIC_IDENTITY_TOKEN_FILE = ⟦token_file⟧
  }
}

resource "tfe_variable" "claude" {
  for_each = local.claude_variables

  workspace_id = ⟦tfe_workspace_id⟧
  category     = "env"
  key          = each.key
  value        = each.value
  description  = "Claude through federation; no secret."
}
