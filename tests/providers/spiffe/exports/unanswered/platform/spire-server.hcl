# Put these into the section server of every SPIRE server of the trust domain; the rest of it stays. Written by Keyless;
# holds no secret.
server {
  # Becomes iss of each JWT-SVID. Without it there is none, and Claude refuses the token.
  jwt_issuer = "ISSUER_URL"

  default_jwt_svid_ttl = "300s"

  # ES256. What a server signs with otherwise follows ca_key_type.
  jwt_key_type = "ec-p256"
}
