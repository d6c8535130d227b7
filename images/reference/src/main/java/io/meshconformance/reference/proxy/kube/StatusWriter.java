package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.meshconformance.reference.proxy.identity.Json;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes back what came of each object: status on the {@code Pomerium} object, events, addresses of Ingresses. */
final class StatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

    private final KubernetesClient client;
    private final String pomerium;
    private final EventWriter events;
    private final LoadBalancerStatus addresses;
    private final Clock clock;
    /** What was said last about each object, so that our own writing is no reason to write again. */
    private final Map<String, String> said = new HashMap<>();

    StatusWriter(KubernetesClient client, String pomerium, Optional<String> statusService, Clock clock) {
        this.client = client;
        this.pomerium = pomerium;
        this.events = new EventWriter(client, clock);
        this.addresses = new LoadBalancerStatus(client, statusService);
        this.clock = clock;
    }

    /** Says what is new. A write that fails is said again at the next change. */
    void report(Translation.Outcome outcome, ClusterObjects objects) {
        if (outcome.pomerium().isEmpty()) {
            return;
        }
        try {
            Map<String, @Nullable Object> patch = new LinkedHashMap<>();
            settings(outcome.pomerium().get(), outcome.settingsError(), patch);
            if (outcome.settingsError().isEmpty()) {
                ingresses(outcome, patch);
            }
            if (!patch.isEmpty()) {
                client.genericKubernetesResources(PomeriumResource.CONTEXT)
                        .withName(pomerium)
                        .subresource("status")
                        .patch(PatchContext.of(PatchType.JSON_MERGE), Json.text(Map.of("status", patch)));
            }
            outcome.ingresses().forEach((ingress, error) -> {
                if (error.isEmpty()) {
                    addresses.write(ingress, objects);
                }
            });
        } catch (KubernetesClientException e) {
            said.clear();
            LOG.warn("status not written: {}", e.getMessage());
        }
    }

    private void settings(
            GenericKubernetesResource object, Optional<String> error, Map<String, @Nullable Object> patch) {
        if (isNews("settings", object, error)) {
            patch.put("settingsStatus", status(object, error));
            events.about(object, error.isEmpty(), error.orElse("config updated"));
        }
    }

    private void ingresses(Translation.Outcome outcome, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>(said.keySet());
        gone.remove("settings");
        outcome.ingresses().forEach((ingress, error) -> {
            String name = Name.of(ingress).toString();
            gone.remove(name);
            if (isNews(name, ingress, error)) {
                changed.put(name, status(ingress, error));
                tell(outcome, ingress, error);
            }
        });
        gone.forEach(name -> {
            said.remove(name);
            changed.put(name, null);
        });
        if (!changed.isEmpty()) {
            patch.put("ingress", changed);
        }
    }

    private void tell(Translation.Outcome outcome, Ingress ingress, Optional<String> error) {
        String message = error.orElse("config updated");
        LOG.info("ingress {}: {}", Name.of(ingress), message);
        events.about(ingress, error.isEmpty(), message);
        outcome.pomerium()
                .ifPresent(object -> events.about(object, error.isEmpty(), Name.of(ingress) + ": " + message));
    }

    /** An Ingress's annotations do not count in its generation, so they are compared themselves. */
    private boolean isNews(String key, HasMetadata object, Optional<String> error) {
        String now = object.getMetadata().getUid() + " " + object.getMetadata().getGeneration() + " "
                + object.getMetadata().getAnnotations() + " " + error.orElse("");
        return !now.equals(said.put(key, now));
    }

    private Map<String, @Nullable Object> status(HasMetadata object, Optional<String> error) {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("observedGeneration", object.getMetadata().getGeneration());
        status.put("observedAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        status.put("reconciled", error.isEmpty());
        status.put("error", error.orElse(null));
        return status;
    }
}
