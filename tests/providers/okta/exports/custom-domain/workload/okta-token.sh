#!/usr/bin/env bash
# Prints a fresh access token of the service app. Needs openssl, curl and jq. Install it as /usr/local/bin/okta-token. Written by
# Keyless; holds no secret.
#
# The private key that it reads is the long-lived secret now: for the workload's user alone (chmod 0400), in no image and no
# repository, changed on a schedule. With a KMS or HSM, sign there in the place of openssl.
set -euo pipefail

issuer=https://login.acme.example/oauth2/default
client_id=0oa1b2c3d4e5f6g7h8i9
key_id=claude-2026-11
scope=anthropic.access
default_key_file=/etc/claude/okta-key.pem
key_file=${OKTA_PRIVATE_KEY_FILE:-$default_key_file}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

header=$(jq -cn --arg kid "$key_id" '{alg: "RS256", typ: "JWT", kid: $kid}')
payload=$(jq -cn --arg client "$client_id" --arg audience "$issuer/v1/token" --arg jti "$(openssl rand -hex 16)" \
  '{iss: $client, sub: $client, aud: $audience, jti: $jti, iat: (now | floor), exp: ((now | floor) + 300)}')
unsigned=$(printf '%s' "$header" | base64url).$(printf '%s' "$payload" | base64url)
signature=$(printf '%s' "$unsigned" | openssl dgst -sha256 -sign "$key_file" -binary | base64url)

# The assertion travels through a pipe: it is in no argument and no log.
printf 'grant_type=client_credentials&scope=%s&client_assertion_type=%s&client_assertion=%s' \
  "$(jq -rn --arg scope "$scope" '$scope | @uri')" \
  'urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer' "$unsigned.$signature" |
  curl --silent --show-error --fail-with-body --header 'Accept: application/json' --data-binary @- "$issuer/v1/token" |
  jq -er .access_token
