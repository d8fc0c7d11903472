<?php

// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   composer require anthropic-ai/sdk:^0.43 guzzlehttp/guzzle
//   php claude.php

declare(strict_types=1);

require __DIR__.'/vendor/autoload.php';

use Anthropic\Client;
use Anthropic\Lib\Credentials\CredentialResult;
⟦?file⟧use Anthropic\Lib\Credentials\IdentityTokenFile;
⟦?!file⟧use Anthropic\Lib\Credentials\IdentityTokenProvider;
use Anthropic\Lib\Credentials\TokenCache;
use Anthropic\Lib\Credentials\WorkloadIdentityCredentials;

const CLAUDE_RULE = ⟦rule_id⟧;
const CLAUDE_ORGANIZATION = ⟦organization_id⟧;
const CLAUDE_ACCOUNT = ⟦service_account_id⟧;
⟦?workspace⟧const CLAUDE_WORKSPACE = ⟦workspace_id⟧;

⟦?env⟧
function variable(string $name): string
{
    $value = getenv($name);
    if (false === $value || '' === $value) {
        throw new RuntimeException("{$name} is not set.");
    }

    return $value;
}

⟦?!file⟧
// A fresh token of the platform: the client asks at each exchange.
final class IdentityToken implements IdentityTokenProvider
{
    public function getIdentityToken(): string
    {
⟦?variable⟧
        return ⟦token⟧;
⟦?program⟧
        // Each word reaches the program as it stands here.
        $process = proc_open([⟦words⟧], [1 => ['pipe', 'w']], $pipes);
        $token = false === $process ? '' : trim((string) stream_get_contents($pipes[1]));
        if (false === $process || 0 !== proc_close($process)) {
            throw new RuntimeException('The program for identity tokens failed.');
        }

        return $token;
⟦?http⟧
        $url = ⟦url⟧;
⟦?query⟧
        $query = [
⟦query⟧
        ];
        $pairs = array_map(fn (array $pair): string => implode('=', array_map('rawurlencode', $pair)), $query);
        $url .= (str_contains($url, '?') ? '&' : '?').implode('&', $pairs);
⟦?http⟧
        $request = ['method' => ⟦method⟧, 'timeout' => 10, 'header' => [
⟦?post⟧            'Content-Length: 0',
⟦headers⟧
        ]];
        $answer = file_get_contents($url, false, stream_context_create(['http' => $request]));
        if (false === $answer) {
            throw new RuntimeException('The request for an identity token failed.');
        }

⟦?member⟧        return (string) json_decode($answer, true, flags: JSON_THROW_ON_ERROR)[⟦member⟧];
⟦?!member⟧        return trim($answer);
⟦?!file⟧
    }
}

⟦end⟧
foreach (['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'] as $name) {
    if (false !== getenv($name)) {
        fwrite(STDERR, "{$name} is set and outranks federation: unset it, even where it is empty.\n");
        exit(1);
    }
}

$client = new Client(credentials: new CredentialResult(
    provider: new TokenCache(new WorkloadIdentityCredentials(
⟦?!file⟧        identityProvider: new IdentityToken(),
⟦?file⟧        // Reads the file again at each exchange.
⟦?file⟧        identityProvider: new IdentityTokenFile(⟦token⟧),
        federationRuleId: CLAUDE_RULE,
        organizationId: CLAUDE_ORGANIZATION,
        serviceAccountId: CLAUDE_ACCOUNT,
⟦?workspace⟧        workspaceId: CLAUDE_WORKSPACE,
    )),
));
$models = $client->models->list(limit: 1);
echo 'Federation works: Claude answered with ', $models->getItems()[0]->id, "\n";
