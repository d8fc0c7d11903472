# Runs every script under "$1" with nothing but recorded calls in place of programs. Run by tests/src/stand_ins.rs.
#
# A script's folder has `script`, an empty `folder` that it runs in, and an empty `calls` that gets a file for each program that
# it calls: the arguments, the variables for Claude, and what came through a pipe or a file, each with a NUL behind it.
#
# The search path is meant, the variable is for the scripts, and which file is read is not known before.
# shellcheck shell=bash disable=SC1090,SC2034,SC2123
keyless_root=$1
PATH=$keyless_root/none

keyless_record() {
  local keyless_name keyless_body keyless_calls=("$keyless_calls_folder"/*)
  # A loop that waits for an answer would never get it.
  if ((${#keyless_calls[@]} > 150)); then kill -9 "$keyless_script"; fi
  {
    printf '%s\0' "$@"
    for keyless_name in "${!ANTHROPIC_@}"; do printf '%s=%s\0' "$keyless_name" "${!keyless_name}"; done
    if [[ -p /dev/stdin || -f /dev/stdin ]]; then
      # What has no NUL at its end counts as a failure.
      IFS= read -r -d '' keyless_body || :
      printf 'input:%s\0' "$keyless_body"
    fi
  } > "$keyless_calls_folder/$BASHPID-$RANDOM"
  printf '1\n'
}

command_not_found_handle() { keyless_record "$@"; }

# Every program is there to those who ask.
command() {
  case ${1-} in
    -v | -V) printf '%s\n' "${2-}" ;;
    *) "$@" ;;
  esac
}
type() { printf '%s\n' "${!#}"; }
hash() { return 0; }

for keyless_folder in "$keyless_root"/scripts/*/; do
  (
    keyless_script=$BASHPID
    keyless_calls_folder=${keyless_folder}calls
    HOME=${keyless_folder}folder
    TMPDIR=$HOME
    ANTHROPIC_OAUTH_TOKEN=stand-in
    cd "$HOME" || exit 99
    set --
    . "${keyless_folder}script"
  ) < /dev/null > /dev/null 2> "${keyless_folder}errors"
  printf '%s' "$?" > "${keyless_folder}status"
done
