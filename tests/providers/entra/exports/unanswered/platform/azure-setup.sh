#!/usr/bin/env bash
# Makes the audience app of the tenant and the identity of the workload, where they are missing, and joins them to what runs.
# Running it again changes nothing more. Needs az 2.68 or later. Written by Keyless; holds no secret.
set -euo pipefail

tenant=TENANT_ID
group=RESOURCE_GROUP
host=HOST_NAME

if [ "$(az account show --query tenantId -o tsv)" != "$tenant" ]; then
  printf 'Sign in to the tenant %s first: az login --tenant %s\n' "$tenant" "$tenant" >&2
  exit 1
fi

# One app stands for Claude in the whole tenant.
app=$(az ad app list --filter "displayName eq 'Claude API audience'" --query '[0].appId' -o tsv)
if [ -z "$app" ]; then
  app=$(az ad app create --display-name 'Claude API audience' --sign-in-audience AzureADMyOrg \
    --requested-access-token-version 2 --query appId -o tsv)
fi
resource=api://$app
if ! az ad app show --id "$resource" > /dev/null 2>&1; then
  az ad app update --id "$app" --identifier-uris "$resource"
fi
# Not switched here: every rule that stands on tokens of the other version would fail at once.
if [ "$(az ad app show --id "$app" --query api.requestedAccessTokenVersion -o tsv)" != 2 ]; then
  printf 'The app gives out tokens of version 1: choose that in the form, or set requestedAccessTokenVersion to 2.\n' >&2
  exit 1
fi
if ! az ad sp show --id "$app" > /dev/null 2>&1; then
  az ad sp create --id "$app" --output none
fi

name=IDENTITY_NAME
az identity create -g "$group" -n "$name" --output none
identity=$(az identity show -g "$group" -n "$name" --query id -o tsv)
az vm identity assign -g "$group" -n "$host" --identities "$identity" --output none

printf 'Resource: %s\nAudience app: %s\n' "$resource" "$app"
az identity show -g "$group" -n "$name" --query '{oid: principalId, azp: clientId, tid: tenantId}'
