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
        // Each word reaches the program as it stands here.
        $process = proc_open(["curl", "-sS", "--fail", "--unix-socket", "/.fly/api", "-H", "Content-Type: application/json", "-d", "{\"aud\": \"https://api.anthropic.com\"}", "http://localhost/v1/tokens/oidc"], [1 => ['pipe', 'w']], $pipes);
        $token = false === $process ? '' : trim((string) stream_get_contents($pipes[1]));
        if (false === $process || 0 !== proc_close($process)) {
            throw new RuntimeException('The program for identity tokens failed.');
        }

        return $token;
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
