// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   dotnet add package Anthropic --version 12.38.0
using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Core;
using Anthropic.Credentials;
using Anthropic.Models.Models;

const string ClaudeRule = "fdrl_01AAAA";
const string ClaudeOrganization = "00000000-0000-4000-8000-0000000000e1";
const string ClaudeAccount = "svac_01BBBB";
const string ClaudeWorkspace = "wrkspc_01DDDD";

foreach (var name in new[] { "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN" })
{
    if (Environment.GetEnvironmentVariable(name) is not null)
    {
        Console.Error.WriteLine($"{name} is set and outranks federation: unset it, even where it is empty.");
        return 1;
    }
}

using var client = new AnthropicClient(new ClientOptions
{
    Credentials = new WorkloadIdentityCredentials(new WorkloadIdentityOptions
    {
        IdentityTokenProvider = new IdentityToken(),
        FederationRuleId = ClaudeRule,
        OrganizationId = ClaudeOrganization,
        ServiceAccountId = ClaudeAccount,
        WorkspaceId = ClaudeWorkspace,
    }),
});
var models = await client.Models.List(new ModelListParams { Limit = 1 });
Console.WriteLine($"Federation works: Claude answered with {models.Items[0].ID}");
return 0;

// Gives a fresh token of the platform: the client asks at each exchange.
sealed class IdentityToken : IIdentityTokenProvider
{
    public async Task<string> GetIdentityTokenAsync(CancellationToken cancellationToken = default)
    {
        // Each word reaches the program as it stands here.
        var start = new ProcessStartInfo("curl")
        {
            ArgumentList = { "-sS", "--fail", "--unix-socket", "/.fly/api", "-H", "Content-Type: application/json", "-d", "{\"aud\": \"https://api.anthropic.com\"}", "http://localhost/v1/tokens/oidc" },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("No program was started.");
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException("The program for identity tokens failed.");
    }
}
