#!/usr/bin/env bash
# Writes an identity token of the machine's role to its file and proves that federation works. Written by Keyless; holds no
# secret.
#
# A client that runs on needs a new token in the file before each exchange: let a timer run the first half every two minutes,
# as the user of the service, or let the client call the aws command itself.
set -euo pipefail

audience=https://api.anthropic.com
region=us-east-1
export ANTHROPIC_IDENTITY_TOKEN_FILE=/run/claude/identity-token
export ANTHROPIC_FEDERATION_RULE_ID=fdrl_01AAAA
export ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1
export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_01BBBB
export ANTHROPIC_WORKSPACE_ID=wrkspc_01DDDD

umask 077
mkdir -p "$(dirname "$ANTHROPIC_IDENTITY_TOKEN_FILE")"
# Moved into its place whole, so that no client reads half a token.
aws sts get-web-identity-token --region "$region" --audience "$audience" --signing-algorithm RS256 \
  --duration-seconds 300 --query WebIdentityToken --output text > "$ANTHROPIC_IDENTITY_TOKEN_FILE.new"
mv -f "$ANTHROPIC_IDENTITY_TOKEN_FILE.new" "$ANTHROPIC_IDENTITY_TOKEN_FILE"

# Lists one model: this proves the exchange and costs nothing. What would hide a failure is taken away first.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'anthropic>=2.12,<3'
"$work/venv/bin/python" -c '
import anthropic
models = anthropic.Anthropic().models.list(limit=1)
print("Federation works: Claude answered with", models.data[0].id)
'
