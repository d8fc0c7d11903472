#!/usr/bin/env bash
# Prints the public keys of the installation: paste them into the issuer, and again whenever the installation changes
# them. Run it where the installation can be reached. Written by Keyless; holds no secret.
set -euo pipefail

host=⟦tfe_host⟧
host=${host#https://}
discovery=$(curl --silent --show-error --fail "https://${host%%/*}/.well-known/openid-configuration")
echo "Issuer: $(jq -er .issuer <<< "$discovery")" >&2
curl --silent --show-error --fail "$(jq -er .jwks_uri <<< "$discovery")" | jq .
