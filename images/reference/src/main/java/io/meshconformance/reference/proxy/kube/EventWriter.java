package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Posts events with the real controller's reasons: {@code Updated} and {@code UpdateError}. */
final class EventWriter {
    private final KubernetesClient client;
    private final Clock clock;

    EventWriter(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void about(HasMetadata object, boolean good, String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        // Events of cluster-scoped objects live in the default namespace.
        String namespace =
                Optional.ofNullable(object.getMetadata().getNamespace()).orElse("default");
        Event event = new EventBuilder()
                .withNewMetadata()
                .withName(object.getMetadata().getName() + "." + UUID.randomUUID())
                .withNamespace(namespace)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .withUid(object.getMetadata().getUid())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .endInvolvedObject()
                .withType(good ? "Normal" : "Warning")
                .withReason(good ? "Updated" : "UpdateError")
                .withMessage(message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("pomerium-ingress")
                .endSource()
                .build();
        client.v1().events().inNamespace(namespace).resource(event).create();
    }
}
