# Notes: one task on ECS, one function, one service on Cloud Run.
variable "anthropic_api_key" {
  type      = string
  sensitive = true
  default   = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk"
}

locals {
  name = "notes"
}

resource "aws_ecs_task_definition" "notes" {
  family = local.name
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "notes:1"
      environment = [
        { name = "ANTHROPIC_FEDERATION_RULE_ID", value = "fdrl_EXAMPLE0001" },
        { name = "ANTHROPIC_API_KEY", value = var.anthropic_api_key },
      ]
    },
    {
      name = "batch"
      secrets = [
        {
          valueFrom = aws_secretsmanager_secret.claude.arn
          name      = "ANTHROPIC_AUTH_TOKEN"
        }
      ]
    }
  ])
}

resource "aws_lambda_function" "summary" {
  function_name = "${local.name}-summary"
  environment {
    variables = {
      LOG_LEVEL         = "info"
      ANTHROPIC_API_KEY = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk"
      # ANTHROPIC_AUTH_TOKEN = "sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk"
      ANTHROPIC_BASE_URL = ""
    }
  }
}

resource "google_cloud_run_v2_service" "notes" {
  template {
    containers {
      image = "notes:1"
      env {
        name  = "ANTHROPIC_PROFILE"
        value = "work"
      }
      env {
        name = "ANTHROPIC_API_KEY"
        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.claude.secret_id
            version = "latest"
          }
        }
      }
    }
  }
}

resource "aws_instance" "worker" {
  user_data = <<-EOT
    #!/bin/bash
    export ANTHROPIC_AUTH_TOKEN="sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk"
    unset ANTHROPIC_API_KEY
    exec /opt/notes/worker
  EOT
}
