"""Notes: summaries by Claude.

    client = anthropic.Anthropic(api_key="your-api-key")
"""
import os

import anthropic
from anthropic import AsyncAnthropic as Claude

FALLBACK_KEY = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk"

os.environ["ANTHROPIC_BASE_URL"] = "https://gateway.example.com"
os.environ.setdefault("ANTHROPIC_AUTH_TOKEN", "sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk")
os.environ.pop("ANTHROPIC_PROFILE", None)

client = anthropic.Anthropic(
    # The team's own key.
    api_key="sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk",
    timeout=30,
)
batch = Claude(auth_token=os.environ["CLAUDE_TOKEN"], base_url=None)
# old = anthropic.Anthropic(api_key="sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk")
plain = anthropic.Anthropic()


def child(run, key):
    if os.environ.get("ANTHROPIC_API_KEY") == key:
        return None
    return run(["claude", "-p", "hi"], env={**os.environ, "ANTHROPIC_API_KEY": key})
