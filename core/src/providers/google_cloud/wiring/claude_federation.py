"""Calls Claude from Google Cloud without a static key. Written by Keyless; holds no secret.

Needs anthropic, 2.12 or later. Remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from the environment.
"""

import urllib.parse
import urllib.request

from anthropic import Anthropic
from anthropic.lib.credentials import WorkloadIdentityCredentials

METADATA = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity"
AUDIENCE = ⟦audience⟧


def identity_token() -> str:
    """A token for each exchange. Without format=full it has no email, which the rule compares."""
    query = urllib.parse.urlencode({"audience": AUDIENCE, "format": "full"})
    request = urllib.request.Request(f"{METADATA}?{query}", headers={"Metadata-Flavor": "Google"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode("ascii").strip()


# Made once, so that calls share one access token. What is given here goes before the environment.
client = Anthropic(
    credentials=WorkloadIdentityCredentials(
        identity_token_provider=identity_token,
        federation_rule_id=⟦rule_id⟧,
        organization_id=⟦organization_id⟧,
        service_account_id=⟦service_account_id⟧,
        workspace_id=⟦workspace_id⟧,
    )
)


def proof() -> str:
    """Lists one model: this proves the exchange and costs nothing."""
    return f"Federation works: Claude answered with {client.models.list(limit=1).data[0].id}"


if __name__ == "__main__":
    print(proof())
