# also_in WORKSPACE_ID: opens the rule to one workspace more.
also_in() {
  check_id 'a further workspace' wrkspc_ "$1"
  join_workspace "$1"
  send "federation_rules/$rule_id/workspaces" "$(jq -n --arg workspace "$1" '{workspace_id: $workspace}')" >/dev/null
}
