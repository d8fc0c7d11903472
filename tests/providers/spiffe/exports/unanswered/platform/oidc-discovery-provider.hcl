# Settings of SPIRE's OIDC Discovery Provider, which serves the issuer's discovery document and keys to the outside.
# Written by Keyless; holds no secret.
domains   = ["ISSUER_HOST"]
log_level = "info"

# Reads the keys from the server's socket; with workload_api in its place it reads them from an agent.
server_api {
  address = "unix:///tmp/spire-server/private/api.sock"
}

# Or serving_cert_file, or listen_socket_path behind a proxy with a certificate.
acme {
  email        = "ACME_EMAIL"
  tos_accepted = true
}
