set -gx ANTHROPIC_API_KEY sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk
set -x ANTHROPIC_AUTH_TOKEN (pass show claude)
set -e ANTHROPIC_API_KEY
# set -gx ANTHROPIC_PROFILE work
ANTHROPIC_PROFILE=work claude
