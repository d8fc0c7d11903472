# Put these into the section server of every SPIRE server of the trust domain; the rest of it stays. Written by Keyless;
# holds no secret.
server {
  # Becomes iss of each JWT-SVID. Without it there is none, and Claude refuses the token.
  jwt_issuer = ⟦issuer_url⟧

  default_jwt_svid_ttl = ⟦{lifetime}s⟧

  # ES256. What a server signs with otherwise follows ca_key_type.
  jwt_key_type = "ec-p256"
}
⟦?keys=inline⟧
⟦?keys=inline⟧# Keys change about daily (ca_ttl). A BundlePublisher in the format jwks puts each new set where a job of yours can take it
⟦?keys=inline⟧# into the issuer: here into a ConfigMap. The set has the X.509 authorities too: leave out what has no kid.
⟦?keys=inline⟧plugins {
⟦?keys=inline⟧  BundlePublisher "k8s_configmap" {
⟦?keys=inline⟧    plugin_data {
⟦?keys=inline⟧      clusters = {
⟦?keys=inline⟧        "this" = {
⟦?keys=inline⟧          format         = "jwks"
⟦?keys=inline⟧          namespace      = "spire"
⟦?keys=inline⟧          configmap_name = "claude-jwks"
⟦?keys=inline⟧          configmap_key  = "keys.json"
⟦?keys=inline⟧        }
⟦?keys=inline⟧      }
⟦?keys=inline⟧    }
⟦?keys=inline⟧  }
⟦?keys=inline⟧}
⟦?keys=explicit⟧
⟦?keys=explicit⟧# Keys change about daily (ca_ttl). A BundlePublisher in the format jwks puts each new set under the issuer's jwks.url: here
⟦?keys=explicit⟧# into a bucket. Let nobody else write there. The set has the X.509 authorities too, which no token names.
⟦?keys=explicit⟧plugins {
⟦?keys=explicit⟧  BundlePublisher "aws_s3" {
⟦?keys=explicit⟧    plugin_data {
⟦?keys=explicit⟧      region     = "REGION"
⟦?keys=explicit⟧      bucket     = "BUCKET"
⟦?keys=explicit⟧      object_key = "keys.json"
⟦?keys=explicit⟧      format     = "jwks"
⟦?keys=explicit⟧    }
⟦?keys=explicit⟧  }
⟦?keys=explicit⟧}
