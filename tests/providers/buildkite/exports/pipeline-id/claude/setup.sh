#!/usr/bin/env bash
#
# Makes the service account, its membership of the workspace, the federation issuer and the federation rule, in this
# order, and prints the lines of the environment that the workload needs. Written by Keyless; holds no secret.
#
#   ant auth login --scope org:admin
#   export ANTHROPIC_OAUTH_TOKEN="$(ant auth print-credentials --access-token)"
#   WORKSPACE_ID=wrkspc_... bash setup.sh --dry-run    # shows what would be sent, sends nothing
#   WORKSPACE_ID=wrkspc_... bash setup.sh
#
# SERVICE_ACCOUNT_ID, ISSUER_ID and RULE_ID name what exists already: its step is left out. After a failure, run again
# with the ids that were printed. An account that exists keeps its memberships, because sending one again replaces its
# role; ADD_MEMBERSHIP=yes sends it all the same. ORGANIZATION_ID only appears in the lines at the end.
#
# Needs bash, jq, and curl 7.76 or later.

# The bodies below are data: nothing in them is to be expanded, and typographic quotes are meant.
# shellcheck disable=SC2016,SC1003,SC1111,SC1112
set -euo pipefail

api=https://api.anthropic.com/v1/organizations
version=2023-06-01

organization_id=00000000-0000-4000-8000-0000000000e1
service_account_id=svac_01BBBB
workspace_id=wrkspc_01DDDD
issuer_id=fdis_01CCCC
rule_id=fdrl_01AAAA

service_account='{
  "name": "acme-deploy",
  "description": "Buildkite pipeline acme/deploy, release/*"
}'

membership='{
  "workspace_id": "wrkspc_01DDDD",
  "workspace_role": "workspace_user"
}'

issuer='{
  "name": "buildkite",
  "issuer_url": "https://agent.buildkite.com",
  "jwks": {
    "type": "discovery"
  }
}'

rule='{
  "name": "acme-deploy-release",
  "description": "Buildkite pipeline acme/deploy, release/*",
  "issuer_id": "fdis_01CCCC",
  "match": {
    "subject_prefix": "0184990a-4782-42b5-afc1-16715b10b1a0",
    "audience": "https://api.anthropic.com",
    "claims": {
      "organization_id": "0184990a-477b-4fa8-9968-496074483c77",
      "pipeline_id": "0184990a-4782-42b5-afc1-16715b10b1a0"
    },
    "condition": "claims.build_branch.startsWith(\"release/\") && !(has(claims.build_tag)) && claims.build_source in [\"webhook\", \"schedule\"]"
  },
  "target": {
    "type": "service_account",
    "service_account_id": "svac_01BBBB"
  },
  "oauth_scope": "workspace:inference",
  "workspace_id": "wrkspc_01DDDD",
  "token_lifetime_seconds": 600
}'

note() { printf 'setup.sh: %s\n' "$1" >&2; }
fail() {
  note "$1"
  exit 1
}

# check_id VARIABLE PREFIX ID: stops where an id that is given has not the form of one.
check_id() {
  if [[ -n $3 && ! $3 =~ ^$2[A-Za-z0-9]+$ ]]; then
    fail "$1 is no id of the form $2..., letters and digits; correct it and run again"
  fi
}

# send PATH BODY: prints the answer, or explains a refusal. The token goes to curl through a file descriptor, so that
# no list of processes shows it.
send() {
  local path=$1 body=$2 answer status code=0
  if [[ $dry_run == yes ]]; then
    printf 'POST %s/%s\n%s\n' "$api" "$path" "$body" >&3
    return
  fi
  answer=$(
    printf '%s' "$body" |
      curl --silent --show-error --fail-with-body --max-time 60 --request POST \
        --header @<(printf 'Authorization: Bearer %s\n' "$ANTHROPIC_OAUTH_TOKEN") \
        --header "anthropic-version: $version" --header 'content-type: application/json' \
        --data-binary @- --write-out '\n%{http_code}' "$api/$path"
  ) || code=$?
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  if ((code == 0)); then
    printf '%s\n' "$answer"
    return
  fi
  printf '%s\n' "$answer" >&2
  case $status in
    401) note 'the token is not accepted: log in again with ant auth login --scope org:admin' ;;
    403) note 'the login may not do this: it needs the scope org:admin and the rights of an administrator' ;;
    409) note 'this name is taken: give the id of what has it (see the head of this file), or choose another name' ;;
    *) note "curl ended with $code, the service answered ${status:-nothing}" ;;
  esac
  fail "stopped at POST $path"
}

# create VARIABLE PLACEHOLDER PATH BODY: makes one object and prints its id.
create() {
  local answer id
  answer=$(send "$3" "$4") || exit 1
  if [[ $dry_run == yes ]]; then
    id=$2
  else
    id=$(jq -er .id <<<"$answer") || fail "the answer to POST $3 has no id"
  fi
  printf '%s=%s\n' "$1" "$id" >&2
  printf '%s\n' "$id"
}

# join_workspace WORKSPACE_ID: makes the account a member, with the role of the body above.
join_workspace() {
  if [[ $add_membership == yes ]]; then
    send "service_accounts/$service_account_id/workspaces" \
      "$(jq --arg workspace "$1" '.workspace_id = $workspace' <<<"$membership")" >/dev/null
  else
    note "the account exists: see that it is a member of $1, or run again with ADD_MEMBERSHIP=yes"
  fi
}

dry_run=no
case ${1-} in
  '') ;;
  --dry-run) dry_run=yes ;;
  *) fail 'the only option is --dry-run; ids are given as variables, see the head of this file' ;;
esac
exec 3>&1

for tool in curl jq; do
  command -v "$tool" >/dev/null || fail "$tool is missing: install it and run again"
done

organization_id=${ORGANIZATION_ID:-$organization_id}
service_account_id=${SERVICE_ACCOUNT_ID:-$service_account_id}
workspace_id=${WORKSPACE_ID:-$workspace_id}
issuer_id=${ISSUER_ID:-$issuer_id}
rule_id=${RULE_ID:-$rule_id}
check_id SERVICE_ACCOUNT_ID svac_ "$service_account_id"
check_id WORKSPACE_ID wrkspc_ "$workspace_id"
check_id ISSUER_ID fdis_ "$issuer_id"
check_id RULE_ID fdrl_ "$rule_id"

if [[ $dry_run == yes ]]; then
  workspace_id=${workspace_id:-wrkspc_REPLACE_ME}
else
  [[ -n $workspace_id ]] || fail 'set WORKSPACE_ID to the id of the workspace, wrkspc_..., and run again'
  case ${ANTHROPIC_OAUTH_TOKEN:-} in
    '') fail 'ANTHROPIC_OAUTH_TOKEN is not set: log in and export it, see the head of this file' ;;
    *[[:space:]]*) fail 'ANTHROPIC_OAUTH_TOKEN has blanks or line breaks in it: export the token alone' ;;
    sk-ant-admin*) fail 'this is an Admin API key, which is refused here: use the token of ant auth login' ;;
  esac
  # curl and jq have no use for it in their environment.
  export -n ANTHROPIC_OAUTH_TOKEN
fi

add_membership=${ADD_MEMBERSHIP:-no}
if [[ -z $service_account_id ]]; then
  service_account_id=$(create SERVICE_ACCOUNT_ID svac_REPLACE_ME service_accounts "$service_account")
  add_membership=yes
fi

join_workspace "$workspace_id"

if [[ -z $issuer_id ]]; then
  issuer_id=$(create ISSUER_ID fdis_REPLACE_ME federation_issuers "$issuer")
fi

if [[ -z $rule_id ]]; then
  rule=$(
    jq --arg issuer "$issuer_id" --arg account "$service_account_id" --arg workspace "$workspace_id" \
      '.issuer_id = $issuer | .target.service_account_id = $account
        | if has("workspace_id") then .workspace_id = $workspace else . end' <<<"$rule"
  )
  rule_id=$(create RULE_ID fdrl_REPLACE_ME federation_rules "$rule")
fi

printf '%s=%q\n' \
  ANTHROPIC_FEDERATION_RULE_ID "$rule_id" \
  ANTHROPIC_ORGANIZATION_ID "${organization_id:-ORGANIZATION_ID_REPLACE_ME}" \
  ANTHROPIC_SERVICE_ACCOUNT_ID "$service_account_id" \
  ANTHROPIC_WORKSPACE_ID "$workspace_id"
