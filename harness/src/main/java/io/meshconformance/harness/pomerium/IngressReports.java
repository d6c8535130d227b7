package io.meshconformance.harness.pomerium;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.wait.Observation;
import java.util.List;

/**
 * What the proxy's controller says of Ingresses: in the status of its own {@code Pomerium} object, keyed by
 * {@code namespace/name}, and as events on the Ingress (ingress-controller, {@code controllers/reporter}).
 */
public final class IngressReports {

    private final KubernetesClient client;
    private final String namespace;
    private final Traffic traffic;

    /**
     * Expects nothing yet.
     *
     * @param client of the cluster
     * @param namespace where the Ingresses lie
     * @param traffic where expectations are recorded
     */
    public IngressReports(KubernetesClient client, String namespace, Traffic traffic) {
        this.client = client;
        this.namespace = namespace;
        this.traffic = traffic;
    }

    /**
     * Expects the status of an Ingress to say why it is not served.
     *
     * @param ingress its name
     * @param part what the error has to contain
     */
    public void rejects(String ingress, String part) {
        traffic.eventually("the status of Ingress " + ingress, "not reconciled: " + part, () -> {
            JsonNode status = status(ingress);
            boolean held = !status.path("reconciled").asBoolean(true)
                    && status.path("error").asText("").contains(part);
            return new Observation(held, status.toString());
        });
    }

    /**
     * Expects a warning on an Ingress.
     *
     * @param ingress its name
     * @param part what the warning has to contain
     */
    public void warnsOf(String ingress, String part) {
        traffic.eventually("the events of Ingress " + ingress, "Warning UpdateError: " + part, () -> {
            List<String> seen = events(ingress).stream()
                    .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
                    .toList();
            boolean held =
                    seen.stream().anyMatch(line -> line.startsWith("Warning UpdateError") && line.contains(part));
            return new Observation(held, seen.toString());
        });
    }

    /**
     * Expects the status of an Ingress to say that it is served.
     *
     * @param ingress its name
     */
    public void accepts(String ingress) {
        traffic.eventually("the status of Ingress " + ingress, "reconciled, no error", () -> {
            JsonNode status = status(ingress);
            boolean held = status.path("reconciled").asBoolean(false)
                    && status.path("error").asText("").isEmpty();
            return new Observation(held, status.toString());
        });
    }

    private JsonNode status(String ingress) {
        return SharedSettings.status(SharedSettings.in(client).require())
                .path("ingress")
                .path(namespace + "/" + ingress);
    }

    private List<Event> events(String ingress) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("Ingress")
                        && event.getInvolvedObject().getName().equals(ingress))
                .toList();
    }
}
