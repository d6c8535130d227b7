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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes back what came of each object: status on the {@code Pomerium} object, events, addresses of Ingresses. */
final class StatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

    private static final String SETTINGS = "settings";

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

    /**
     * Says what is new. A status that is not written is written at the next change; an event is lost then, as those of
     * Kubernetes' own controllers are. Neither keeps another back: a namespace that is ending takes no event.
     */
    void report(Translation.Outcome outcome, ClusterObjects objects) {
        outcome.pomerium().ifPresent(object -> {
            List<News> news = new ArrayList<>();
            Map<String, @Nullable Object> patch = new LinkedHashMap<>();
            settings(object, outcome.settingsError(), patch, news);
            if (outcome.settingsError().isEmpty()) {
                ingresses(outcome.ingresses(), patch, news);
            }
            if (!patch.isEmpty() && !write(() -> patch(patch))) {
                said.clear();
            }
            news.forEach(one -> write(() -> tell(object, one)));
            outcome.ingresses().forEach((ingress, error) -> {
                if (error.isEmpty()) {
                    write(() -> addresses.write(ingress, objects));
                }
            });
        });
    }

    /** Whether it was carried out. */
    private static boolean write(Runnable request) {
        try {
            request.run();
            return true;
        } catch (KubernetesClientException e) {
            LOG.warn("not written: {}", e.getMessage());
            return false;
        }
    }

    private void patch(Map<String, @Nullable Object> patch) {
        client.genericKubernetesResources(PomeriumResource.CONTEXT)
                .withName(pomerium)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Json.text(Map.of("status", patch)));
    }

    private void settings(
            GenericKubernetesResource object,
            Optional<String> error,
            Map<String, @Nullable Object> patch,
            List<News> news) {
        if (isNews(SETTINGS, object, error)) {
            patch.put("settingsStatus", status(object, error));
            news.add(new News(SETTINGS, object, error));
        }
    }

    private void ingresses(
            Map<Ingress, Optional<String>> ingresses, Map<String, @Nullable Object> patch, List<News> news) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>(said.keySet());
        gone.remove(SETTINGS);
        ingresses.forEach((ingress, error) -> {
            String name = Name.of(ingress).toString();
            gone.remove(name);
            if (isNews(name, ingress, error)) {
                changed.put(name, status(ingress, error));
                news.add(new News(name, ingress, error));
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

    private void tell(GenericKubernetesResource pomerium, News news) {
        String message = news.error().orElse("config updated");
        boolean good = news.error().isEmpty();
        events.about(news.object(), good, message);
        if (!news.key().equals(SETTINGS)) {
            LOG.info("ingress {}: {}", news.key(), message);
            events.about(pomerium, good, news.key() + ": " + message);
        }
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

    /**
     * What an event tells.
     *
     * @param key what is said is kept under it
     * @param object the settings or an Ingress
     * @param error why it was rejected, if it was
     */
    private record News(String key, HasMetadata object, Optional<String> error) {}
}
