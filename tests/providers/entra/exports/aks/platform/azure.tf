# The audience app of the tenant, and the identity of the workload. Written by Keyless; holds no secret.
#
# What exists already is imported first: one audience app serves the whole tenant. Attach the identity in the workload's own
# resource, in its block identity.

terraform {
  required_providers {
    azuread = {
      source  = "hashicorp/azuread"
      version = ">= 3.0"
    }
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.60"
    }
  }
}

provider "azuread" {
  tenant_id = "11111111-2222-3333-4444-555555555555"
}

provider "azurerm" {
  features {}
}

resource "azuread_application" "claude_audience" {
  display_name     = "Claude API audience"
  sign_in_audience = "AzureADMyOrg"

  api {
    # Tokens then carry the app's client id as aud, under the issuer of version 2.
    requested_access_token_version = 2
  }

  app_role {
    id                   = uuidv5("url", "api://claude-audience/app-role")
    allowed_member_types = ["Application"]
    display_name         = "Claude.Invoke"
    description          = "May call Claude"
    value                = "Claude.Invoke"
  }

  lifecycle {
    ignore_changes = [identifier_uris]
  }
}

resource "azuread_application_identifier_uri" "claude_audience" {
  application_id = azuread_application.claude_audience.id
  identifier_uri = "api://${azuread_application.claude_audience.client_id}"
}

resource "azuread_service_principal" "claude_audience" {
  client_id = azuread_application.claude_audience.client_id
  # Who was given no role of the app gets no token for it.
  app_role_assignment_required = true
}

data "azurerm_resource_group" "workload" {
  name = "prod"
}

resource "azurerm_user_assigned_identity" "claude" {
  name                = "claude-mi"
  resource_group_name = data.azurerm_resource_group.workload.name
  location            = data.azurerm_resource_group.workload.location
}

resource "azuread_app_role_assignment" "claude" {
  app_role_id         = azuread_service_principal.claude_audience.app_role_ids["Claude.Invoke"]
  principal_object_id = azurerm_user_assigned_identity.claude.principal_id
  resource_object_id  = azuread_service_principal.claude_audience.object_id
}

data "azurerm_kubernetes_cluster" "workload" {
  name                = "main"
  resource_group_name = data.azurerm_resource_group.workload.name
}

# Whoever may change this decides who stands for the identity.
resource "azurerm_federated_identity_credential" "claude" {
  name                      = "claude-workload"
  user_assigned_identity_id = azurerm_user_assigned_identity.claude.id
  issuer                    = data.azurerm_kubernetes_cluster.workload.oidc_issuer_url
  subject                   = "system:serviceaccount:inference:inference-worker"
  audience                  = ["api://AzureADTokenExchange"]
}

output "claude_resource" {
  description = "What tokens are asked for"
  value       = azuread_application_identifier_uri.claude_audience.identifier_uri
}

output "claude_audience" {
  description = "The audience of version 2 tokens"
  value       = azuread_application.claude_audience.client_id
}

output "claude_identity" {
  description = "What the rule compares"
  value = {
    oid = azurerm_user_assigned_identity.claude.principal_id
    azp = azurerm_user_assigned_identity.claude.client_id
    tid = azurerm_user_assigned_identity.claude.tenant_id
  }
}
