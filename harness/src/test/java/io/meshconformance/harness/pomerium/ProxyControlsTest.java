package io.meshconformance.harness.pomerium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.kube.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ProxyControlsTest {

    private static final TokenClaims CLAIMS = TokenClaims.of("app.test", "alice", "app.test");

    private final MintedSecrets secrets = new MintedSecrets();
    private final TokenMint published = new TokenMint(SigningKey.es256(secrets), secrets);
    private final TestCluster cluster = new TestCluster();
    private final RecordedTraffic recorded = RecordedTraffic.make();
    private final Ingress ingress = new IngressBuilder()
            .withNewMetadata()
            .withName("nginx")
            .addToAnnotations("other", "stays")
            .endMetadata()
            .build();
    private final ProxyControls proxy = new ProxyControls(
            new IngressReports(cluster.client(), "app", recorded.traffic()),
            (name, change) -> {
                assertEquals("nginx", name);
                change.accept(ingress);
            },
            recorded.traffic(),
            path -> answer(path.equals(Proxy.KEY_SET_PATH) ? published.key().publicJwks() : ""));

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("the one assertion at a workload is returned once a key of the published set has verified it")
    void verified() {
        String assertion = published.valid(CLAIMS);

        assertEquals(
                assertion, proxy.assertionAt(told("[\"" + assertion + "\"]")).compact());
        assertEquals("verified", recorded.last().actual());
    }

    @Test
    @DisplayName("an assertion of a key that is not published fails, and so do two of them and none")
    void refused() {
        String right = published.valid(CLAIMS);
        String forged = new TokenMint(SigningKey.es256(secrets), secrets).valid(CLAIMS);

        for (String sent : List.of("[\"" + forged + "\"]", "[\"" + right + "\",\"" + forged + "\"]", "[]")) {
            assertThrows(AssertionFailedError.class, () -> proxy.assertionAt(told(sent)), sent);
        }
    }

    @Test
    @DisplayName("a setting is put on an Ingress under the proxy's prefix, and taken off")
    void settings() {
        proxy.annotate("nginx", "pass_identity_headers", "true");
        assertEquals(Map.of("other", "stays", "ingress.pomerium.io/pass_identity_headers", "true"), annotations());
        proxy.removeAnnotation("nginx", "pass_identity_headers");
        assertEquals(Map.of("other", "stays"), annotations());
    }

    private Map<String, String> annotations() {
        return ingress.getMetadata().getAnnotations();
    }

    private static Exchange told(String assertions) {
        return answer("{\"headers\":{\"X-Pomerium-Jwt-Assertion\":" + assertions + "}}");
    }

    private static Exchange answer(String body) {
        return new Exchange(
                "id",
                new Caller.Browser(null),
                "",
                Request.get("https://app.test/"),
                new Response(200, Headers.none(), body),
                List.of(),
                new Attribution(Answerer.UNKNOWN, ""),
                Instant.now(),
                Duration.ZERO);
    }
}
