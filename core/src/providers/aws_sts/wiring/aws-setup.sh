#!/usr/bin/env bash
# Lets a role ask STS for identity tokens that are for Claude alone. An administrator of the account runs it; running it
# again changes nothing more. Written by Keyless; holds no secret.
set -euo pipefail

role_arn=⟦role_arn⟧
audience=⟦audience⟧

account=$(aws sts get-caller-identity --query Account --output text)
if [ "$account" != "$(printf '%s' "$role_arn" | cut -d: -f5)" ]; then
  printf 'You are signed in to the account %s, and the role is %s.\n' "$account" "$role_arn" >&2
  exit 1
fi

# Tokens name the role as AWS does, path included: another spelling would never match.
role_name=${role_arn##*/}
known=$(aws iam get-role --role-name "$role_name" --query Role.Arn --output text)
if [ "$known" != "$role_arn" ]; then
  printf 'The role is called %s: correct the rule and this file.\n' "$known" >&2
  exit 1
fi

# Off by default, and for the whole account. It is never switched off here: others may stand on it.
if ! issuer=$(aws iam get-outbound-web-identity-federation-info --query IssuerIdentifier --output text 2> /dev/null); then
  issuer=$(aws iam enable-outbound-web-identity-federation --query IssuerIdentifier --output text)
fi

# The key for audiences has several values, so that its comparison needs ForAllValues.
policy=$(jq -n --arg audience "$audience" '{
  Version: "2012-10-17",
  Statement: [{
    Effect: "Allow",
    Action: "sts:GetWebIdentityToken",
    Resource: "*",
    Condition: {
      "ForAllValues:StringEquals": { "sts:IdentityTokenAudience": [$audience] },
      NumericLessThanEquals: { "sts:DurationSeconds": 300 }
    }
  }]
}')
aws iam put-role-policy --role-name "$role_name" --policy-name claude-identity-token --policy-document "$policy"

printf 'Issuer: %s\nSubject: %s\n' "$issuer" "$known"
