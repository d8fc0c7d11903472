// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   dotnet add package Anthropic --version 12.38.0
using System;
using System.Net.Http;
using System.Text.Json;
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
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<string> GetIdentityTokenAsync(CancellationToken cancellationToken = default)
    {
        var url = Read.Variable("IDENTITY_ENDPOINT");
        url += url.Contains('?') ? "&" : "?";
        url += string.Join("&", new[]
        {
            Uri.EscapeDataString("api-version") + "=" + Uri.EscapeDataString("2019-08-01"),
            Uri.EscapeDataString("resource") + "=" + Uri.EscapeDataString("api://00000000-1111-2222-3333-444444444444"),
        });
        using var request = new HttpRequestMessage(new HttpMethod("GET"), url);
        request.Headers.TryAddWithoutValidation("X-IDENTITY-HEADER", Read.Variable("IDENTITY_HEADER"));
        using var answer = await Http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        using var reply = JsonDocument.Parse(text);
        return reply.RootElement.GetProperty("access_token").GetString() ?? "";
    }
}

static class Read
{
    public static string Variable(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(value) ? throw new InvalidOperationException($"{name} is not set.") : value;
    }
}
