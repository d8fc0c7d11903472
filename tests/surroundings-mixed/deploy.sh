#!/usr/bin/env bash
# Puts the service onto the host. The key comes from the vault: ANTHROPIC_API_KEY=$(vault read ...)
set -euo pipefail
host="${1:?host}"

unset ANTHROPIC_AUTH_TOKEN
scp compose.yaml "$host:/srv/notes/"
ssh "$host" 'cat > /srv/notes/.env' <<'EOF'
APP_ENV=production
ANTHROPIC_API_KEY=sk-ant-api03-74Qd7XhRAETfLX849Vf5ZV62bfUMsDCzscjQ3QSf538KAzxFJr8k
ANTHROPIC_PROFILE=worker
EOF
ANTHROPIC_API_KEY="$DEPLOY_KEY" ssh "$host" docker compose up -d --wait
