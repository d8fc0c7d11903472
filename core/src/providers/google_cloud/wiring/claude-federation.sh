#!/usr/bin/env bash
# Writes an identity token of the machine's service account to its file and proves that federation works. Written by
# Keyless; holds no secret.
#
# The token lives for an hour. A client that runs on needs a newer one in the file by then: let a timer run the first half
# every half hour, as the user of the service, or use claude_federation.py.
set -euo pipefail

audience=⟦audience⟧
export ANTHROPIC_IDENTITY_TOKEN_FILE=⟦token_file⟧
export ANTHROPIC_FEDERATION_RULE_ID=⟦rule_id⟧
export ANTHROPIC_ORGANIZATION_ID=⟦organization_id⟧
export ANTHROPIC_SERVICE_ACCOUNT_ID=⟦service_account_id⟧
export ANTHROPIC_WORKSPACE_ID=⟦workspace_id⟧

umask 077
mkdir -p "$(dirname "$ANTHROPIC_IDENTITY_TOKEN_FILE")"
# Moved into its place whole, so that no client reads half a token. Without format=full it has no email.
curl --silent --show-error --fail --get --header 'Metadata-Flavor: Google' \
  --data-urlencode "audience=$audience" --data format=full \
  http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity \
  > "$ANTHROPIC_IDENTITY_TOKEN_FILE.new"
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
