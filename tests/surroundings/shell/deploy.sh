#!/usr/bin/env bash
set -euo pipefail
# export ANTHROPIC_API_KEY=sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk
export ANTHROPIC_IDENTITY_TOKEN_FILE=/var/run/secrets/token \
  ANTHROPIC_FEDERATION_RULE_ID="fdrl_01A"
export ANTHROPIC_API_KEY="${CLAUDE_KEY}"
cat > .env <<'EOF'
# it's written for the worker
ANTHROPIC_AUTH_TOKEN=sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk
EOF
unset ANTHROPIC_AUTH_TOKEN
ANTHROPIC_API_KEY=$(pass show claude) python worker.py
curl -H "x-api-key: sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk" https://api.anthropic.com/v1/models
