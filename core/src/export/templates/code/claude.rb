# frozen_string_literal: true

# Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
#
#   gem install anthropic --version '~> 1.65'
#   ruby claude.rb

⟦?member⟧require "json"
⟦?http⟧require "net/http"
require "anthropic"

CLAUDE_RULE = ⟦rule_id⟧
CLAUDE_ORGANIZATION = ⟦organization_id⟧
CLAUDE_ACCOUNT = ⟦service_account_id⟧
⟦?workspace⟧CLAUDE_WORKSPACE = ⟦workspace_id⟧

⟦?env⟧
def variable(name)
  value = ENV.fetch(name, "")
  raise "#{name} is not set." if value.empty?

  value
end

⟦?!file⟧
# A fresh token of the platform: the client asks at each exchange.
def identity_token
⟦?variable⟧
  ⟦token⟧
⟦?program⟧
  # Each word reaches the program as it stands here.
  token = IO.popen([⟦words⟧], &:read)
  raise "The program for identity tokens failed." unless $?.success?

  token.strip
⟦?http⟧
  uri = URI(⟦url⟧)
⟦?query⟧
  query = [
⟦query⟧
  ]
  uri.query = [uri.query, URI.encode_www_form(query)].compact.join("&")
⟦?http⟧
⟦?!post⟧  request = Net::HTTP::Get.new(uri)
⟦?post⟧  request = Net::HTTP::Post.new(uri)
⟦?post⟧  request.body = ""
⟦headers⟧
  answer = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https", read_timeout: 10) do |http|
    http.request(request)
  end
  raise "The request for an identity token answered #{answer.code}." unless answer.is_a?(Net::HTTPSuccess)

⟦?member⟧  JSON.parse(answer.body).fetch(⟦member⟧)
⟦?!member⟧  answer.body.strip
⟦?!file⟧
end

⟦end⟧
%w[ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN].each do |name|
  abort "#{name} is set and outranks federation: unset it, even where it is empty." if ENV.key?(name)
end

client = Anthropic::Client.new(
  credentials: Anthropic::Credentials::WorkloadIdentity.new(
⟦?!file⟧    identity_token_provider: method(:identity_token),
⟦?file⟧    # Reads the file again at each exchange.
⟦?file⟧    identity_token_provider: Anthropic::Credentials::IdentityTokenFile.new(⟦token⟧),
    federation_rule_id: CLAUDE_RULE,
    organization_id: CLAUDE_ORGANIZATION,
⟦?workspace⟧    workspace_id: CLAUDE_WORKSPACE,
    service_account_id: CLAUDE_ACCOUNT
  )
)
puts "Federation works: Claude answered with #{client.models.list(limit: 1).data.first.id}"
