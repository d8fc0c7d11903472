#!/usr/bin/env bash
# Exchanges the workload's token and lists one model, which costs nothing. Run it as the workload's user, with
# spiffe-helper running. Written by Keyless; holds no secret.
#
# Take the variables over into the service, and remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from it: each outranks
# federation, and one that is set to nothing still does so in several clients.
set -euo pipefail

export ANTHROPIC_FEDERATION_RULE_ID=fdrl_01AAAA
export ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1
export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_01BBBB
export ANTHROPIC_WORKSPACE_ID=wrkspc_01DDDD
export ANTHROPIC_IDENTITY_TOKEN_FILE=/var/run/secrets/anthropic.com/token

if [ ! -s "$ANTHROPIC_IDENTITY_TOKEN_FILE" ]; then
  echo "There is no token in $ANTHROPIC_IDENTITY_TOKEN_FILE: start spiffe-helper -config spiffe-helper.hcl as this user." >&2
  exit 1
fi

# What would hide a failure is taken away first.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'anthropic>=2.12,<3'
"$folder/venv/bin/python" -c '
import anthropic
models = anthropic.Anthropic().models.list(limit=1)
print("Federation works: Claude answered with", models.data[0].id)
'
