package io.meshconformance.harness.pomerium;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.wait.Observation;
import java.util.List;
import java.util.function.Function;

/**
 * A route that the proxy takes up after everything that was applied before it: its controller reconciles one Ingress
 * after the other. It is a copy of another route, under a host of its own and for all its paths.
 */
public final class RouteMarker implements AutoCloseable {

    private final Applier applier;
    private final Ingress marker;
    private final Function<String, Exchange> browser;

    /**
     * Applies a marker; closing takes it away.
     *
     * @param applier applies it
     * @param like the route that is copied
     * @param host a host that no marker had before
     * @param browser sends a GET to the root of a host, not signed in
     */
    public RouteMarker(Applier applier, Ingress like, String host, Function<String, Exchange> browser) {
        this.applier = applier;
        this.browser = browser;
        this.marker = new IngressBuilder(like)
                .editMetadata()
                .withName("conformance-marker")
                .endMetadata()
                .editSpec()
                .editFirstRule()
                .withHost(host)
                .editHttp()
                .editFirstPath()
                .withPath("/")
                .withPathType("Prefix")
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build();
        applier.apply(marker);
    }

    /** Whether the proxy answers for it. */
    public Observation seen() {
        Exchange asked = browser.apply(marker.getSpec().getRules().get(0).getHost());
        boolean there = asked.response().isPresent()
                && !Proxy.noSuchRoute().judge(asked).held();
        return new Observation(there, asked.answer().summary());
    }

    @Override
    public void close() {
        applier.delete(List.of(marker));
    }
}
