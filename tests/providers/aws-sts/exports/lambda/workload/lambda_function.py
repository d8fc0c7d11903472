"""Calls Claude from a Lambda function without a static key. Written by Keyless; holds no secret.

Put anthropic (2.12 or later) beside this file or into a layer. boto3 comes with the runtime. Remove ANTHROPIC_API_KEY and
ANTHROPIC_AUTH_TOKEN from the function's environment.
"""

import os

import boto3
from anthropic import Anthropic
from anthropic.lib.credentials import WorkloadIdentityCredentials

# The endpoint of the function's own region: the global one gives out no such tokens.
sts = boto3.client("sts", region_name=os.environ["AWS_REGION"])


def identity_token() -> str:
    """A fresh token for each exchange: every one is good for one."""
    answer = sts.get_web_identity_token(
        Audience=["https://api.anthropic.com"],
        SigningAlgorithm="RS256",
        DurationSeconds=300,
    )
    return answer["WebIdentityToken"]


# Made once per execution environment, so that calls share one access token. What is given here goes before the environment.
client = Anthropic(
    credentials=WorkloadIdentityCredentials(
        identity_token_provider=identity_token,
        federation_rule_id="fdrl_01AAAA",
        organization_id="00000000-0000-4000-8000-0000000000e1",
        service_account_id="svac_01BBBB",
        workspace_id="wrkspc_01DDDD",
    )
)


def lambda_handler(event, context):
    """Lists one model: this proves the exchange and costs nothing. Put your own work in its place."""
    models = client.models.list(limit=1)
    return {"federation": "works", "model": models.data[0].id}
