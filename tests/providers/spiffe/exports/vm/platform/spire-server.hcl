# Put these into the section server of every SPIRE server of the trust domain; the rest of it stays. Written by Keyless;
# holds no secret.
server {
  # Becomes iss of each JWT-SVID. Without it there is none, and Claude refuses the token.
  jwt_issuer = "https://oidc-discovery.prod.example.com"

  default_jwt_svid_ttl = "600s"

  # ES256. What a server signs with otherwise follows ca_key_type.
  jwt_key_type = "ec-p256"
}

# Keys change about daily (ca_ttl). A BundlePublisher in the format jwks puts each new set under the issuer's jwks.url: here
# into a bucket. Let nobody else write there. The set has the X.509 authorities too, which no token names.
plugins {
  BundlePublisher "aws_s3" {
    plugin_data {
      region     = "REGION"
      bucket     = "BUCKET"
      object_key = "keys.json"
      format     = "jwks"
    }
  }
}
