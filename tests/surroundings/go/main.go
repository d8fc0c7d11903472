package main

import (
	"os"
	"os/exec"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

func main() {
	os.Setenv("ANTHROPIC_PROFILE", "work")
	os.Unsetenv("ANTHROPIC_AUTH_TOKEN")
	client := anthropic.NewClient(
		option.WithAPIKey("sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk"), // defaults to os.LookupEnv("ANTHROPIC_API_KEY")
		option.WithBaseURL(os.Getenv("GATEWAY")),
	)
	cmd := exec.Command("claude", "-p", "hi")
	cmd.Env = append(os.Environ(), "ANTHROPIC_API_KEY=sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk")
	_, _ = client, cmd
}
