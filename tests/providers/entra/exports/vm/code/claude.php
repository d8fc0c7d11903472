<?php

// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   composer require anthropic-ai/sdk:^0.43 guzzlehttp/guzzle
//   php claude.php

declare(strict_types=1);

require __DIR__.'/vendor/autoload.php';

use Anthropic\Client;
use Anthropic\Lib\Credentials\CredentialResult;
use Anthropic\Lib\Credentials\IdentityTokenProvider;
use Anthropic\Lib\Credentials\TokenCache;
use Anthropic\Lib\Credentials\WorkloadIdentityCredentials;

const CLAUDE_RULE = "fdrl_01AAAA";
const CLAUDE_ORGANIZATION = "00000000-0000-4000-8000-0000000000e1";
const CLAUDE_ACCOUNT = "svac_01BBBB";
const CLAUDE_WORKSPACE = "wrkspc_01DDDD";

// A fresh token of the platform: the client asks at each exchange.
final class IdentityToken implements IdentityTokenProvider
{
    public function getIdentityToken(): string
    {
        $url = "http://169.254.169.254/metadata/identity/oauth2/token";
        $query = [
            ["api-version", "2018-02-01"],
            ["resource", "api://00000000-1111-2222-3333-444444444444"],
            ["client_id", "22222222-3333-4444-5555-666666666666"],
        ];
        $pairs = array_map(fn (array $pair): string => implode('=', array_map('rawurlencode', $pair)), $query);
        $url .= (str_contains($url, '?') ? '&' : '?').implode('&', $pairs);
        $request = ['method' => "GET", 'timeout' => 10, 'header' => [
            "Metadata: true",
        ]];
        $answer = file_get_contents($url, false, stream_context_create(['http' => $request]));
        if (false === $answer) {
            throw new RuntimeException('The request for an identity token failed.');
        }

        return (string) json_decode($answer, true, flags: JSON_THROW_ON_ERROR)["access_token"];
    }
}

foreach (['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'] as $name) {
    if (false !== getenv($name)) {
        fwrite(STDERR, "{$name} is set and outranks federation: unset it, even where it is empty.\n");
        exit(1);
    }
}

$client = new Client(credentials: new CredentialResult(
    provider: new TokenCache(new WorkloadIdentityCredentials(
        identityProvider: new IdentityToken(),
        federationRuleId: CLAUDE_RULE,
        organizationId: CLAUDE_ORGANIZATION,
        serviceAccountId: CLAUDE_ACCOUNT,
        workspaceId: CLAUDE_WORKSPACE,
    )),
));
$models = $client->models->list(limit: 1);
echo 'Federation works: Claude answered with ', $models->getItems()[0]->id, "\n";
