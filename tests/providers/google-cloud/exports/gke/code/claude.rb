# frozen_string_literal: true

# Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
#
#   gem install anthropic --version '~> 1.65'
#   ruby claude.rb

require "net/http"
require "anthropic"

CLAUDE_RULE = "fdrl_01AAAA"
CLAUDE_ORGANIZATION = "00000000-0000-4000-8000-0000000000e1"
CLAUDE_ACCOUNT = "svac_01BBBB"
CLAUDE_WORKSPACE = "wrkspc_01DDDD"

# A fresh token of the platform: the client asks at each exchange.
def identity_token
  uri = URI("http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity")
  query = [
    ["audience", "https://api.anthropic.com"],
    ["format", "full"],
  ]
  uri.query = [uri.query, URI.encode_www_form(query)].compact.join("&")
  request = Net::HTTP::Get.new(uri)
  request["Metadata-Flavor"] = "Google"
  answer = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https", read_timeout: 10) do |http|
    http.request(request)
  end
  raise "The request for an identity token answered #{answer.code}." unless answer.is_a?(Net::HTTPSuccess)

  answer.body.strip
end

%w[ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN].each do |name|
  abort "#{name} is set and outranks federation: unset it, even where it is empty." if ENV.key?(name)
end

client = Anthropic::Client.new(
  credentials: Anthropic::Credentials::WorkloadIdentity.new(
    identity_token_provider: method(:identity_token),
    federation_rule_id: CLAUDE_RULE,
    organization_id: CLAUDE_ORGANIZATION,
    workspace_id: CLAUDE_WORKSPACE,
    service_account_id: CLAUDE_ACCOUNT
  )
)
puts "Federation works: Claude answered with #{client.models.list(limit: 1).data.first.id}"
