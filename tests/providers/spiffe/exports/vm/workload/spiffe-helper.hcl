# Settings of spiffe-helper, which runs as the workload's own user: the agent looks at who asks. Written by Keyless; holds
# no secret. Before each start, make its folder for that user alone (a restart of the machine clears it), as in
# ExecStartPre of a service whose ExecStart is spiffe-helper -config spiffe-helper.hcl:
#   install -d -m 0700 -o USER /var/run/secrets/anthropic.com
agent_address = "/run/spire/sockets/agent.sock"
daemon_mode   = true
cert_dir      = "/var/run/secrets/anthropic.com"

# One audience: whoever receives a token with two could show it here.
jwt_svids = [{
  jwt_audience       = "https://api.anthropic.com"
  jwt_svid_file_name = "token"
}]

jwt_svid_file_mode = 0400
