# Add this to the configuration of the workspace: each apply exchanges its identity token and lists one model, which costs
# nothing. Written by Keyless; holds no secret. It needs Terraform 1.5 and bash and curl where runs happen.
#
# The token of a phase is good for one exchange: put your own program in the place of the last command rather than beside
# it. Remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from the workspace's variables: each outranks federation.
resource "terraform_data" "claude_federation" {
  triggers_replace = plantimestamp()

  provisioner "local-exec" {
    interpreter = ["/bin/bash", "-c"]
    environment = {
      AUDIENCE   = "https://api.anthropic.com"
      TOKEN_FILE = "/tmp/claude-identity-token"
      EXCHANGE = jsonencode({
        grant_type         = "urn:ietf:params:oauth:grant-type:jwt-bearer"
        federation_rule_id = "fdrl_01AAAA"
        organization_id    = "00000000-0000-4000-8000-0000000000e1"
        service_account_id = "svac_01BBBB"
        workspace_id       = "wrkspc_01DDDD"
      })
    }
    command = <<-EOT
      set -euo pipefail
      unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE
      : "$${TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC:?set TFC_WORKLOAD_IDENTITY_AUDIENCE_ANTHROPIC to $AUDIENCE on the workspace}"
      umask 077
      trap 'rm -f "$TOKEN_FILE"' EXIT
      printf '%s' "$TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC" > "$TOKEN_FILE"

      # The token and what it is exchanged for travel through pipes: they are in no argument and no log.
      access_token=$(
        printf '{"assertion":"%s",%s' "$(cat "$TOKEN_FILE")" "$${EXCHANGE#?}" |
          curl --silent --show-error --fail-with-body https://api.anthropic.com/v1/oauth/token \
            --header 'content-type: application/json' \
            --header 'anthropic-beta: oauth-2025-04-20,oidc-federation-2026-04-01' --data-binary @- |
          sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p'
      )
      model=$(
        printf 'authorization: Bearer %s\n' "$access_token" |
          curl --silent --show-error --fail-with-body --header @- --header 'anthropic-version: 2023-06-01' \
            --header 'anthropic-beta: oauth-2025-04-20' 'https://api.anthropic.com/v1/models?limit=1' |
          sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p'
      )
      echo "Federation works: Claude answered with $model"
    EOT
  }
}
