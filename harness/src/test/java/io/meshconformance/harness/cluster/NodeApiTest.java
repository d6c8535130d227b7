package io.meshconformance.harness.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.engine.StubServer;
import io.meshconformance.harness.engine.StubServer.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@DisplayName("The node's API is asked straight, whatever a company's proxy settings are")
@Isolated("it sets system properties")
class NodeApiTest {

    /** As fabric8 reads a proxy, by property or by the variable HTTPS_PROXY and its like; and as Java does. */
    private static final List<String> PROXIES = List.of("http.proxy", "https.proxy", "all.proxy");

    private final StubServer api =
            StubServer.onLoopback(request -> Reply.of(200, "{\"major\": \"1\", \"minor\": \"36\"}"));
    private final StubServer proxy = StubServer.onLoopback(request -> Reply.of(502, "{}"));
    private final Map<String, String> before = Stream.concat(
                    PROXIES.stream(), Stream.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts"))
            .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));

    NodeApiTest() {
        String address = "http://127.0.0.1:" + proxy.port();
        PROXIES.forEach(name -> System.setProperty(name, address));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
        System.setProperty("http.nonProxyHosts", "");
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        api.close();
        proxy.close();
    }

    @Test
    void noProxyIsAsked() {
        ask(NodeApi.config(NodeInspectionTest.kubeconfig(api, "")), version -> assertEquals("1", version));
        ask(
                NodeApi.config(
                        NodeInspectionTest.kubeconfig(api, ", proxy-url: \"http://127.0.0.1:" + proxy.port() + "\"")),
                version -> assertEquals("1", version));
        ask(
                NodeApi.impatient(NodeApi.config(NodeInspectionTest.kubeconfig(api, "")), Duration.ofSeconds(5)),
                version -> assertEquals("1", version));
        assertEquals(List.of(), proxy.asked());
        assertEquals(List.of("GET /version", "GET /version", "GET /version"), api.asked());
    }

    @Test
    void aClientAsTheLibraryConfiguresItWouldAskIt() {
        Config own = new ConfigBuilder(Config.autoConfigure(null))
                .withMasterUrl("http://127.0.0.1:" + api.port())
                .withRequestRetryBackoffLimit(0)
                .build();
        Assertions.assertThrows(KubernetesClientException.class, () -> ask(own, version -> {}));
        assertEquals(List.of("GET http://127.0.0.1:" + api.port() + "/version"), proxy.asked());
    }

    private static void ask(Config config, Consumer<String> version) {
        try (var client = NodeApi.client(config)) {
            version.accept(client.getKubernetesVersion().getMajor());
        }
    }
}
