#!/usr/bin/env bash
# Makes the audience app of the tenant and the identity of the workload, where they are missing, and joins them to what runs.
# Running it again changes nothing more. Needs az 2.68 or later. Written by Keyless; holds no secret.
set -euo pipefail

tenant=⟦tenant_id⟧
group=⟦resource_group⟧
host=⟦host_name⟧
⟦?resource⟧resource=⟦resource⟧

if [ "$(az account show --query tenantId -o tsv)" != "$tenant" ]; then
  printf 'Sign in to the tenant %s first: az login --tenant %s\n' "$tenant" "$tenant" >&2
  exit 1
fi

# One app stands for Claude in the whole tenant.
⟦?resource⟧app=$(az ad app show --id "$resource" --query appId -o tsv)
⟦?!resource⟧app=$(az ad app list --filter "displayName eq 'Claude API audience'" --query '[0].appId' -o tsv)
⟦?!resource⟧if [ -z "$app" ]; then
⟦?!resource⟧  app=$(az ad app create --display-name 'Claude API audience' --sign-in-audience AzureADMyOrg \
⟦?!resource⟧    --requested-access-token-version 2 --query appId -o tsv)
⟦?!resource⟧fi
⟦?!resource⟧resource=api://$app
⟦?!resource⟧if ! az ad app show --id "$resource" > /dev/null 2>&1; then
⟦?!resource⟧  az ad app update --id "$app" --identifier-uris "$resource"
⟦?!resource⟧fi
⟦?token_version=v2⟧# Not switched here: every rule that stands on tokens of the other version would fail at once.
⟦?token_version=v2⟧if [ "$(az ad app show --id "$app" --query api.requestedAccessTokenVersion -o tsv)" != 2 ]; then
⟦?token_version=v2⟧  printf 'The app gives out tokens of version 1: choose that in the form, or set requestedAccessTokenVersion to 2.\n' >&2
⟦?token_version=v2⟧  exit 1
⟦?token_version=v2⟧fi
if ! az ad sp show --id "$app" > /dev/null 2>&1; then
  az ad sp create --id "$app" --output none
fi

⟦?runs_on=aks⟧name=⟦identity_name⟧
⟦?runs_on=aks⟧az identity create -g "$group" -n "$name" --output none
⟦?runs_on=aks⟧issuer=$(az aks show -g "$group" -n "$host" --query oidcIssuerProfile.issuerUrl -o tsv)
⟦?runs_on=aks⟧az identity federated-credential create --name claude-workload --identity-name "$name" -g "$group" --issuer "$issuer" \
⟦?runs_on=aks⟧  --subject ⟦system:serviceaccount:{namespace}:{kubernetes_account}⟧ \
⟦?runs_on=aks⟧  --audiences api://AzureADTokenExchange --output none
⟦?!runs_on=aks⟧⟦?identity_kind=user-assigned⟧name=⟦identity_name⟧
⟦?!runs_on=aks⟧⟦?identity_kind=user-assigned⟧az identity create -g "$group" -n "$name" --output none
⟦?!runs_on=aks⟧⟦?identity_kind=user-assigned⟧identity=$(az identity show -g "$group" -n "$name" --query id -o tsv)
⟦?!runs_on=aks⟧⟦?identity_kind=system-assigned⟧identity='[system]'
⟦?runs_on=vm⟧az vm identity assign -g "$group" -n "$host" --identities "$identity" --output none
⟦?runs_on=app⟧if az containerapp show -g "$group" -n "$host" > /dev/null 2>&1; then
⟦?runs_on=app⟧⟦?identity_kind=user-assigned⟧  az containerapp identity assign -g "$group" -n "$host" --user-assigned "$identity" --output none
⟦?runs_on=app⟧⟦?identity_kind=system-assigned⟧  az containerapp identity assign -g "$group" -n "$host" --system-assigned --output none
⟦?runs_on=app⟧else
⟦?runs_on=app⟧  az webapp identity assign -g "$group" -n "$host" --identities "$identity" --output none
⟦?runs_on=app⟧fi

printf 'Resource: %s\nAudience app: %s\n' "$resource" "$app"
⟦?runs_on=aks⟧az identity show -g "$group" -n "$name" --query '{oid: principalId, azp: clientId, tid: tenantId}'
⟦?!runs_on=aks⟧⟦?identity_kind=user-assigned⟧az identity show -g "$group" -n "$name" --query '{oid: principalId, azp: clientId, tid: tenantId}'
⟦?runs_on=vm⟧⟦?identity_kind=system-assigned⟧az vm identity show -g "$group" -n "$host" --query '{oid: principalId, tid: tenantId}'
⟦?runs_on=app⟧⟦?identity_kind=system-assigned⟧az resource list -g "$group" -n "$host" --query '[].identity.{oid: principalId, tid: tenantId}'
