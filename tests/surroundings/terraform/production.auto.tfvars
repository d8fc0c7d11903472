region            = "eu-central-1"
anthropic_api_key = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk"
app_env = {
  ANTHROPIC_WORKSPACE_ID = "wrkspc_EXAMPLE0001"
  "CLAUDE_CODE_OAUTH_TOKEN" : null
}
