# frozen_string_literal: true

# Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
#
#   gem install anthropic --version '~> 1.65'
#   ruby claude.rb

require "anthropic"

CLAUDE_RULE = "fdrl_REPLACE_ME"
CLAUDE_ORGANIZATION = "ORGANIZATION_ID_REPLACE_ME"
CLAUDE_ACCOUNT = "svac_REPLACE_ME"

# A fresh token of the platform: the client asks at each exchange.
def identity_token
  # Each word reaches the program as it stands here.
  token = IO.popen(["curl", "-sS", "--fail", "--unix-socket", "/.fly/api", "-H", "Content-Type: application/json", "-d", "{\"aud\": \"https://api.anthropic.com\"}", "http://localhost/v1/tokens/oidc"], &:read)
  raise "The program for identity tokens failed." unless $?.success?

  token.strip
end

%w[ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN].each do |name|
  abort "#{name} is set and outranks federation: unset it, even where it is empty." if ENV.key?(name)
end

client = Anthropic::Client.new(
  credentials: Anthropic::Credentials::WorkloadIdentity.new(
    identity_token_provider: method(:identity_token),
    federation_rule_id: CLAUDE_RULE,
    organization_id: CLAUDE_ORGANIZATION,
    service_account_id: CLAUDE_ACCOUNT
  )
)
puts "Federation works: Claude answered with #{client.models.list(limit: 1).data.first.id}"
