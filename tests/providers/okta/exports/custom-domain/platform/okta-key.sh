#!/usr/bin/env bash
# Makes the app's key pair where the workload runs, so that the private half never travels, and writes the public half to
# okta-public-key.json for platform/okta.tf or for the app's page in Okta. Needs openssl and jq. Written by Keyless.
set -euo pipefail

key_file=/etc/claude/okta-key.pem
key_id=claude-2026-11

if [ -e "$key_file" ]; then
  echo "$key_file is there already. For a new key, choose another file and key id, and take the old ones out afterwards." >&2
  exit 1
fi
umask 077
mkdir -p -- "$(dirname -- "$key_file")"
openssl genrsa -out "$key_file" 3072

modulus=$(openssl rsa -in "$key_file" -noout -modulus | cut -d= -f2 | sed 's/../\\x&/g')
n=$(printf '%b' "$modulus" | openssl base64 -A | tr '+/' '-_' | tr -d '=')
jq -n --arg kid "$key_id" --arg n "$n" '{kty: "RSA", use: "sig", alg: "RS256", kid: $kid, e: "AQAB", n: $n}' \
  > okta-public-key.json
echo "The private key is in $key_file: it is the long-lived secret now. okta-public-key.json is public."
