package io.meshconformance.reference.proxy.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class StatusWriterTest {

    private static final String POMERIUM = "/apis/ingress.pomerium.io/v1/pomerium/global";
    private static final String STATUS = POMERIUM + "/status";

    private KubernetesMockServer server;
    private KubernetesClient client;
    private StatusWriter writer;

    @BeforeEach
    void writer() {
        // Fabric8 reads an object before it patches it.
        server.expect()
                .get()
                .withPath(POMERIUM)
                .andReturn(HttpURLConnection.HTTP_OK, pomerium())
                .always();
        answers(eventsIn("default"), HttpURLConnection.HTTP_CREATED);
        answers(eventsIn("stays"), HttpURLConnection.HTTP_CREATED);
        writer = new StatusWriter(client, "global", Optional.empty(), Clock.systemUTC());
    }

    @Test
    @DisplayName("an Ingress whose namespace is ending keeps no status and no event of another back")
    void ending() throws InterruptedException {
        answers(STATUS, HttpURLConnection.HTTP_OK);
        answers(eventsIn("ends"), HttpURLConnection.HTTP_FORBIDDEN);
        writer.report(outcome("ends", "stays"), new FakeCluster());
        List<RecordedRequest> first = requests();
        assertTrue(status(first).contains("\"stays/web\":{"));
        assertEquals(1, first.stream().filter(to(eventsIn("stays"))).count());

        writer.report(outcome("ends", "stays"), new FakeCluster());
        assertEquals(List.of(), requests(), "is said again");
    }

    @Test
    @DisplayName("all of a status that was not written is written at the next change")
    void notWritten() throws InterruptedException {
        answers(STATUS, HttpURLConnection.HTTP_CONFLICT);
        writer.report(outcome("stays"), new FakeCluster());
        requests();
        writer.report(outcome("stays"), new FakeCluster());
        assertTrue(status(requests()).contains("\"stays/web\":{"));
    }

    private static String status(List<RecordedRequest> requests) {
        return requests.stream()
                .filter(to(STATUS))
                .findFirst()
                .orElseThrow()
                .getBody()
                .readUtf8();
    }

    private void answers(String path, int status) {
        server.expect().withPath(path).andReturn(status, Map.of()).always();
    }

    private List<RecordedRequest> requests() throws InterruptedException {
        List<RecordedRequest> requests = new ArrayList<>();
        for (int left = server.getRequestCount(); left > 0; left--) {
            RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
            if (request == null) {
                break;
            }
            requests.add(request);
        }
        return requests;
    }

    private static Predicate<RecordedRequest> to(String path) {
        return request -> request.getPath().equals(path);
    }

    private static String eventsIn(String namespace) {
        return "/api/v1/namespaces/" + namespace + "/events";
    }

    private static Translation.Outcome outcome(String... namespaces) {
        Map<Ingress, Optional<String>> ingresses = new LinkedHashMap<>();
        for (String namespace : namespaces) {
            ingresses.put(
                    new IngressBuilder()
                            .withNewMetadata()
                            .withNamespace(namespace)
                            .withName("web")
                            .endMetadata()
                            .build(),
                    Optional.empty());
        }
        return new Translation.Outcome(Optional.of(pomerium()), Optional.empty(), Optional.empty(), ingresses);
    }

    private static GenericKubernetesResource pomerium() {
        return Serialization.unmarshal("""
                apiVersion: ingress.pomerium.io/v1
                kind: Pomerium
                metadata:
                  name: global
                """, GenericKubernetesResource.class);
    }
}
