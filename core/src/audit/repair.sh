#!/usr/bin/env bash
#
# Tightens federation rules, each after it was shown and confirmed. Written by Keyless; holds no secret.
#
#   ant auth login --scope org:admin
#   export ANTHROPIC_OAUTH_TOKEN="$(ant auth print-credentials --access-token)"
#   bash repair.sh --dry-run    # shows what would be sent, sends nothing
#   bash repair.sh              # asks before each; --yes asks nothing
#
# Needs bash, and curl 7.76 or later.

# The bodies below are data: nothing in them is to be expanded, and typographic quotes are meant.
# shellcheck disable=SC2016,SC1003,SC1111,SC1112
set -euo pipefail

api=⟦api⟧/v1/organizations
version=⟦version⟧

mode=ask
case ${1-} in
  '') ;;
  --dry-run) mode=show ;;
  --yes) mode=send ;;
  *)
    printf 'repair.sh: the only options are --dry-run and --yes\n' >&2
    exit 2
    ;;
esac
if [[ $mode != show ]]; then
  : "${ANTHROPIC_OAUTH_TOKEN:?see the head of this file}"
fi

# update PATH NAME BODY: sends the body to one object. The token goes to curl through a file descriptor, so that no list
# of processes shows it.
update() {
  local path=$1 name=$2 body=$3 answer
  printf '\n%s\nPOST %s/%s\n%s\n' "$name" "$api" "$path" "$body"
  if [[ $path == */ ]]; then
    printf 'repair.sh: this one has no id, because it is not made yet: change its create body\n' >&2
    return
  fi
  case $mode in
    show) return ;;
    ask)
      read -r -p 'Send it? [y/N] ' answer </dev/tty
      [[ $answer == [yY] ]] || return 0
      ;;
  esac
  printf '%s' "$body" |
    curl --silent --show-error --fail-with-body --max-time 60 --request POST \
      --header @<(printf 'Authorization: Bearer %s\n' "$ANTHROPIC_OAUTH_TOKEN") \
      --header "anthropic-version: $version" --header 'content-type: application/json' \
      --data-binary @- --output /dev/stderr "$api/$path"
}

⟦updates⟧
