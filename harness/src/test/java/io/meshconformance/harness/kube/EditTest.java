package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
@NullUnmarked
class EditTest {

    private static final String PATH = "/api/v1/namespaces/app/configmaps/settings";

    private KubernetesMockServer server;
    private KubernetesClient client;

    @Test
    void anObjectThatSomebodyElseWroteMeanwhileIsReadAndChangedAgain() {
        server.expect().get().withPath(PATH).andReturn(200, object("1")).times(2);
        server.expect().patch().withPath(PATH).andReturn(409, status(409)).once();
        server.expect().patch().withPath(PATH).andReturn(200, object("2")).once();
        Edit.of(settings(), EditTest::changed);
        assertEquals(4, server.getRequestCount());
    }

    @Test
    void anyOtherRefusalIsThrownAtOnce() {
        server.expect().get().withPath(PATH).andReturn(200, object("1")).always();
        server.expect().patch().withPath(PATH).andReturn(422, status(422)).always();
        var refused = assertThrows(KubernetesClientException.class, () -> Edit.of(settings(), EditTest::changed));
        assertEquals(422, refused.getCode());
        assertEquals(2, server.getRequestCount());
    }

    @Test
    void aConflictThatDoesNotEndIsThrown() {
        server.expect().get().withPath(PATH).andReturn(200, object("1")).always();
        server.expect().patch().withPath(PATH).andReturn(409, status(409)).always();
        var refused = assertThrows(KubernetesClientException.class, () -> Edit.of(settings(), EditTest::changed));
        assertEquals(409, refused.getCode());
    }

    private Resource<ConfigMap> settings() {
        return client.configMaps().inNamespace("app").withName("settings");
    }

    private static ConfigMap changed(ConfigMap object) {
        var data = new HashMap<>(object.getData());
        data.put("key", "changed");
        object.setData(data);
        return object;
    }

    private static ConfigMap object(String version) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName("settings")
                .withResourceVersion(version)
                .endMetadata()
                .withData(Map.of("key", "value"))
                .build();
    }

    private static Status status(int code) {
        return new StatusBuilder().withCode(code).withStatus("Failure").build();
    }
}
