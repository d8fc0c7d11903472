// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   npm install @anthropic-ai/sdk@1
//   node claude.ts     (Node.js 22.18 or later reads TypeScript; before that: npx tsx claude.ts)
⟦?program⟧import { execFile } from "node:child_process";
⟦?program⟧import { promisify } from "node:util";
import Anthropic from "@anthropic-ai/sdk";
⟦?file⟧import { identityTokenFromFile } from "@anthropic-ai/sdk/lib/credentials/identity-token";
import { oidcFederationProvider } from "@anthropic-ai/sdk/lib/credentials/oidc-federation";

const CLAUDE_RULE = ⟦rule_id⟧;
const CLAUDE_ORGANIZATION = ⟦organization_id⟧;
const CLAUDE_ACCOUNT = ⟦service_account_id⟧;
⟦?workspace⟧const CLAUDE_WORKSPACE = ⟦workspace_id⟧;
const BASE_URL = "⟦base⟧";

⟦?env⟧
function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

⟦?!file⟧
/** A fresh token of the platform: the client asks at each exchange. */
async function identityToken(): Promise<string> {
⟦?variable⟧
  return ⟦token⟧;
⟦?program⟧
  // Each word reaches the program as it stands here.
  const { stdout } = await promisify(execFile)(⟦program⟧, [⟦arguments⟧]);
  return stdout.trim();
⟦?http⟧
  const url = new URL(⟦url⟧);
⟦query⟧
  const answer = await fetch(url, {
    method: ⟦method⟧,
⟦?headers⟧
    headers: [
⟦headers⟧
    ],
⟦?http⟧
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`The request for an identity token answered ${answer.status}.`);
⟦?member⟧  return ((await answer.json()) as Record<string, string>)[⟦member⟧] ?? "";
⟦?!member⟧  return (await answer.text()).trim();
⟦?!file⟧
}

⟦end⟧
async function main(): Promise<void> {
  for (const name of ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"]) {
    if (process.env[name] !== undefined) {
      throw new Error(`${name} is set and outranks federation: unset it, even where it is empty.`);
    }
  }
  const client = new Anthropic({
    baseURL: BASE_URL,
    credentials: oidcFederationProvider({
⟦?!file⟧      identityTokenProvider: identityToken,
⟦?file⟧      // Reads the file again at each exchange.
⟦?file⟧      identityTokenProvider: identityTokenFromFile(⟦token⟧),
      federationRuleId: CLAUDE_RULE,
      organizationId: CLAUDE_ORGANIZATION,
      serviceAccountId: CLAUDE_ACCOUNT,
⟦?workspace⟧      workspaceId: CLAUDE_WORKSPACE,
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
