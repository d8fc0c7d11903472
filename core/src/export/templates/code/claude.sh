#!/usr/bin/env bash
#
# Exchanges a token of this workload for a short-lived one of Claude and makes one call: what every SDK does by itself.
# Written by Keyless; holds no secret. HTTP 401 is every denial alike: its reason stands in the Console under Settings,
# Workload identity, history.
#
# Needs bash, curl and jq.

# What stands between single quotes is data.
# shellcheck disable=SC2016,SC1003,SC1111,SC1112
set -euo pipefail

claude_rule=⟦rule_id⟧
claude_organization=⟦organization_id⟧
claude_account=⟦service_account_id⟧
⟦?workspace⟧claude_workspace=⟦workspace_id⟧

for name in ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN; do
  if [[ -n ${!name+set} ]]; then
    printf '%s is set and outranks federation in every client: unset it, even where it is empty.\n' "$name" >&2
    exit 1
  fi
done

# Prints a fresh token of the platform.
identity_token() {
⟦?file⟧
  cat -- ⟦token⟧
⟦?variable⟧
  printf '%s' ⟦token⟧
⟦?program⟧
  ⟦words⟧
⟦?headers⟧
  # Headers reach curl through the pipe: no list of processes shows them.
  printf '%s\n' \
⟦headers⟧
    | curl --silent --show-error --fail --max-time 10 --header @- --request ⟦method⟧ --get \
⟦?bare⟧
  curl --silent --show-error --fail --max-time 10 --request ⟦method⟧ --get \
⟦?http⟧
⟦?post⟧    --header 'content-length: 0' \
⟦query⟧
⟦?member⟧    -- ⟦url⟧ | jq -er --arg member ⟦member⟧ '.[$member]'
⟦?!member⟧    -- ⟦url⟧
⟦end⟧
}

# The tokens go from program to program through pipes: they are in no argument and no file.
access_token=$(
  identity_token |
    jq -Rsc \
      --arg rule "$claude_rule" \
      --arg organization "$claude_organization" \
      --arg account "$claude_account" \
⟦?workspace⟧      --arg workspace "$claude_workspace" \
      '{
        grant_type: "⟦grant⟧",
        assertion: gsub("\\s"; ""),
        federation_rule_id: $rule,
        organization_id: $organization,
⟦?workspace⟧        workspace_id: $workspace,
        service_account_id: $account
      }' |
    curl --silent --show-error --fail \
      --header 'content-type: application/json' \
      --header 'anthropic-beta: ⟦exchange_beta⟧' \
      --data-binary @- ⟦base⟧⟦exchange_path⟧ |
    jq -er .access_token
)

printf 'authorization: Bearer %s\n' "$access_token" |
  curl --silent --show-error --fail \
    --header @- \
    --header 'anthropic-version: ⟦version⟧' \
    --header 'anthropic-beta: ⟦call_beta⟧' \
    '⟦base⟧/v1/models?limit=1' |
  jq -er '"Federation works: Claude answered with \(.data[0].id)"'
