#!/usr/bin/env bash
# Registers the workload at the SPIRE server, whose socket it needs. Written by Keyless; holds no secret.
set -euo pipefail

spiffe_id=spiffe://prod.example.com/host/gpu-7/batch
parent_id=spiffe://prod.example.com/spire/agent/x509pop/gpu-7
selector=unix:user:batch

if spire-server entry show -spiffeID "$spiffe_id" -output json | jq -e '(.entries // []) | length > 0' > /dev/null; then
  echo "$spiffe_id is registered already. See whether its selectors are met by this workload alone:" >&2
  spire-server entry show -spiffeID "$spiffe_id" >&2
  exit 1
fi

# Every process of the user on that node gets the identity: give the workload a user of its own.
spire-server entry create -spiffeID "$spiffe_id" -parentID "$parent_id" -selector "$selector" \
  -jwtSVIDTTL 600
