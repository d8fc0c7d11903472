// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   dotnet add package Anthropic --version 12.38.0
using System;
⟦?program⟧using System.Diagnostics;
⟦?http⟧using System.Net.Http;
⟦?member⟧using System.Text.Json;
⟦?!file⟧using System.Threading;
⟦?!file⟧using System.Threading.Tasks;
using Anthropic;
using Anthropic.Core;
using Anthropic.Credentials;
using Anthropic.Models.Models;

const string ClaudeRule = ⟦rule_id⟧;
const string ClaudeOrganization = ⟦organization_id⟧;
const string ClaudeAccount = ⟦service_account_id⟧;
⟦?workspace⟧const string ClaudeWorkspace = ⟦workspace_id⟧;

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
⟦?!file⟧        IdentityTokenProvider = new IdentityToken(),
⟦?file⟧        // Reads the file again at each exchange.
⟦?file⟧        IdentityTokenProvider = new FileIdentityTokenProvider(⟦token⟧),
        FederationRuleId = ClaudeRule,
        OrganizationId = ClaudeOrganization,
        ServiceAccountId = ClaudeAccount,
⟦?workspace⟧        WorkspaceId = ClaudeWorkspace,
    }),
});
var models = await client.Models.List(new ModelListParams { Limit = 1 });
Console.WriteLine($"Federation works: Claude answered with {models.Items[0].ID}");
return 0;
⟦?!file⟧

// Gives a fresh token of the platform: the client asks at each exchange.
sealed class IdentityToken : IIdentityTokenProvider
{
⟦?variable⟧
    public Task<string> GetIdentityTokenAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(⟦token⟧);
⟦?program⟧
    public async Task<string> GetIdentityTokenAsync(CancellationToken cancellationToken = default)
    {
        // Each word reaches the program as it stands here.
        var start = new ProcessStartInfo(⟦program⟧)
        {
            ArgumentList = { ⟦arguments⟧ },
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
⟦?http⟧
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<string> GetIdentityTokenAsync(CancellationToken cancellationToken = default)
    {
        var url = ⟦url⟧;
⟦?query⟧
        url += url.Contains('?') ? "&" : "?";
        url += string.Join("&", new[]
        {
⟦query⟧
        });
⟦?http⟧
        using var request = new HttpRequestMessage(new HttpMethod(⟦method⟧), url);
⟦headers⟧
        using var answer = await Http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
⟦?member⟧        using var reply = JsonDocument.Parse(text);
⟦?member⟧        return reply.RootElement.GetProperty(⟦member⟧).GetString() ?? "";
⟦?!member⟧        return text.Trim();
    }
⟦?!file⟧
}
⟦?env⟧

static class Read
{
    public static string Variable(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(value) ? throw new InvalidOperationException($"{name} is not set.") : value;
    }
}
