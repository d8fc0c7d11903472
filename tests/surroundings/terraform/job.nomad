job "notes" {
  group "app" {
    task "web" {
      driver = "docker"
      env {
        ANTHROPIC_API_KEY = "${NOMAD_META_key}"
      }
    }
    task "sync" {
      template {
        destination = "secrets/env"
        env         = true
        data        = <<EOH
ANTHROPIC_AUTH_TOKEN={{ with secret "kv/claude" }}{{ .Data.token }}{{ end }}
ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1
EOH
      }
    }
  }
}
