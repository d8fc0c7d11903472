#!/usr/bin/env bash
# Sets the workspace's variables of federation, and changes none other. Needs curl, jq, and in TFE_TOKEN an API token that
# may manage the workspace's variables. Written by Keyless; holds no secret.
set -euo pipefail

: "${TFE_TOKEN:?put an API token that may manage the variables of the workspace into TFE_TOKEN}"
host=app.terraform.io
host=${host#https://}
workspace=TFE_WORKSPACE_ID
url="https://${host%%/*}/api/v2/workspaces/$(jq -rn --arg id "$workspace" '$id | @uri')/vars"

call() {
  curl --silent --show-error --fail-with-body --header @<(printf 'Authorization: Bearer %s\n' "$TFE_TOKEN") \
    --header 'Content-Type: application/vnd.api+json' "$@"
}

existing=$(call "$url")

set_variable() {
  local id body
  id=$(jq -r --arg key "$1" '.data[] | select(.attributes.category == "env" and .attributes.key == $key) | .id' <<< "$existing")
  body=$(jq -n --arg id "$id" --arg key "$1" --arg value "$2" '{data: ({type: "vars", attributes: {key: $key,
    value: $value, category: "env", hcl: false, sensitive: false, description: "Claude through federation; no secret."}}
    + if $id == "" then {} else {id: $id} end)}')
  if [ -n "$id" ]; then
    call --request PATCH --data-binary @- "$url/$id" <<< "$body" > /dev/null
  else
    call --request POST --data-binary @- "$url" <<< "$body" > /dev/null
  fi
  echo "$1 is set."
}

# Makes each phase of a run have an identity token in TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC.
set_variable TFC_WORKLOAD_IDENTITY_AUDIENCE_ANTHROPIC https://api.anthropic.com
set_variable ANTHROPIC_FEDERATION_RULE_ID fdrl_REPLACE_ME
set_variable ANTHROPIC_ORGANIZATION_ID ORGANIZATION_ID_REPLACE_ME
set_variable ANTHROPIC_SERVICE_ACCOUNT_ID svac_REPLACE_ME
set_variable ANTHROPIC_WORKSPACE_ID wrkspc_REPLACE_ME
set_variable ANTHROPIC_IDENTITY_TOKEN_FILE /tmp/claude-identity-token

echo "Look for static keys among the names that the workspace has, and delete them once federation works:"
jq -r '.data[].attributes.key' <<< "$existing"
