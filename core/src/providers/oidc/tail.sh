
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
