// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//	go get github.com/anthropics/anthropic-sdk-go@v1.60.0
//	go run claude.go
package main

import (
	"context"
⟦?member⟧	"encoding/json"
	"fmt"
⟦?plain⟧	"io"
⟦?http⟧	"net/http"
⟦?query⟧	"net/url"
	"os"
⟦?program⟧	"os/exec"
⟦?program|plain|query⟧	"strings"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

const claudeRule = ⟦rule_id⟧
const claudeOrganization = ⟦organization_id⟧
const claudeAccount = ⟦service_account_id⟧
⟦?workspace⟧const claudeWorkspace = ⟦workspace_id⟧

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}

⟦?env⟧
func variable(name string) string {
	value := os.Getenv(name)
	if value == "" {
		fail(name + " is not set.")
	}
	return value
}

⟦?!file⟧
// identityToken gives a fresh token of the platform: the client asks at each exchange.
func identityToken(ctx context.Context) (string, error) {
⟦?variable⟧
	return ⟦token⟧, nil
⟦?program⟧
	// Each word reaches the program as it stands here.
	output, err := exec.CommandContext(ctx, ⟦words⟧).Output()
	return strings.TrimSpace(string(output)), err
⟦?http⟧
	address := ⟦url⟧
⟦?query⟧
	query := url.Values{}
⟦query⟧
	if strings.Contains(address, "?") {
		address += "&" + query.Encode()
	} else {
		address += "?" + query.Encode()
	}
⟦?http⟧
	request, err := http.NewRequestWithContext(ctx, ⟦method⟧, address, nil)
	if err != nil {
		return "", err
	}
⟦headers⟧
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		return "", fmt.Errorf("the request for an identity token answered %s", answer.Status)
	}
⟦?member⟧
	var reply map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&reply); err != nil {
		return "", err
	}
	token, _ := reply[⟦member⟧].(string)
	return token, nil
⟦?plain⟧
	token, err := io.ReadAll(answer.Body)
	return strings.TrimSpace(string(token)), err
⟦?!file⟧
}

⟦end⟧
func main() {
	for _, name := range []string{"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"} {
		if _, set := os.LookupEnv(name); set {
			fail(name + " is set and outranks federation: unset it, even where it is empty.")
		}
	}
	client := anthropic.NewClient(
		// Otherwise a profile or other variables would take part as well.
		option.WithoutEnvironmentDefaults(),
⟦?!file⟧		option.WithFederationTokenProvider(identityToken, option.FederationOptions{
⟦?file⟧		// Reads the file again at each exchange.
⟦?file⟧		option.WithFederationTokenProvider(option.IdentityTokenFile(⟦token⟧), option.FederationOptions{
			FederationRuleID: claudeRule,
			OrganizationID:   claudeOrganization,
			ServiceAccountID: claudeAccount,
⟦?workspace⟧			WorkspaceID:      claudeWorkspace,
		}),
	)
	models, err := client.Models.List(context.Background(), anthropic.ModelListParams{Limit: anthropic.Int(1)})
	if err != nil {
		fail(err.Error())
	}
	fmt.Println("Federation works: Claude answered with", models.Data[0].ID)
}
