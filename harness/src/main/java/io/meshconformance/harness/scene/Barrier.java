package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.SidecarMarker;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.pomerium.RouteMarker;
import java.util.Collection;
import java.util.function.Function;

/**
 * Waits until mesh and proxy go by everything that was changed: by one marker for each that is concerned, applied last.
 * The sidecars of other namespaces are told of a change in the same push as the scenario's own.
 */
final class Barrier {

    private final Applier applier;
    private final SidecarMarker sidecars;
    private final Traffic traffic;
    private final Route route;
    private final Function<String, Exchange> browser;
    private int routes;

    /**
     * Waits for nothing yet.
     *
     * @param applier applies markers
     * @param sidecars the marker of the scenario's namespace
     * @param traffic where waits are recorded
     * @param route the scenario's route, beside which those of markers lie
     * @param browser sends a GET to a URL, not signed in
     */
    Barrier(Applier applier, SidecarMarker sidecars, Traffic traffic, Route route, Function<String, Exchange> browser) {
        this.applier = applier;
        this.sidecars = sidecars;
        this.traffic = traffic;
        this.route = route;
        this.browser = browser;
    }

    /** Waits until the sidecars of the scenario go by everything that was applied so far. */
    void awaitSidecars() {
        sidecars.next();
        traffic.awaitPlatform(
                "what was applied, in force at the scenario's sidecars",
                "read the log of istiod; on a slow machine set -Dconformance.timeout.factor=2",
                sidecars::seen);
    }

    /**
     * Waits until whatever reads some changed objects goes by what they are now.
     *
     * @param changed what was applied, edited or removed
     * @param scene the objects of the scene, its routes among them
     */
    void await(Collection<HasMetadata> changed, Collection<HasMetadata> scene) {
        if (changed.stream().anyMatch(object -> !(object instanceof Ingress))) {
            awaitSidecars();
        }
        if (changed.stream().anyMatch(object -> object instanceof Ingress || object instanceof Secret)) {
            scene.stream()
                    .filter(Ingress.class::isInstance)
                    .map(Ingress.class::cast)
                    .findFirst()
                    .ifPresent(this::awaitRoute);
        }
    }

    private void awaitRoute(Ingress like) {
        Route own = route.labelled("marker-" + ++routes);
        try (var marker = new RouteMarker(applier, like, own.host(), host -> browser.apply(new Route(host).url()))) {
            traffic.awaitPlatform(
                    "what was applied, in force at the proxy",
                    "read the log of the proxy; on a slow machine set -Dconformance.timeout.factor=2",
                    marker::seen);
        }
    }
}
