# frozen_string_literal: true

# Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
#
#   gem install anthropic --version '~> 1.65'
#   ruby claude.rb

require "json"
require "net/http"
require "anthropic"

CLAUDE_RULE = "fdrl_01AAAA"
CLAUDE_ORGANIZATION = "00000000-0000-4000-8000-0000000000e1"
CLAUDE_ACCOUNT = "svac_01BBBB"
CLAUDE_WORKSPACE = "wrkspc_01DDDD"

# A fresh token of the platform: the client asks at each exchange.
def identity_token
  uri = URI("http://169.254.169.254/metadata/identity/oauth2/token")
  query = [
    ["api-version", "2018-02-01"],
    ["resource", "api://00000000-1111-2222-3333-444444444444"],
    ["client_id", "22222222-3333-4444-5555-666666666666"],
  ]
  uri.query = [uri.query, URI.encode_www_form(query)].compact.join("&")
  request = Net::HTTP::Get.new(uri)
  request["Metadata"] = "true"
  answer = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https", read_timeout: 10) do |http|
    http.request(request)
  end
  raise "The request for an identity token answered #{answer.code}." unless answer.is_a?(Net::HTTPSuccess)

  JSON.parse(answer.body).fetch("access_token")
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
