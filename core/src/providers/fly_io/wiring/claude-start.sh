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
{"aud": ⟦audience|json⟧}
JSON
}
