# Lets a role ask STS for identity tokens that are for Claude alone. Written by Keyless; holds no secret.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.26"
    }
  }
}

locals {
  claude_role_arn = ⟦role_arn⟧
}

# For the whole account: taken over where it is on already, and switched off for everybody where this is destroyed.
resource "aws_iam_outbound_web_identity_federation" "account" {
  lifecycle {
    prevent_destroy = true
  }
}

data "aws_iam_policy_document" "claude_identity_token" {
  statement {
    actions   = ["sts:GetWebIdentityToken"]
    resources = ["*"]

    # The key has several values, so that its comparison needs ForAllValues.
    condition {
      test     = "ForAllValues:StringEquals"
      variable = "sts:IdentityTokenAudience"
      values   = [⟦audience⟧]
    }

    condition {
      test     = "NumericLessThanEquals"
      variable = "sts:DurationSeconds"
      values   = ["300"]
    }
  }
}

resource "aws_iam_role_policy" "claude_identity_token" {
  name   = "claude-identity-token"
  role   = element(reverse(split("/", local.claude_role_arn)), 0)
  policy = data.aws_iam_policy_document.claude_identity_token.json
}

output "claude_issuer_url" {
  description = "The issuer to register at Claude"
  value       = aws_iam_outbound_web_identity_federation.account.issuer_identifier
}
