"""Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.

    pip install 'anthropic>=2.12,<3'
    python claude.py
"""

import os
import subprocess
import sys

import anthropic

CLAUDE_RULE = "fdrl_REPLACE_ME"
CLAUDE_ORGANIZATION = "ORGANIZATION_ID_REPLACE_ME"
CLAUDE_ACCOUNT = "svac_REPLACE_ME"


def identity_token() -> str:
    """A fresh token of the platform: the client asks at each exchange."""
    # Each word reaches the program as it stands here.
    words = ["curl", "-sS", "--fail", "--unix-socket", "/.fly/api", "-H", "Content-Type: application/json", "-d", "{\"aud\": \"https://api.anthropic.com\"}", "http://localhost/v1/tokens/oidc"]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def main() -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        if name in os.environ:
            sys.exit(f"{name} is set and outranks federation: unset it, even where it is empty.")
    client = anthropic.Anthropic(
        credentials=anthropic.WorkloadIdentityCredentials(
            identity_token_provider=identity_token,
            federation_rule_id=CLAUDE_RULE,
            organization_id=CLAUDE_ORGANIZATION,
            service_account_id=CLAUDE_ACCOUNT,
        )
    )
    models = client.models.list(limit=1)
    print("Federation works: Claude answered with", models.data[0].id)


if __name__ == "__main__":
    main()
