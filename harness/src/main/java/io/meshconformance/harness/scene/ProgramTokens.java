package io.meshconformance.harness.scene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.wait.Observation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * ID tokens that the provider gives to programs, past the proxy: a browser signs the user in and ends at an address of the
 * program, which exchanges the code there for the token (OpenID Connect Core 1.0, section 3.1; RFC 8252, section 7.3).
 */
public final class ProgramTokens {

    private static final JsonMapper JSON = new JsonMapper();

    /** Where the program waits: on its own machine, which the suite cannot reach. The code is in the address itself. */
    private static final String HERE = "http://localhost:1/";

    /** A public client that is registered beside the proxy. */
    private static final Map<String, String> ANOTHER = Map.of("client_id", "another-program");

    private final Callers callers;
    private final Traffic traffic;
    private final Issuer issuer;
    private final Map<String, String> proxy;

    ProgramTokens(Callers callers, Traffic traffic, Issuer issuer, ManifestParameters parameters) {
        this.callers = callers;
        this.traffic = traffic;
        this.issuer = issuer;
        this.proxy = Map.of(
                "client_id", parameters.value(ManifestParameter.PROXY_CLIENT_ID),
                "client_secret", parameters.value(ManifestParameter.PROXY_CLIENT_SECRET));
    }

    /**
     * An ID token for the client that the proxy is at the provider.
     *
     * @param user who signs in
     * @throws AssertionError when the provider gives none
     */
    public String token(User user) {
        return idToken(user, proxy);
    }

    /**
     * An ID token, as genuine, for another client of the same provider.
     *
     * @param user who signs in
     * @throws AssertionError when the provider gives none
     */
    public String tokenForAnotherClient(User user) {
        return idToken(user, ANOTHER);
    }

    private String idToken(User user, Map<String, String> client) {
        Session program = callers.browser("program");
        JsonNode provider = json(program.get(issuer.discovery()));
        Map<String, String> asked = Map.of(
                "response_type", "code",
                "client_id", client.getOrDefault("client_id", ""),
                "redirect_uri", HERE,
                "scope", "openid email profile",
                "state", "program");
        String page = text(provider, "authorization_endpoint") + "?" + query(asked);
        Session browser = callers.browser(user.subject());
        Exchange ended = traffic.awaited(
                "sign-in of " + user.subject() + " at the provider",
                () -> browser.signIn(user, page),
                last -> new Observation(code(last).isPresent(), last.subject()));
        Map<String, String> fields = new LinkedHashMap<>(client);
        fields.put("grant_type", "authorization_code");
        fields.put("code", code(ended).orElseThrow());
        fields.put("redirect_uri", HERE);
        return text(json(program.send(Request.form(text(provider, "token_endpoint"), fields))), "id_token");
    }

    private static Optional<String> code(Exchange last) {
        Url url = last.request().url();
        return url.toString().startsWith(HERE)
                ? url.parameters().getOrDefault("code", List.of()).stream().findFirst()
                : Optional.empty();
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode json(Exchange exchange) {
        try {
            return JSON.readTree(exchange.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("The provider answers no JSON: " + exchange.subject(), e);
        }
    }

    private static String text(JsonNode answer, String member) {
        String text = answer.path(member).asText();
        if (text.isEmpty()) {
            throw new AssertionError("The provider's answer has no " + member);
        }
        return text;
    }
}
