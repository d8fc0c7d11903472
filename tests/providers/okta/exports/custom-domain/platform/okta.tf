# Okta's side: a service app, an authorization server for Claude alone, a scope, and a policy that names this app and no other.
# Run platform/okta-key.sh first and put okta-public-key.json beside this file. Enter what comes out into Keyless. Written by
# Keyless; holds no secret. The provider takes its own login from OKTA_ORG_NAME, OKTA_BASE_URL and the like.
terraform {
  required_providers {
    okta = {
      source  = "okta/okta"
      version = ">= 4.9"
    }
  }
}

locals {
  public_key = jsondecode(file("${path.module}/okta-public-key.json"))
  scope      = "anthropic.access"
}

# DPoP stays off: Claude takes no such proof.
resource "okta_app_oauth" "claude" {
  label                      = "Claude through federation"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"
  omit_secret                = true

  jwks {
    kty = local.public_key.kty
    kid = local.public_key.kid
    e   = local.public_key.e
    n   = local.public_key.n
  }
}

resource "okta_auth_server" "claude" {
  name        = "claude"
  description = "Access tokens for Claude alone"
  audiences   = ["https://api.anthropic.com"]
}

resource "okta_auth_server_scope" "claude" {
  auth_server_id   = okta_auth_server.claude.id
  name             = local.scope
  consent          = "IMPLICIT"
  metadata_publish = "NO_CLIENTS"
}

resource "okta_auth_server_policy" "claude" {
  auth_server_id   = okta_auth_server.claude.id
  name             = "claude"
  description      = "This app and no other"
  priority         = 1
  client_whitelist = [okta_app_oauth.claude.client_id]
}

resource "okta_auth_server_policy_rule" "claude" {
  auth_server_id       = okta_auth_server.claude.id
  policy_id            = okta_auth_server_policy.claude.id
  name                 = "claude"
  priority             = 1
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = [okta_auth_server_scope.claude.name]

  # The shortest: each token is exchanged once, at once.
  access_token_lifetime_minutes = 5
}

output "issuer" {
  value = okta_auth_server.claude.issuer
}

output "client_id" {
  value = okta_app_oauth.claude.client_id
}
