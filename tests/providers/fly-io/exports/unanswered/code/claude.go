// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//	go get github.com/anthropics/anthropic-sdk-go@v1.60.0
//	go run claude.go
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

const claudeRule = "fdrl_REPLACE_ME"
const claudeOrganization = "ORGANIZATION_ID_REPLACE_ME"
const claudeAccount = "svac_REPLACE_ME"

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}

// identityToken gives a fresh token of the platform: the client asks at each exchange.
func identityToken(ctx context.Context) (string, error) {
	// Each word reaches the program as it stands here.
	output, err := exec.CommandContext(ctx, "curl", "-sS", "--fail", "--unix-socket", "/.fly/api", "-H", "Content-Type: application/json", "-d", "{\"aud\": \"https://api.anthropic.com\"}", "http://localhost/v1/tokens/oidc").Output()
	return strings.TrimSpace(string(output)), err
}

func main() {
	for _, name := range []string{"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"} {
		if _, set := os.LookupEnv(name); set {
			fail(name + " is set and outranks federation: unset it, even where it is empty.")
		}
	}
	client := anthropic.NewClient(
		// Otherwise a profile or other variables would take part as well.
		option.WithoutEnvironmentDefaults(),
		option.WithFederationTokenProvider(identityToken, option.FederationOptions{
			FederationRuleID: claudeRule,
			OrganizationID:   claudeOrganization,
			ServiceAccountID: claudeAccount,
		}),
	)
	models, err := client.Models.List(context.Background(), anthropic.ModelListParams{Limit: anthropic.Int(1)})
	if err != nil {
		fail(err.Error())
	}
	fmt.Println("Federation works: Claude answered with", models.Data[0].ID)
}
