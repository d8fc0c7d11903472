#!/usr/bin/env bash
# Starts the app on a Fly Machine with an identity token that is kept fresh: put this into the image and name it in
# fly.toml, with the app's own command behind it. Alone, it proves that federation works. Written by Keyless; holds no
# secret.
set -euo pipefail

# fly.toml sets the ids and ANTHROPIC_IDENTITY_TOKEN_FILE. Each of these goes before federation, some even where they are
# set to nothing; take them out of the app's secrets too.
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE

# A token is good for one exchange and lives ten minutes; a client comes back every few minutes.
every=60

# The Machine's socket knows which Machine asks. Only the audience is chosen.
request() {
  curl --silent --show-error --fail --retry 3 --unix-socket /.fly/api \
    --header 'Content-Type: application/json' --data @- http://localhost/v1/tokens/oidc <<'JSON'
{"aud": "https://api.anthropic.com"}
JSON
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
