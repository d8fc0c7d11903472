#!/usr/bin/env bash
# Writes a fresh identity token into a file that only its owner can read. With a command behind it, the script keeps the
# file fresh and runs the command; alone, it proves that federation works. Written by Keyless; holds no secret.
set -euo pipefail

export ANTHROPIC_FEDERATION_RULE_ID=⟦rule_id⟧
export ANTHROPIC_ORGANIZATION_ID=⟦organization_id⟧
export ANTHROPIC_SERVICE_ACCOUNT_ID=⟦service_account_id⟧
export ANTHROPIC_WORKSPACE_ID=⟦workspace_id⟧
export ANTHROPIC_IDENTITY_TOKEN_FILE=⟦token_file⟧
# Each of these goes before federation, some even where they are set to nothing.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE

