package io.meshconformance.harness.pomerium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.kube.TestCluster;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProxyKeyTest {

    private final TestCluster cluster = new TestCluster();
    private final MintedSecrets secrets = new MintedSecrets();

    @BeforeEach
    void secret() {
        cluster.has(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("pomerium")
                .withName("bootstrap")
                .endMetadata()
                .addToData("signing_key", "b3du")
                .addToData("cookie_secret", "a2VwdA==")
                .build());
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("the new key is in the Secret and among the minted secrets; closing puts the old one back")
    void replaced() {
        ProxyKey key = new ProxyKey(cluster.client(), secrets);
        key.replace();
        String pem = new String(Base64.getDecoder().decode(now("signing_key")), StandardCharsets.US_ASCII);
        assertTrue(pem.startsWith("-----BEGIN "), pem.substring(0, 20));
        assertEquals("a2VwdA==", now("cookie_secret"));
        String data = now("signing_key");
        assertTrue(secrets.all().stream().anyMatch(secret -> secret.value().equals(data)));
        key.close();
        assertEquals("b3du", now("signing_key"));
    }

    @Test
    @DisplayName("a key that could not be put back is put back the next time")
    void putBackAtLast() {
        ProxyKey key = new ProxyKey(cluster.client(), secrets);
        key.replace();
        Runnable answer = cluster.refuses(line -> line.startsWith("PATCH "));
        assertThrows(KubernetesClientException.class, key::close);
        assertNotEquals("b3du", now("signing_key"));
        answer.run();
        key.close();
        assertEquals("b3du", now("signing_key"));
    }

    @Test
    @DisplayName("closing changes nothing where no key was replaced, or it was put back already")
    void untouched() {
        ProxyKey key = new ProxyKey(cluster.client(), secrets);
        key.close();
        assertEquals(List.of(), cluster.changes());
        key.replace();
        key.close();
        key.close();
        assertEquals(2, cluster.changes().size());
    }

    private @Nullable String now(String entry) {
        return cluster.client()
                .secrets()
                .inNamespace("pomerium")
                .withName("bootstrap")
                .require()
                .getData()
                .get(entry);
    }
}
