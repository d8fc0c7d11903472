#!/usr/bin/env bash
# Exchanges a fresh token and lists one model, which costs nothing. Written by Keyless; holds no secret.
#
# Take the variables over into the service, and remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from it: each outranks
# federation, and one that is set to nothing still does so in several clients. A token is good for one exchange: a program that
# runs on has to call okta-token by itself each time, which the SDKs do through a function of yours.
set -euo pipefail

export ANTHROPIC_FEDERATION_RULE_ID=⟦rule_id⟧
export ANTHROPIC_ORGANIZATION_ID=⟦organization_id⟧
export ANTHROPIC_SERVICE_ACCOUNT_ID=⟦service_account_id⟧
export ANTHROPIC_WORKSPACE_ID=⟦workspace_id⟧
export ANTHROPIC_IDENTITY_TOKEN_FILE=⟦token_file⟧

# The folder is the service's own, such as RuntimeDirectory=claude-identity of systemd makes it.
umask 077
mkdir -p "$(dirname "$ANTHROPIC_IDENTITY_TOKEN_FILE")"
/usr/local/bin/okta-token > "$ANTHROPIC_IDENTITY_TOKEN_FILE"

# What would hide a failure is taken away first.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE
folder=$(mktemp -d)
trap 'rm -rf "$folder" "$ANTHROPIC_IDENTITY_TOKEN_FILE"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'anthropic>=2.12,<3'
"$folder/venv/bin/python" -c '
import anthropic
models = anthropic.Anthropic().models.list(limit=1)
print("Federation works: Claude answered with", models.data[0].id)
'
