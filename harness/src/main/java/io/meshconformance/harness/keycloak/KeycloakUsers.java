package io.meshconformance.harness.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.oidc.Accounts;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Users of Keycloak, made when they sign in. A user with other claims is another user of the same subject, so that
 * scenarios that play side by side take nothing from each other. Each time they are made anew where they are not there, as
 * after a restart, which forgets them. One instance per run.
 */
public final class KeycloakUsers implements Accounts {

    private static final String TOKENS = ProviderAddress.ORIGIN + "/realms/master/protocol/openid-connect/token";
    private static final String IMPORT = ProviderAddress.ORIGIN + "/admin/realms/conformance/partialImport";
    private static final String CLIENT = "conformance";
    private static final int NAME_DIGITS = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OutsideClient client;
    private final String secret;
    private final String password;

    /**
     * Users of the run's Keycloak.
     *
     * @param client reaches it; what it sends is no part of what is judged
     * @param secret that of the client by which Keycloak is administered, the same as long as the node is
     * @param secrets told of the users' password
     */
    public KeycloakUsers(OutsideClient client, String secret, MintedSecrets secrets) {
        this.client = client;
        this.secret = secret;
        // A node that was kept has users already, and knows this secret alone.
        this.password = secrets.register("password of a user", digest("users " + secret));
    }

    /** One after the other: of two who make the same group at the same time, Keycloak fails one. */
    @Override
    public synchronized Map<String, String> of(User user) {
        String name = user.subject() + "-"
                + digest(json(new TreeMap<>(user.stated()))).substring(0, NAME_DIGITS);
        answered(Request.of("POST", IMPORT)
                .with("Authorization", "Bearer " + token())
                .with("Content-Type", "application/json")
                .withBody(json(imported(name, user))));
        return Map.of("name", name, "password", password);
    }

    private String token() {
        String answer = answered(Request.form(
                TOKENS, Map.of("grant_type", "client_credentials", "client_id", CLIENT, "client_secret", secret)));
        try {
            return JSON.readTree(answer).path("access_token").asText();
        } catch (JsonProcessingException e) {
            throw new EnvironmentBroken("Keycloak's answer at " + TOKENS + " is no JSON", cure(), e);
        }
    }

    /** What is there already stays as it is (Keycloak Admin REST API, partialImport). */
    private Map<String, Object> imported(String name, User user) {
        Map<String, Object> claims = user.stated();
        List<String> groups = new ArrayList<>();
        if (claims.remove("groups") instanceof List<?> listed) {
            listed.forEach(group -> groups.add("/" + group));
        }
        Object email = String.valueOf(claims.remove("email"));
        Map<String, List<String>> attributes = new TreeMap<>(Map.of("subject", List.of(user.subject())));
        claims.forEach((claim, value) -> attributes.put(claim, List.of(String.valueOf(value))));
        return Map.of(
                "ifResourceExists",
                "SKIP",
                "groups",
                groups.stream()
                        .map(path -> Map.of("name", path.substring(1), "path", path))
                        .toList(),
                "users",
                List.of(Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "email",
                        email,
                        "emailVerified",
                        true,
                        "attributes",
                        attributes,
                        "groups",
                        groups,
                        "credentials",
                        List.of(Map.of("type", "password", "value", password)))));
    }

    private String answered(Request request) {
        Exchange exchange = client.send(new Caller.Browser(null), "a user is made", request);
        return exchange.response()
                .filter(response -> response.status() == 200)
                .map(Response::body)
                .orElseThrow(() -> new EnvironmentBroken(
                        "Keycloak made no user: " + request.url().path() + ": " + words(exchange), cure()));
    }

    private static String words(Exchange exchange) {
        return exchange.response()
                .map(response -> response.status() + " " + response.body())
                .or(() -> exchange.failure().map(failure -> failure.kind().words() + ": " + failure.detail()))
                .orElse("");
    }

    private static String cure() {
        return "see its log: kubectl -n " + ProviderAddress.NAMESPACE + " logs deploy/" + ProviderAddress.DEPLOYMENT;
    }

    private static String json(Map<String, ?> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("claims cannot be written as JSON", e);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
