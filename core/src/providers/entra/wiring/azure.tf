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
  tenant_id = ⟦tenant_id⟧
}

provider "azurerm" {
  features {}
}

resource "azuread_application" "claude_audience" {
  display_name     = "Claude API audience"
  sign_in_audience = "AzureADMyOrg"

  api {
⟦?token_version=v2⟧    # Tokens then carry the app's client id as aud, under the issuer of version 2.
⟦?token_version=v2⟧    requested_access_token_version = 2
⟦?token_version=v1⟧    requested_access_token_version = 1
  }

⟦?app_role⟧  app_role {
⟦?app_role⟧    id                   = uuidv5("url", "api://claude-audience/app-role")
⟦?app_role⟧    allowed_member_types = ["Application"]
⟦?app_role⟧    display_name         = ⟦app_role⟧
⟦?app_role⟧    description          = "May call Claude"
⟦?app_role⟧    value                = ⟦app_role⟧
⟦?app_role⟧  }
⟦?app_role⟧
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
⟦?app_role⟧  # Who was given no role of the app gets no token for it.
⟦?app_role⟧  app_role_assignment_required = true
}

data "azurerm_resource_group" "workload" {
  name = ⟦resource_group⟧
}

⟦?!identity_kind=system-assigned⟧resource "azurerm_user_assigned_identity" "claude" {
⟦?!identity_kind=system-assigned⟧  name                = ⟦identity_name⟧
⟦?!identity_kind=system-assigned⟧  resource_group_name = data.azurerm_resource_group.workload.name
⟦?!identity_kind=system-assigned⟧  location            = data.azurerm_resource_group.workload.location
⟦?!identity_kind=system-assigned⟧}
⟦?!identity_kind=system-assigned⟧
⟦?!identity_kind=system-assigned⟧⟦?app_role⟧resource "azuread_app_role_assignment" "claude" {
⟦?!identity_kind=system-assigned⟧⟦?app_role⟧  app_role_id         = azuread_service_principal.claude_audience.app_role_ids[⟦app_role⟧]
⟦?!identity_kind=system-assigned⟧⟦?app_role⟧  principal_object_id = azurerm_user_assigned_identity.claude.principal_id
⟦?!identity_kind=system-assigned⟧⟦?app_role⟧  resource_object_id  = azuread_service_principal.claude_audience.object_id
⟦?!identity_kind=system-assigned⟧⟦?app_role⟧}
⟦?!identity_kind=system-assigned⟧⟦?app_role⟧
⟦?runs_on=aks⟧data "azurerm_kubernetes_cluster" "workload" {
⟦?runs_on=aks⟧  name                = ⟦host_name⟧
⟦?runs_on=aks⟧  resource_group_name = data.azurerm_resource_group.workload.name
⟦?runs_on=aks⟧}
⟦?runs_on=aks⟧
⟦?runs_on=aks⟧# Whoever may change this decides who stands for the identity.
⟦?runs_on=aks⟧resource "azurerm_federated_identity_credential" "claude" {
⟦?runs_on=aks⟧  name                      = "claude-workload"
⟦?runs_on=aks⟧  user_assigned_identity_id = azurerm_user_assigned_identity.claude.id
⟦?runs_on=aks⟧  issuer                    = data.azurerm_kubernetes_cluster.workload.oidc_issuer_url
⟦?runs_on=aks⟧  subject                   = ⟦system:serviceaccount:{namespace}:{kubernetes_account}⟧
⟦?runs_on=aks⟧  audience                  = ["api://AzureADTokenExchange"]
⟦?runs_on=aks⟧}
⟦?runs_on=aks⟧
output "claude_resource" {
  description = "What tokens are asked for"
  value       = azuread_application_identifier_uri.claude_audience.identifier_uri
}

output "claude_audience" {
  description = "The audience of version 2 tokens"
  value       = azuread_application.claude_audience.client_id
}
⟦?!identity_kind=system-assigned⟧
⟦?!identity_kind=system-assigned⟧output "claude_identity" {
⟦?!identity_kind=system-assigned⟧  description = "What the rule compares"
⟦?!identity_kind=system-assigned⟧  value = {
⟦?!identity_kind=system-assigned⟧    oid = azurerm_user_assigned_identity.claude.principal_id
⟦?!identity_kind=system-assigned⟧    azp = azurerm_user_assigned_identity.claude.client_id
⟦?!identity_kind=system-assigned⟧    tid = azurerm_user_assigned_identity.claude.tenant_id
⟦?!identity_kind=system-assigned⟧  }
⟦?!identity_kind=system-assigned⟧}
