#!/usr/bin/env bash
# Registers the workload at the SPIRE server, whose socket it needs. Written by Keyless; holds no secret.
set -euo pipefail

spiffe_id=⟦spiffe_id⟧
parent_id=⟦parent_id⟧
selector=⟦unix:user:{unix_user}⟧

if spire-server entry show -spiffeID "$spiffe_id" -output json | jq -e '(.entries // []) | length > 0' > /dev/null; then
  echo "$spiffe_id is registered already. See whether its selectors are met by this workload alone:" >&2
  spire-server entry show -spiffeID "$spiffe_id" >&2
  exit 1
fi

# Every process of the user on that node gets the identity: give the workload a user of its own.
spire-server entry create -spiffeID "$spiffe_id" -parentID "$parent_id" -selector "$selector" \
  -jwtSVIDTTL ⟦lifetime|number⟧
