#!/usr/bin/env bash
# Writes a fresh identity token into a file that only its owner can read. With a command behind it, the script keeps the
# file fresh and runs the command; alone, it proves that federation works. Written by Keyless; holds no secret.
set -euo pipefail

export ANTHROPIC_FEDERATION_RULE_ID=fdrl_01AAAA
export ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1
export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_01BBBB
export ANTHROPIC_WORKSPACE_ID=wrkspc_01DDDD
export ANTHROPIC_IDENTITY_TOKEN_FILE=/run/claude/identity-token
# Each of these goes before federation, some even where they are set to nothing.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE

# Keycloak's tokens live five minutes where nobody chose, and each is good for one exchange.
every=60

# The client's secret: from a file, or from the environment. It is a static secret itself, so keep it where nothing but
# this workload reads it.
secret() {
  if [ -n "${KEYCLOAK_CLIENT_SECRET_FILE:-}" ]; then
    tr -d '\r\n' < "$KEYCLOAK_CLIENT_SECRET_FILE"
  else
    printf %s "${KEYCLOAK_CLIENT_SECRET:?set it, or KEYCLOAK_CLIENT_SECRET_FILE}"
  fi
}

request() {
  secret | curl --silent --show-error --fail --retry 3 \
    --data grant_type=client_credentials \
    --data-urlencode 'client_id=claude-batch' \
    --data-urlencode 'client_secret@-' \
    https://sso.acme.internal:8443/auth/realms/platform/protocol/openid-connect/token |
    jq -er .access_token
}

write_token() {
  local fresh
  fresh=$(mktemp "$ANTHROPIC_IDENTITY_TOKEN_FILE.XXXXXX")
  if request > "$fresh" && [ -s "$fresh" ]; then
    # Replaced in one go: whoever reads the file meanwhile sees a whole token.
    mv -f "$fresh" "$ANTHROPIC_IDENTITY_TOKEN_FILE"
  else
    rm -f "$fresh"
    return 1
  fi
}

mkdir -p "$(dirname "$ANTHROPIC_IDENTITY_TOKEN_FILE")"
write_token

if [ "$#" -gt 0 ]; then
  while sleep "$every" && kill -0 "$$" 2> /dev/null; do
    write_token || echo "No fresh identity token; next try in $every seconds." >&2
  done &
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
