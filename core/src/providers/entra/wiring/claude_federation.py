"""Calls Claude from Azure without a static key. Written by Keyless; holds no secret.

Needs anthropic, 2.12 or later. Remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from the environment.
"""

import json
⟦?runs_on=app⟧import os
import urllib.parse
import urllib.request

from anthropic import Anthropic
from anthropic.lib.credentials import WorkloadIdentityCredentials

QUERY = {
⟦?runs_on=vm⟧    "api-version": "2018-02-01",
⟦?runs_on=app⟧    "api-version": "2019-08-01",
    "resource": ⟦resource⟧,
⟦?identity_kind=user-assigned⟧    # Named, because another identity may answer otherwise.
⟦?identity_kind=user-assigned⟧    "client_id": ⟦client_id⟧,
}


def identity_token() -> str:
    """A token for each exchange. Azure gives the same one again until it is about to end."""
⟦?runs_on=vm⟧    endpoint = "http://169.254.169.254/metadata/identity/oauth2/token"
⟦?runs_on=vm⟧    headers = {"Metadata": "true"}
⟦?runs_on=app⟧    endpoint = os.environ["IDENTITY_ENDPOINT"]
⟦?runs_on=app⟧    headers = {"X-IDENTITY-HEADER": os.environ["IDENTITY_HEADER"]}
    request = urllib.request.Request(f"{endpoint}?{urllib.parse.urlencode(QUERY)}", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["access_token"]


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
