package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.command.InspectImageResponse;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningImagesTest {

    private static final String PROXY = "example.test/proxy:v1";
    private static final String NODE = "example.test/node:v1";
    private static final String POD = """
            metadata: {name: p, namespace: n}
            spec:
              initContainers: [{name: sidecar, image: example.test/envoy:v1}]
              containers: [{name: proxy, image: example.test/proxy:v1}]
            status:
              initContainerStatuses:
              - {name: sidecar, image: example.test/another-tag:v1, imageID: "sha256:e1"}
              containerStatuses:
              - {name: proxy, image: example.test/proxy:v1, imageID: "ID"}
            """;

    private final KubernetesClient client = new KubernetesClientBuilder().build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theImageIsTheOneThatThePodAsksForWhateverOtherTagItHas() {
        assertEquals(
                List.of(
                        new RunningImages.Running("n/p", "sidecar", "example.test/envoy:v1", "sha256:e1"),
                        new RunningImages.Running("n/p", "proxy", PROXY, "sha256:a1")),
                RunningImages.running(List.of(pod("sha256:a1"))));
    }

    @Test
    void aPodThatHasNotBegunRunsNothing() {
        Pod pod = Serialization.unmarshal("metadata: {name: p, namespace: n}", Pod.class);

        assertEquals(List.of(), RunningImages.running(List.of(pod)));
    }

    @Test
    void whatTheEngineHasByThatReferenceIsWhatWasAskedFor() {
        assertDoesNotThrow(() -> hold("sha256:a1"), "the id of the configuration");
        assertDoesNotThrow(() -> hold("example.test/proxy@sha256:d1"), "the digest it was pulled by");
        assertDoesNotThrow(() -> hold("sha256:c1"), "the configuration in the archive");
        assertDoesNotThrow(() -> hold("example.test/proxy@sha256:m1"), "the manifest in the archive");
        assertThrows(EnvironmentBroken.class, () -> hold("example.test/proxy@sha256:m2"));
    }

    @Test
    void anotherImageIsABrokenEnvironmentThatNamesBoth() {
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> hold("sha256:b2"));

        assertEquals(
                "the container proxy of n/p runs sha256:b2, and the engine has sha256:a1 or sha256:d1 for " + PROXY,
                broken.problem());
    }

    @Test
    void aNodeOfAnotherImageIsABrokenEnvironmentToo() {
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> images().holdAll(List.of("sha256:b2")));

        assertEquals("the node runs sha256:b2, and the engine has sha256:f1 for " + NODE, broken.problem());
    }

    private void hold(String imageId) {
        images().hold(RunningImages.running(List.of(pod(imageId))));
    }

    private RunningImages images() {
        var catalogue = new Catalogue(
                "test",
                "test",
                Map.of(
                        "proxy", new Catalogue.Image(PROXY, "proxy", "proxy", null),
                        "node", new Catalogue.Image(NODE, "node", "cluster", null)),
                Map.of(),
                JsonMapper.builder().build().createObjectNode());
        Map<String, String> engine = Map.of(
                PROXY, "{\"Id\":\"sha256:a1\",\"RepoDigests\":[\"example.test/proxy@sha256:d1\"]}",
                NODE, "{\"Id\":\"sha256:f1\"}");
        return new RunningImages(
                client,
                catalogue,
                reference -> Optional.ofNullable(engine.get(reference)).map(RunningImagesTest::inspected),
                reference -> Optional.of(new ArchivedImage("sha256:c1", Set.of("sha256:m1"))));
    }

    private static InspectImageResponse inspected(String json) {
        try {
            return JsonMapper.builder().build().readValue(json, InspectImageResponse.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Pod pod(String imageId) {
        return Serialization.unmarshal(POD.replace("\"ID\"", '"' + imageId + '"'), Pod.class);
    }
}
