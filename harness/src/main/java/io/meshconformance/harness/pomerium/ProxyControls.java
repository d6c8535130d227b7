package io.meshconformance.harness.pomerium;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.expect.EchoedHeaders;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.harness.wait.Observation;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a scenario can have of the proxy: settings of its own Ingresses, reports on them, and what the proxy signs. */
public final class ProxyControls {

    private static final String PREFIX = "ingress.pomerium.io/";

    private final KubernetesClient client;
    private final String namespace;
    private final Traffic traffic;
    private final Function<String, Exchange> route;

    /**
     * Changes and asks nothing yet.
     *
     * @param client the run's client
     * @param namespace the scenario's namespace
     * @param traffic where expectations are recorded
     * @param route sends a GET to a path of the scenario's route, not signed in
     */
    public ProxyControls(KubernetesClient client, String namespace, Traffic traffic, Function<String, Exchange> route) {
        this.client = client;
        this.namespace = namespace;
        this.traffic = traffic;
        this.route = route;
    }

    /**
     * Puts a setting of the proxy on an Ingress of the scenario.
     *
     * @param ingress its name
     * @param setting the annotation, without {@value #PREFIX}
     * @param value its value
     */
    public void annotate(String ingress, String setting, String value) {
        annotations(ingress, annotations -> annotations.put(PREFIX + setting, value));
    }

    /**
     * Takes a setting of the proxy off an Ingress of the scenario.
     *
     * @param ingress its name
     * @param setting the annotation, without {@value #PREFIX}
     */
    public void removeAnnotation(String ingress, String setting) {
        annotations(ingress, annotations -> annotations.remove(PREFIX + setting));
    }

    private void annotations(String ingress, Consumer<Map<String, String>> change) {
        Edit.of(client.network().v1().ingresses().inNamespace(namespace).withName(ingress), object -> {
            change.accept(object.getMetadata().getAnnotations());
            return object;
        });
    }

    /** What the proxy reports on the scenario's Ingresses. */
    public IngressReports reports() {
        return new IngressReports(client, namespace, traffic);
    }

    /** The key set that the proxy publishes on the scenario's route, in JSON. */
    public String publishedKeySet() {
        return route.apply(Proxy.KEY_SET_PATH).body();
    }

    /**
     * Expects that a workload was sent exactly one assertion, and that a key of the published set verifies it. A second
     * beside it, such as a forged one, would be as good as the first to whatever reads it.
     *
     * @param told the answer of a workload that repeats the headers it was sent
     * @return the assertion
     */
    public Jwt assertionAt(Exchange told) {
        traffic.expect(told, EchoedHeaders.once(Proxy.ASSERTION));
        Jwt assertion = Jwt.parse(EchoedHeaders.in(told).first(Proxy.ASSERTION));
        boolean verified = assertion.verifiesAgainst(publishedKeySet());
        traffic.shows("the assertion at the workload", assertion, verified);
        traffic.expect(
                "the signature of the assertion at the workload",
                "verified by a key of the proxy's published set",
                new Observation(verified, verified ? "verified" : "not verified"));
        return assertion;
    }
}
