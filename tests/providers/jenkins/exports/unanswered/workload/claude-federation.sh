#!/usr/bin/env bash
# Runs a command of the pipeline with the job's identity for Claude; alone, it proves that federation works. The pipeline
# sets ANTHROPIC_IDENTITY_TOKEN_FILE. Written by Keyless; holds no secret.
set -euo pipefail

export ANTHROPIC_FEDERATION_RULE_ID=fdrl_REPLACE_ME
export ANTHROPIC_ORGANIZATION_ID=ORGANIZATION_ID_REPLACE_ME
export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_REPLACE_ME
export ANTHROPIC_WORKSPACE_ID=wrkspc_REPLACE_ME
# Each of these goes before federation, some even where they are set to nothing.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE
: "${ANTHROPIC_IDENTITY_TOKEN_FILE:?bind the credential of kind OpenID Connect id token as file}"

if [ "$#" -gt 0 ]; then
  exec "$@"
fi

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
