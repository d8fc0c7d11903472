# A confidential client that gets tokens for Claude by its own name. Written by Keyless; holds no secret. The provider takes
# KEYCLOAK_URL and its credentials from the environment.
terraform {
  required_providers {
    keycloak = {
      source  = "keycloak/keycloak"
      version = "~> 5.0"
    }
  }
}

provider "keycloak" {}

data "keycloak_realm" "own" {
  realm = ⟦realm⟧
}

resource "keycloak_openid_client" "claude" {
  realm_id                     = data.keycloak_realm.own.id
  client_id                    = ⟦client⟧
  access_type                  = "CONFIDENTIAL"
  service_accounts_enabled     = true
  standard_flow_enabled        = false
  direct_access_grants_enabled = false
}

# Without this, tokens are for the client "account" or for nobody.
resource "keycloak_openid_audience_protocol_mapper" "claude" {
  realm_id                 = data.keycloak_realm.own.id
  client_id                = keycloak_openid_client.claude.id
  name                     = "claude"
  included_custom_audience = ⟦audience⟧
  add_to_access_token      = true
  add_to_id_token          = false
}

data "keycloak_openid_client_service_account_user" "claude" {
  realm_id  = data.keycloak_realm.own.id
  client_id = keycloak_openid_client.claude.id
}

# The subject of its tokens, for the federation rule.
output "service_account_user_id" {
  value = data.keycloak_openid_client_service_account_user.claude.id
}
