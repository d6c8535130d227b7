package io.meshconformance.harness.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.wait.Observation;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The Secrets that an ingress gateway has been told of and has not been given. A handshake for their hosts ends without a
 * line in its log; that they are missing its Envoy tells among what it warms up ({@code config_dump} of its
 * administration).
 */
public final class AwaitedSecrets {

    /** How the gateway asks for a Secret ({@code credentialName} of a Gateway). */
    private static final String SCHEME = "kubernetes://";

    private final Supplier<RunningPods> gateway;
    private final Traffic traffic;
    private final Function<Pod, String> dump;

    AwaitedSecrets(Supplier<RunningPods> gateway, Traffic traffic, Function<Pod, String> dump) {
        this.gateway = gateway;
        this.traffic = traffic;
        this.dump = dump;
    }

    /**
     * Those of a gateway; nothing is asked yet.
     *
     * @param gateway the gateway
     * @param client the run's client
     * @param traffic where expectations are recorded
     * @param limit how long one answer of its Envoy may take
     */
    public static AwaitedSecrets of(Workload gateway, KubernetesClient client, Traffic traffic, Duration limit) {
        var administration = new EnvoyAdministration(client, limit);
        return new AwaitedSecrets(
                gateway::pods,
                traffic,
                pod -> administration
                        .get(pod, "config_dump?resource=dynamic_warming_secrets")
                        .text());
    }

    /**
     * Expects every pod of the gateway to wait for a Secret.
     *
     * @param secret its name, in the gateway's namespace
     */
    void include(String secret) {
        traffic.eventually("the Secrets that the gateway waits for", secret, () -> {
            Set<String> awaited = new TreeSet<>();
            boolean everywhere = true;
            for (Pod pod : gateway.get().all()) {
                Set<String> here = names(dump.apply(pod));
                everywhere &= here.contains(secret);
                awaited.addAll(here);
            }
            return new Observation(everywhere, awaited.isEmpty() ? "none" : String.join(", ", awaited));
        });
    }

    private static Set<String> names(String dump) {
        Set<String> names = new TreeSet<>();
        try {
            for (JsonNode secret : new JsonMapper().readTree(dump).path("configs")) {
                String name = secret.path("name").asText();
                names.add(name.startsWith(SCHEME) ? name.substring(SCHEME.length()) : name);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the gateway's Envoy answered with no JSON: " + dump, e);
        }
        return names;
    }
}
