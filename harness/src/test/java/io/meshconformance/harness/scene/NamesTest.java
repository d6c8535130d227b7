package io.meshconformance.harness.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.kube.ManifestParameters;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    @DisplayName("every name a manifest can use begins with the scenario's and the run's")
    void parameters() {
        var secrets = new MintedSecrets();
        TokenMint first = new TokenMint(SigningKey.es256(secrets), secrets);
        TokenMint next = new TokenMint(SigningKey.es256(secrets), secrets);
        Names names = Names.of("GUIDE-002", "abcde", 1);
        assertEquals(
                Map.of(
                        "namespace", "guide-002-abcde",
                        "host", "guide-002-abcde.localhost.pomerium.io",
                        "host.second", "guide-002-abcde-second.localhost.pomerium.io",
                        "issuer", "https://issuer.guide-002-abcde.test",
                        "audience", "guide-002-abcde.test",
                        "jwks", first.key().publicJwks(),
                        "jwks.next", next.key().publicJwks(),
                        "password", "secret"),
                names.parameters(
                                ManifestParameters.none(),
                                new TokenIssuer(names.issuer(), names.audience(), first, next),
                                "secret")
                        .values());
    }

    @Test
    @DisplayName("no name of a scenario, a run or a play is one of another")
    void distinct() {
        Set<String> names = Stream.of(
                        Names.of("GUIDE-002", "abcde", 1),
                        Names.of("GUIDE-002", "abcde", 2),
                        Names.of("GUIDE-002", "abcde", 12),
                        Names.of("GUIDE-002", "fghjk", 1),
                        Names.of("GUIDE-003", "abcde", 1))
                .flatMap(each ->
                        Stream.of(each.route().host(), each.secondRoute().host(), each.issuer(), each.audience()))
                .collect(Collectors.toSet());

        assertEquals(20, names.size());
    }

    @Test
    @DisplayName("the names of the longest scenario and its last play are labels of DNS")
    void length() {
        String host = Names.of("INJECTION-999", "abcde", 1000).secondRoute().host();

        assertTrue(host.split("\\.")[0].matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?"), host);
    }
}
