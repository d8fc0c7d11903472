#!/usr/bin/env bash
# Makes the key and the role with which Vault signs identity tokens for Claude, and the policy to read one. Written by
# Keyless; holds no secret. VAULT_ADDR and the login come from the environment.
set -euo pipefail

ROLE=claude
AUDIENCE=https://api.anthropic.com
case "$ROLE" in
  "" | *[!A-Za-z0-9_.-]*)
    echo "A role's name has letters, digits, dots, hyphens and _ alone." >&2
    exit 1
    ;;
esac

# RS256 is taken by Claude, EdDSA is not.
vault write identity/oidc/key/claude \
  algorithm=RS256 rotation_period=24h verification_ttl=24h "allowed_client_ids=$AUDIENCE"
# The role's client_id becomes the audience. Nobody chose a lifetime: tokens live a day, which the issuer does not take.
vault write "identity/oidc/role/$ROLE" key=claude ttl=10m "client_id=$AUDIENCE"

# Give this policy to the one entity that is meant, and to nobody else.
vault policy write "claude-$ROLE" - << POLICY
path "identity/oidc/token/$ROLE" {
  capabilities = ["read"]
}
POLICY
