"""Calls Claude from Azure without a static key. Written by Keyless; holds no secret.

Needs anthropic, 2.12 or later. Remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from the environment.
"""

import json
import os
import urllib.parse
import urllib.request

from anthropic import Anthropic
from anthropic.lib.credentials import WorkloadIdentityCredentials

QUERY = {
    "api-version": "2019-08-01",
    "resource": "api://00000000-1111-2222-3333-444444444444",
}


def identity_token() -> str:
    """A token for each exchange. Azure gives the same one again until it is about to end."""
    endpoint = os.environ["IDENTITY_ENDPOINT"]
    headers = {"X-IDENTITY-HEADER": os.environ["IDENTITY_HEADER"]}
    request = urllib.request.Request(f"{endpoint}?{urllib.parse.urlencode(QUERY)}", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["access_token"]


# Made once, so that calls share one access token. What is given here goes before the environment.
client = Anthropic(
    credentials=WorkloadIdentityCredentials(
        identity_token_provider=identity_token,
        federation_rule_id="fdrl_01AAAA",
        organization_id="00000000-0000-4000-8000-0000000000e1",
        service_account_id="svac_01BBBB",
        workspace_id="wrkspc_01DDDD",
    )
)


def proof() -> str:
    """Lists one model: this proves the exchange and costs nothing."""
    return f"Federation works: Claude answered with {client.models.list(limit=1).data[0].id}"


if __name__ == "__main__":
    print(proof())
