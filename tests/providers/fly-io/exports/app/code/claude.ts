// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   npm install @anthropic-ai/sdk@1
//   node claude.ts     (Node.js 22.18 or later reads TypeScript; before that: npx tsx claude.ts)
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import Anthropic from "@anthropic-ai/sdk";
import { oidcFederationProvider } from "@anthropic-ai/sdk/lib/credentials/oidc-federation";

const CLAUDE_RULE = "fdrl_01AAAA";
const CLAUDE_ORGANIZATION = "00000000-0000-4000-8000-0000000000e1";
const CLAUDE_ACCOUNT = "svac_01BBBB";
const CLAUDE_WORKSPACE = "wrkspc_01DDDD";
const BASE_URL = "https://api.anthropic.com";

/** A fresh token of the platform: the client asks at each exchange. */
async function identityToken(): Promise<string> {
  // Each word reaches the program as it stands here.
  const { stdout } = await promisify(execFile)("curl", ["-sS", "--fail", "--unix-socket", "/.fly/api", "-H", "Content-Type: application/json", "-d", "{\"aud\": \"https://api.anthropic.com\"}", "http://localhost/v1/tokens/oidc"]);
  return stdout.trim();
}

async function main(): Promise<void> {
  for (const name of ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"]) {
    if (process.env[name] !== undefined) {
      throw new Error(`${name} is set and outranks federation: unset it, even where it is empty.`);
    }
  }
  const client = new Anthropic({
    baseURL: BASE_URL,
    credentials: oidcFederationProvider({
      identityTokenProvider: identityToken,
      federationRuleId: CLAUDE_RULE,
      organizationId: CLAUDE_ORGANIZATION,
      serviceAccountId: CLAUDE_ACCOUNT,
      workspaceId: CLAUDE_WORKSPACE,
      baseURL: BASE_URL,
      fetch,
    }),
  });
  const models = await client.models.list({ limit: 1 });
  console.log("Federation works: Claude answered with", models.data[0]?.id);
}

main().catch((problem: unknown) => {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
});
