// Calls Claude with a short-lived token of this workload. Written by Keyless; holds no secret.
//
//   implementation("com.anthropic:anthropic-java:2.57.0")
//
⟦?file⟧// The SDK reads the file again at each exchange.
⟦?!file⟧// The SDK takes no callable here, but one token for the life of a client: where tokens are good for one exchange, make a new
⟦?!file⟧// client before the access token ends.
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.config.AuthenticationConfig;
import com.anthropic.config.AuthenticationType;
import com.anthropic.config.IdentityTokenConfig;
import com.anthropic.config.InMemoryProfileConfigProvider;
import com.anthropic.config.ProfileConfig;
import com.anthropic.models.models.ModelListParams;
⟦?member⟧import com.fasterxml.jackson.databind.ObjectMapper;
⟦?http⟧import java.net.URI;
⟦?query⟧import java.net.URLEncoder;
⟦?http⟧import java.net.http.HttpClient;
⟦?http⟧import java.net.http.HttpRequest;
⟦?http⟧import java.net.http.HttpResponse;
⟦?program|query⟧import java.nio.charset.StandardCharsets;
⟦?http⟧import java.time.Duration;
import java.util.List;

public final class Claude {
    private static final String CLAUDE_RULE = ⟦rule_id⟧;
    private static final String CLAUDE_ORGANIZATION = ⟦organization_id⟧;
    private static final String CLAUDE_ACCOUNT = ⟦service_account_id⟧;
⟦?workspace⟧    private static final String CLAUDE_WORKSPACE = ⟦workspace_id⟧;

⟦?env⟧
    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set.");
        }
        return value;
    }

⟦?query⟧
    private static String encoded(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

⟦?!file⟧
    private static String identityToken() throws Exception {
⟦?variable⟧
        return ⟦token⟧;
⟦?program⟧
        // Each word reaches the program as it stands here.
        Process process = new ProcessBuilder(List.of(⟦words⟧))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The program for identity tokens failed.");
        }
        return token;
⟦?http⟧
        String url = ⟦url⟧;
⟦?query⟧
        url += (url.contains("?") ? "&" : "?")
                + String.join("&", List.of(
⟦query⟧
                ));
⟦?http⟧
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .method(⟦method⟧, HttpRequest.BodyPublishers.noBody())
⟦headers⟧
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("The request for an identity token answered " + answer.statusCode() + ".");
        }
⟦?member⟧        return new ObjectMapper().readTree(answer.body()).path(⟦member⟧).asText();
⟦?!member⟧        return answer.body().trim();
⟦?!file⟧
    }

⟦end⟧
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
⟦?workspace⟧                        .workspaceId(CLAUDE_WORKSPACE)
                        .authentication(AuthenticationConfig.builder()
                                .type(AuthenticationType.OIDC_FEDERATION)
                                .federationRuleId(CLAUDE_RULE)
                                .serviceAccountId(CLAUDE_ACCOUNT)
                                .identityToken(IdentityTokenConfig.builder()
⟦?file⟧                                        .source("file")
⟦?file⟧                                        .path(⟦token⟧)
⟦?!file⟧                                        .source("value")
⟦?!file⟧                                        .path(identityToken())
                                        .build())
                                .build())
                        .build()))
                .build();
        String model = client.models().list(ModelListParams.builder().limit(1).build()).data().get(0).id();
        System.out.println("Federation works: Claude answered with " + model);
    }
}
