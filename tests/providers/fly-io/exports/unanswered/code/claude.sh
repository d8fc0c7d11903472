#!/usr/bin/env bash
#
# Exchanges a token of this workload for a short-lived one of Claude and makes one call: what every SDK does by itself.
# Written by Keyless; holds no secret. HTTP 401 is every denial alike: its reason stands in the Console under Settings,
# Workload identity, history.
#
# Needs bash, curl and jq.

# What stands between single quotes is data.
# shellcheck disable=SC2016,SC1003,SC1111,SC1112
set -euo pipefail

claude_rule=fdrl_REPLACE_ME
claude_organization=ORGANIZATION_ID_REPLACE_ME
claude_account=svac_REPLACE_ME

for name in ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN; do
  if [[ -n ${!name+set} ]]; then
    printf '%s is set and outranks federation in every client: unset it, even where it is empty.\n' "$name" >&2
    exit 1
  fi
done

# Prints a fresh token of the platform.
identity_token() {
  curl -sS --fail --unix-socket /.fly/api -H 'Content-Type: application/json' -d '{"aud": "https://api.anthropic.com"}' http://localhost/v1/tokens/oidc
}

# The tokens go from program to program through pipes: they are in no argument and no file.
access_token=$(
  identity_token |
    jq -Rsc \
      --arg rule "$claude_rule" \
      --arg organization "$claude_organization" \
      --arg account "$claude_account" \
      '{
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: gsub("\\s"; ""),
        federation_rule_id: $rule,
        organization_id: $organization,
        service_account_id: $account
      }' |
    curl --silent --show-error --fail \
      --header 'content-type: application/json' \
      --header 'anthropic-beta: oauth-2025-04-20,oidc-federation-2026-04-01' \
      --data-binary @- https://api.anthropic.com/v1/oauth/token |
    jq -er .access_token
)

printf 'authorization: Bearer %s\n' "$access_token" |
  curl --silent --show-error --fail \
    --header @- \
    --header 'anthropic-version: 2023-06-01' \
    --header 'anthropic-beta: oauth-2025-04-20' \
    'https://api.anthropic.com/v1/models?limit=1' |
  jq -er '"Federation works: Claude answered with \(.data[0].id)"'
