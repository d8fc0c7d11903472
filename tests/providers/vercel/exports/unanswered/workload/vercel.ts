// A function on Vercel that calls Claude with the deployment's own identity, at /api/claude. Written by Keyless; holds no
// secret. Install @anthropic-ai/sdk and @vercel/oidc.
//
// Remove ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN from the project's environment: other clients would still take them.
import Anthropic from '@anthropic-ai/sdk';
import { oidcFederationProvider } from '@anthropic-ai/sdk/lib/credentials/oidc-federation';
import { getVercelOidcToken } from '@vercel/oidc';

const claude = new Anthropic({
  credentials: oidcFederationProvider({
    // Vercel exchanges the deployment's token for one with this audience. Asked anew for each exchange: the token is the
    // request's, and must not be kept.
    identityTokenProvider: () => getVercelOidcToken({ audience: "https://api.anthropic.com" }),
    federationRuleId: "fdrl_REPLACE_ME",
    organizationId: "ORGANIZATION_ID_REPLACE_ME",
    serviceAccountId: "svac_REPLACE_ME",
    workspaceId: "wrkspc_REPLACE_ME",
    baseURL: 'https://api.anthropic.com',
    fetch,
  }),
});

// Lists one model: this proves the exchange and costs nothing. Put your own call in its place.
export async function GET() {
  const models = await claude.models.list({ limit: 1 });
  return Response.json({ federation: 'works', model: models.data[0]?.id });
}
