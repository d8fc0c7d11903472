# An API in Auth0 that stands for Claude, and the application's right to ask for its tokens. Written by Keyless; holds no
# secret. The provider takes AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
terraform {
  required_providers {
    auth0 = {
      source  = "auth0/auth0"
      version = "~> 1.0"
    }
  }
}

provider "auth0" {}

resource "auth0_resource_server" "claude" {
  name       = "Claude"
  identifier = "https://api.anthropic.com"
  # HS256 is refused by Claude.
  signing_alg = "RS256"
  # A day where nobody says otherwise, which is longer than the issuer record takes.
  token_lifetime = 3600
  token_dialect  = "rfc9068_profile"
}

resource "auth0_client_grant" "claude" {
  client_id = "fakeClientId0000000000000000abcd"
  audience  = auth0_resource_server.claude.identifier
  scopes    = []
}
