"""Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.

    pip install 'anthropic>=2.12,<3'
    python claude.py
"""

⟦?member⟧import json
import os
⟦?program⟧import subprocess
import sys
⟦?query⟧import urllib.parse
⟦?http⟧import urllib.request

import anthropic

CLAUDE_RULE = ⟦rule_id⟧
CLAUDE_ORGANIZATION = ⟦organization_id⟧
CLAUDE_ACCOUNT = ⟦service_account_id⟧
⟦?workspace⟧CLAUDE_WORKSPACE = ⟦workspace_id⟧


⟦?env⟧
def variable(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set.")
    return value


⟦?!file⟧
def identity_token() -> str:
    """A fresh token of the platform: the client asks at each exchange."""
⟦?variable⟧
    return ⟦token⟧
⟦?program⟧
    # Each word reaches the program as it stands here.
    words = [⟦words⟧]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()
⟦?http⟧
    url = ⟦url⟧
⟦?query⟧
    query = [
⟦query⟧
    ]
    url += ("&" if "?" in url else "?") + urllib.parse.urlencode(query)
⟦?http⟧
    request = urllib.request.Request(url, method=⟦method⟧)
⟦?post⟧    request.data = b""
⟦headers⟧
    with urllib.request.urlopen(request, timeout=10) as answer:
⟦?member⟧        return str(json.load(answer)[⟦member⟧])
⟦?!member⟧        return str(answer.read(), "utf-8").strip()
⟦?!file⟧


⟦end⟧
def main() -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        if name in os.environ:
            sys.exit(f"{name} is set and outranks federation: unset it, even where it is empty.")
    client = anthropic.Anthropic(
        credentials=anthropic.WorkloadIdentityCredentials(
⟦?!file⟧            identity_token_provider=identity_token,
⟦?file⟧            # Reads the file again at each exchange.
⟦?file⟧            identity_token_provider=anthropic.IdentityTokenFile(⟦token⟧),
            federation_rule_id=CLAUDE_RULE,
            organization_id=CLAUDE_ORGANIZATION,
            service_account_id=CLAUDE_ACCOUNT,
⟦?workspace⟧            workspace_id=CLAUDE_WORKSPACE,
        )
    )
    models = client.models.list(limit=1)
    print("Federation works: Claude answered with", models.data[0].id)


if __name__ == "__main__":
    main()
