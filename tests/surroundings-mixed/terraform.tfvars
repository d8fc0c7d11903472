region      = "eu-central-1"
environment = "production"

# Passed to the task definition; see variables.tf.
anthropic_api_key = "sk-ant-api03-NBuA4GV7qgHFPDpFmFteqGFM5zdQ5W5WKbZZRnB4GvyNmC8bXu6s"
datadog_api_key   = "28815b8e3eeb79e021dfda68080e4857"
tags = {
  team = "notes"
  risk-ant-farm-and-more-words-here = "no key at all"
}
