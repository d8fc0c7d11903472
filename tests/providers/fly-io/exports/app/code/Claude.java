// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   implementation("com.anthropic:anthropic-java:2.57.0")
//
// The SDK takes no callable here, but one token for the life of a client: where tokens are good for one exchange, make a new
// client before the access token ends.
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.config.AuthenticationConfig;
import com.anthropic.config.AuthenticationType;
import com.anthropic.config.IdentityTokenConfig;
import com.anthropic.config.InMemoryProfileConfigProvider;
import com.anthropic.config.ProfileConfig;
import com.anthropic.models.models.ModelListParams;
import java.nio.charset.StandardCharsets;
import java.util.List;

public final class Claude {
    private static final String CLAUDE_RULE = "fdrl_01AAAA";
    private static final String CLAUDE_ORGANIZATION = "00000000-0000-4000-8000-0000000000e1";
    private static final String CLAUDE_ACCOUNT = "svac_01BBBB";
    private static final String CLAUDE_WORKSPACE = "wrkspc_01DDDD";

    private static String identityToken() throws Exception {
        // Each word reaches the program as it stands here.
        Process process = new ProcessBuilder(List.of("curl", "-sS", "--fail", "--unix-socket", "/.fly/api", "-H", "Content-Type: application/json", "-d", "{\"aud\": \"https://api.anthropic.com\"}", "http://localhost/v1/tokens/oidc"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The program for identity tokens failed.");
        }
        return token;
    }

    public static void main(String[] arguments) throws Exception {
        for (String name : List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")) {
            if (System.getenv(name) != null) {
                System.err.println(name + " is set and outranks federation: unset it, even where it is empty.");
                System.exit(1);
            }
        }
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .configurationProvider(InMemoryProfileConfigProvider.of(ProfileConfig.builder()
                        .organizationId(CLAUDE_ORGANIZATION)
                        .workspaceId(CLAUDE_WORKSPACE)
                        .authentication(AuthenticationConfig.builder()
                                .type(AuthenticationType.OIDC_FEDERATION)
                                .federationRuleId(CLAUDE_RULE)
                                .serviceAccountId(CLAUDE_ACCOUNT)
                                .identityToken(IdentityTokenConfig.builder()
                                        .source("value")
                                        .path(identityToken())
                                        .build())
                                .build())
                        .build()))
                .build();
        String model = client.models().list(ModelListParams.builder().limit(1).build()).data().get(0).id();
        System.out.println("Federation works: Claude answered with " + model);
    }
}
