// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   dotnet add package Anthropic --version 12.38.0
using System;
using System.Net.Http;
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
        var url = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity";
        url += url.Contains('?') ? "&" : "?";
        url += string.Join("&", new[]
        {
            Uri.EscapeDataString("audience") + "=" + Uri.EscapeDataString("https://api.anthropic.com"),
            Uri.EscapeDataString("format") + "=" + Uri.EscapeDataString("full"),
        });
        using var request = new HttpRequestMessage(new HttpMethod("GET"), url);
        request.Headers.TryAddWithoutValidation("Metadata-Flavor", "Google");
        using var answer = await Http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return text.Trim();
    }
}
