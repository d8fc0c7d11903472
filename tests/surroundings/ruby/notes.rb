require "anthropic"

anthropic = Anthropic::Client.new(
  api_key: ENV["ANTHROPIC_API_KEY"] # This is the default and can be omitted
)
batch = Anthropic::Client.new(auth_token: "sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk")
ENV["ANTHROPIC_BASE_URL"] = "https://gateway.example.com"
