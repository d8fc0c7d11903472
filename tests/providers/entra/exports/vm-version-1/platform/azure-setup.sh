#!/usr/bin/env bash
# Makes the audience app of the tenant and the identity of the workload, where they are missing, and joins them to what runs.
# Running it again changes nothing more. Needs az 2.68 or later. Written by Keyless; holds no secret.
set -euo pipefail

tenant=11111111-2222-3333-4444-555555555555
group=prod
host=worker
resource=api://00000000-1111-2222-3333-444444444444

if [ "$(az account show --query tenantId -o tsv)" != "$tenant" ]; then
  printf 'Sign in to the tenant %s first: az login --tenant %s\n' "$tenant" "$tenant" >&2
  exit 1
fi

# One app stands for Claude in the whole tenant.
app=$(az ad app show --id "$resource" --query appId -o tsv)
if ! az ad sp show --id "$app" > /dev/null 2>&1; then
  az ad sp create --id "$app" --output none
fi

name=claude-mi
az identity create -g "$group" -n "$name" --output none
identity=$(az identity show -g "$group" -n "$name" --query id -o tsv)
az vm identity assign -g "$group" -n "$host" --identities "$identity" --output none

printf 'Resource: %s\nAudience app: %s\n' "$resource" "$app"
az identity show -g "$group" -n "$name" --query '{oid: principalId, azp: clientId, tid: tenantId}'
