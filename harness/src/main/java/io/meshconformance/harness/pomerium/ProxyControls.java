package io.meshconformance.harness.pomerium;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.harness.expect.EchoedHeaders;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.wait.Observation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a scenario can have of the proxy: settings of its own Ingresses, reports on them, and what the proxy signs. */
public final class ProxyControls {

    private static final String PREFIX = "ingress.pomerium.io/";

    private final IngressReports reports;
    private final BiConsumer<String, Consumer<HasMetadata>> ingresses;
    private final Traffic traffic;
    private final Function<String, Exchange> route;

    /**
     * Changes and asks nothing yet.
     *
     * @param reports what the proxy says of the scenario's Ingresses
     * @param ingresses changes one of them, by its name
     * @param traffic where expectations are recorded
     * @param route sends a GET to a path of the scenario's route, not signed in
     */
    public ProxyControls(
            IngressReports reports,
            BiConsumer<String, Consumer<HasMetadata>> ingresses,
            Traffic traffic,
            Function<String, Exchange> route) {
        this.reports = reports;
        this.ingresses = ingresses;
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
        ingresses.accept(ingress, object -> {
            var annotations = new HashMap<>(object.getMetadata().getAnnotations());
            change.accept(annotations);
            object.getMetadata().setAnnotations(annotations);
        });
    }

    /** What the proxy reports on the scenario's Ingresses. */
    public IngressReports reports() {
        return reports;
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
