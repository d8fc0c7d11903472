#!/usr/bin/env bash
# Writes a token of the machine's managed identity to its file and proves that federation works. Written by Keyless; holds
# no secret.
#
# The token lives for up to a day. A client that runs on needs a newer one in the file by then: let a timer run the first half
# every hour, as the user of the service, or use claude_federation.py.
set -euo pipefail

resource=api://00000000-1111-2222-3333-444444444444
export ANTHROPIC_IDENTITY_TOKEN_FILE=/run/claude/identity-token
export ANTHROPIC_FEDERATION_RULE_ID=fdrl_01AAAA
export ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1
export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_01BBBB
export ANTHROPIC_WORKSPACE_ID=wrkspc_01DDDD

query=(--data api-version=2018-02-01 --data-urlencode "resource=$resource")
# Named, because another identity of the machine may answer otherwise.
client_id=22222222-3333-4444-5555-666666666666
query+=(--data-urlencode "client_id=$client_id")

umask 077
mkdir -p "$(dirname "$ANTHROPIC_IDENTITY_TOKEN_FILE")"
# Moved into its place whole, so that no client reads half a token.
curl --silent --show-error --fail --get --header Metadata:true "${query[@]}" \
  http://169.254.169.254/metadata/identity/oauth2/token |
  jq -er .access_token > "$ANTHROPIC_IDENTITY_TOKEN_FILE.new"
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
