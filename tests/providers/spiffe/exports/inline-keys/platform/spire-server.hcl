# Put these into the section server of every SPIRE server of the trust domain; the rest of it stays. Written by Keyless;
# holds no secret.
server {
  # Becomes iss of each JWT-SVID. Without it there is none, and Claude refuses the token.
  jwt_issuer = "https://spire.internal:8443"

  default_jwt_svid_ttl = "300s"

  # ES256. What a server signs with otherwise follows ca_key_type.
  jwt_key_type = "ec-p256"
}

# Keys change about daily (ca_ttl). A BundlePublisher in the format jwks puts each new set where a job of yours can take it
# into the issuer: here into a ConfigMap. The set has the X.509 authorities too: leave out what has no kid.
plugins {
  BundlePublisher "k8s_configmap" {
    plugin_data {
      clusters = {
        "this" = {
          format         = "jwks"
          namespace      = "spire"
          configmap_name = "claude-jwks"
          configmap_key  = "keys.json"
        }
      }
    }
  }
}
