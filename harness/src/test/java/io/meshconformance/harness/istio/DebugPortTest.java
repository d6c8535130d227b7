package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.kube.TestCluster;
import java.net.HttpURLConnection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DebugPortTest {

    private static final String CONFIGURATION = "http://istiod.istio-system.svc.cluster.local:15014/debug/configz";

    private final TestCluster cluster = new TestCluster();
    private final MintedSecrets secrets = new MintedSecrets();
    private final DebugPort debug = new DebugPort(cluster.client(), secrets);

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("an account asks by a token of its own, which is a secret of the run")
    void token() {
        cluster.server()
                .expect()
                .post()
                .withPath("/api/v1/namespaces/app/serviceaccounts/web/token")
                .andReturn(
                        HttpURLConnection.HTTP_CREATED,
                        new TokenRequestBuilder()
                                .withNewStatus()
                                .withToken("a.token.of-web")
                                .endStatus()
                                .build())
                .once();

        Request asked = debug.as("app", "web", "configz");

        assertEquals(CONFIGURATION, asked.url().toString());
        assertEquals(List.of("Bearer a.token.of-web"), asked.headers().all("authorization"));
        assertEquals(List.of(new MintedSecrets.Secret("service account token", "a.token.of-web")), secrets.all());
    }

    @Test
    @DisplayName("a stranger shows no credential")
    void stranger() {
        Request asked = debug.anonymously("configz");

        assertEquals(CONFIGURATION, asked.url().toString());
        assertFalse(asked.headers().has("authorization"));
    }

    @Test
    @DisplayName("a sidecar is asked for by its pod and namespace, and there has to be one")
    void sidecar() {
        assertThrows(AssertionError.class, () -> debug.configurationOf("app", "web"));
        cluster.has(pod());

        assertEquals("config_dump?proxyID=web-1.app", debug.configurationOf("app", "web"));
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName("web-1")
                .addToLabels(LivePods.APP, "web")
                .endMetadata()
                .build();
    }
}
