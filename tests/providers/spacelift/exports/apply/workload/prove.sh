#!/usr/bin/env bash
# Proves that a run of this stack reaches Claude through federation. Written by Keyless; holds no secret.
#
# Run it as a task of the stack, or from a hook of the phase that the federation rule names. The token of a run is good
# for one exchange: let this be the only client of its run.
set -euo pipefail

# What would hide a failure is taken away first.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE
export ANTHROPIC_FEDERATION_RULE_ID=fdrl_01AAAA
export ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1
export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_01BBBB
export ANTHROPIC_WORKSPACE_ID=wrkspc_01DDDD
export ANTHROPIC_IDENTITY_TOKEN_FILE=/mnt/workspace/spacelift.oidc

python3 -m venv /tmp/claude-venv
/tmp/claude-venv/bin/pip install --quiet 'anthropic>=2.12,<3'
# Lists one model: this proves the exchange and costs nothing.
/tmp/claude-venv/bin/python -c '
import anthropic
models = anthropic.Anthropic().models.list(limit=1)
print("Federation works: Claude answered with", models.data[0].id)
'
