using Anthropic;

AnthropicClient client = new()
{
    ApiKey = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk",
    AuthToken = Environment.GetEnvironmentVariable("CLAUDE_TOKEN"),
};
Environment.SetEnvironmentVariable("ANTHROPIC_PROFILE", null);
