package io.meshconformance.harness.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keycloak's users are made by its administration API")
class KeycloakUsersTest {

    private static final String SECRET = "administration-secret";

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);
    private final List<String> imports = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private KeycloakUsers users;
    private int status = 200;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/realms/master/protocol/openid-connect/token", exchange -> {
            String form = body(exchange);
            boolean known = form.contains("grant_type=client_credentials")
                    && form.contains("client_id=conformance")
                    && form.contains("client_secret=" + SECRET);
            answer(exchange, known ? 200 : 401, "{\"access_token\":\"t0ken\"}");
        });
        server.createContext("/admin/realms/conformance/partialImport", exchange -> {
            imports.add(body(exchange));
            boolean known = "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, known ? status : 401, "{\"error\":\"as told\"}");
        });
        server.start();
        users = users(SECRET);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    @DisplayName("a user has the claims as attributes, the groups as groups, and is left as it is where it is there")
    void made() throws IOException {
        Map<String, String> known = users.of(User.ALICE.in("engineers", "on-call"));

        JsonNode sent = JsonMapper.builder().build().readTree(imports.get(0));
        assertEquals("SKIP", sent.path("ifResourceExists").asText());
        assertEquals(List.of("engineers", "on-call"), sent.path("groups").findValuesAsText("name"));
        assertEquals(List.of("/engineers", "/on-call"), sent.path("groups").findValuesAsText("path"));
        JsonNode user = sent.path("users").path(0);
        assertEquals(known.get("name"), user.path("username").asText());
        assertEquals("alice@example.com", user.path("email").asText());
        assertEquals(
                "{\"name\":[\"Alice\"],\"subject\":[\"alice\"]}",
                user.path("attributes").toString());
        assertEquals("[\"/engineers\",\"/on-call\"]", user.path("groups").toString());
        assertEquals(
                known.get("password"),
                user.path("credentials").path(0).path("value").asText());
    }

    @Test
    @DisplayName("the same claims are the same user, others another one, and all have one password per node")
    void named() {
        Map<String, String> alice = users.of(User.ALICE);

        assertTrue(String.valueOf(alice.get("name")).matches("alice-[0-9a-f]{8}"), alice::toString);
        assertEquals(alice, users.of(User.ALICE));
        assertEquals(alice, users(SECRET).of(User.ALICE));
        assertNotEquals(alice.get("name"), users.of(User.ALICE.in("engineers")).get("name"));
        assertFalse(String.valueOf(alice.get("password")).contains(SECRET));
        assertTrue(secrets.all().stream().anyMatch(secret -> secret.value().equals(alice.get("password"))));
    }

    @Test
    @DisplayName("a claim of groups wins over the groups, also an empty one")
    void emptyGroups() throws IOException {
        users.of(new User("carlo", "carlo@example.com", List.of("sales"), Map.of("groups", List.of())));

        JsonNode sent = JsonMapper.builder().build().readTree(imports.get(0));
        assertTrue(sent.path("groups").isEmpty() && sent.at("/users/0/groups").isEmpty(), sent::toString);
    }

    @Test
    @DisplayName("an API that refuses breaks the environment, in its own words and with a cure")
    void refused() {
        status = 503;
        EnvironmentBroken busy = assertThrows(EnvironmentBroken.class, () -> users.of(User.ALICE));
        assertEquals(
                "Keycloak made no user: /admin/realms/conformance/partialImport: 503 {\"error\":\"as told\"}",
                busy.problem());
        assertTrue(busy.cure().contains("kubectl -n identity-provider logs deploy/identity-provider"), busy.cure());
        EnvironmentBroken stranger =
                assertThrows(EnvironmentBroken.class, () -> users("other").of(User.ALICE));
        assertTrue(stranger.problem().contains("/token: 401"), stranger.problem());
        server.stop(0);
        EnvironmentBroken gone = assertThrows(EnvironmentBroken.class, () -> users.of(User.ALICE));
        assertTrue(gone.problem().contains("/token: connection refused"), gone.problem());
    }

    private KeycloakUsers users(String secret) {
        AddressMap addresses =
                AddressMap.on("127.0.0.1", 1, 1).with(ProviderAddress.HOST, ProviderAddress.PORT, server.getAddress());
        var client = new OutsideClient(addresses, authority.trustStore(), ShortTimeouts.make(), seen -> seen);
        return new KeycloakUsers(client, secret, secrets);
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(
                        authority.issue(List.of(ProviderAddress.HOST)).pkcs12("password")),
                "password".toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
