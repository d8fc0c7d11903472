# Terraform for account, membership, issuer and rule. Written by Keyless; holds no secret. claude/setup.sh makes the same
# without Terraform.
#
# No Terraform provider for these is official: others wrote ⟦source⟧. Read its source before it gets a token that
# can change your organization, and pin its version. Its attributes are from its documentation, read ⟦read⟧:
# ⟦docs⟧
#
#   ant auth login --scope org:admin
#   export ⟦token⟧="$(ant auth print-credentials --access-token)"
#   terraform plan
#   unset ⟦token⟧
#
# Use one of the files terraform-*.tf, alone in its folder.
⟦console_only⟧
terraform {
  required_version = ">= 1.5"
  required_providers {
    ⟦local⟧ = {
      source = "⟦source⟧"
    }
  }
}

provider "⟦local⟧" {}
