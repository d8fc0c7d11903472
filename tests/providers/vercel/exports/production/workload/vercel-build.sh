#!/usr/bin/env bash
# For a build on Vercel that calls Claude: writes an identity token into a file and proves that federation works. Written by
# Keyless; holds no secret.
set -euo pipefail

export ANTHROPIC_FEDERATION_RULE_ID=fdrl_01AAAA
export ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1
export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_01BBBB
export ANTHROPIC_WORKSPACE_ID=wrkspc_01DDDD
export ANTHROPIC_IDENTITY_TOKEN_FILE=/tmp/claude-identity-token
# Each of these goes before federation, some even where they are set to nothing.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE

# Vercel exchanges the build's token for one with the audience of Claude.
umask 077
jq -n --arg audience https://api.anthropic.com '{token: $ENV.VERCEL_OIDC_TOKEN, aud: $audience}' |
  curl --silent --show-error --fail --retry 3 --header 'Content-Type: application/json' --data @- \
    https://oidc.vercel.com/~token |
  jq -er .token > "$ANTHROPIC_IDENTITY_TOKEN_FILE"

# Lists one model: this proves the exchange and costs nothing.
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet 'anthropic>=2.12,<3'
"$venv/bin/python" -c '
import anthropic
models = anthropic.Anthropic().models.list(limit=1)
print("Federation works: Claude answered with", models.data[0].id)
'
