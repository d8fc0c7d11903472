#!/usr/bin/env bash
# Keep this as .buildkite/claude-federation.sh and put your own commands at its end. Written by Keyless; holds no secret.
set -euo pipefail
umask 077

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export ANTHROPIC_IDENTITY_TOKEN_FILE="$folder/identity-token"

# The token lives for five minutes. Call this again before a client that starts later, or let the client call the agent.
fetch_identity_token() {
  # The claims that the rule compares are there only where they are asked for.
  local claims=organization_id,pipeline_id
⟦?cluster_id⟧  claims+=,cluster_id
⟦?queue_id⟧  claims+=,queue_id
  local words=(--audience "$CLAUDE_AUDIENCE" --claim "$claims")
⟦?subject=pipeline_id⟧  words+=(--subject-claim pipeline_id)
  buildkite-agent oidc request-token "${words[@]}" > "$ANTHROPIC_IDENTITY_TOKEN_FILE"
}

fetch_identity_token

# Lists one model: this proves the exchange and costs nothing. What would hide a failure is taken away first.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'anthropic>=2.12,<3'
"$folder/venv/bin/python" -c '
import anthropic
models = anthropic.Anthropic().models.list(limit=1)
print("Federation works: Claude answered with", models.data[0].id)
'
