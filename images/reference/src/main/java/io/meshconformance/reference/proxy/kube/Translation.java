package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.config.ProxySettings;
import io.meshconformance.reference.proxy.config.RouteTable;
import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the cluster's objects to one snapshot, and to what must be said about each object. Looks at nothing else. */
final class Translation {
    private final KeyPairs keyPairs;
    private final String controller;
    private final String prefix;
    private final Faults standing;

    /**
     * A translation.
     *
     * @param controller what an IngressClass must name to be ours
     * @param prefix of our annotations
     * @param standing the faults the process was started with
     */
    Translation(Vertx vertx, String controller, String prefix, Faults standing) {
        this.keyPairs = new KeyPairs(vertx);
        this.controller = controller;
        this.prefix = prefix;
        this.standing = standing;
    }

    /**
     * What came out.
     *
     * @param pomerium the object we follow; absent while it does not exist
     * @param settingsError why the settings were rejected
     * @param snapshot present unless the settings were rejected
     * @param ingresses our Ingresses and why they were rejected, if they were
     */
    record Outcome(
            Optional<GenericKubernetesResource> pomerium,
            Optional<String> settingsError,
            Optional<Snapshot> snapshot,
            Map<Ingress, Optional<String>> ingresses) {}

    Outcome translate(ClusterObjects objects) {
        Optional<GenericKubernetesResource> pomerium = objects.pomerium();
        if (pomerium.isEmpty()) {
            return new Outcome(pomerium, Optional.empty(), Optional.empty(), Map.of());
        }
        keyPairs.begin();
        SecretReader secrets = new SecretReader(keyPairs, objects);
        try {
            ProxySettings settings = new SettingsTranslation(secrets).translate(pomerium.get());
            return routes(objects, secrets, pomerium.get(), settings, standing.and(faults(pomerium.get())));
        } catch (Rejected e) {
            return new Outcome(pomerium, Optional.of(String.valueOf(e.getMessage())), Optional.empty(), Map.of());
        }
    }

    private Outcome routes(
            ClusterObjects objects,
            SecretReader secrets,
            GenericKubernetesResource pomerium,
            ProxySettings settings,
            Faults faults) {
        IngressClasses classes = new IngressClasses(objects.classes(), controller);
        IngressTranslation translation = new IngressTranslation(objects, secrets, prefix);
        List<ProxyRoute> routes = new ArrayList<>();
        List<ServerCertificate> certificates = new ArrayList<>(settings.certificates());
        Map<Ingress, Optional<String>> ingresses = new LinkedHashMap<>();
        Map<String, Faults> ofHosts = new HashMap<>();
        for (Ingress ingress :
                objects.ingresses().stream().filter(classes::ours).toList()) {
            try {
                Faults own = ofRoutes(ingress);
                IngressTranslation.Translated translated = translation.translate(ingress, faults.and(own));
                if (!own.active().isEmpty()) {
                    translated.routes().forEach(route -> ofHosts.merge(route.host(), own, Faults::and));
                }
                routes.addAll(translated.routes());
                translated.certificates().stream()
                        .filter(certificate ->
                                translated.routes().stream().anyMatch(route -> certificate.covers(route.host())))
                        .forEach(certificates::add);
                ingresses.put(ingress, Optional.empty());
            } catch (Rejected e) {
                ingresses.put(ingress, Optional.of(String.valueOf(e.getMessage())));
            }
        }
        boolean stopped = faults.has(Fault.ONE_BAD_INGRESS_STOPS_ALL)
                && ingresses.values().stream().anyMatch(Optional::isPresent);
        return new Outcome(
                Optional.of(pomerium),
                Optional.empty(),
                Optional.of(new Snapshot(
                        with(settings, certificates),
                        new RouteTable(stopped ? List.of() : routes, faults.has(Fault.SHORT_PATH_FIRST)),
                        faults,
                        ofHosts)),
                ingresses);
    }

    private static ProxySettings with(ProxySettings settings, List<ServerCertificate> certificates) {
        return new ProxySettings(
                settings.authenticateUrl(),
                settings.sharedSecret(),
                settings.cookieSecret(),
                settings.signingKey(),
                certificates.stream().distinct().toList(),
                settings.provider(),
                settings.claimHeaders(),
                settings.passesIdentity(),
                settings.cookie(),
                settings.timeout(),
                settings.programmaticDomains(),
                settings.responseHeaders());
    }

    private static Faults ofRoutes(Ingress ingress) throws Rejected {
        Faults faults = faults(ingress);
        if (faults.active().stream().anyMatch(Fault::isEverywhere)) {
            throw new Rejected(Faults.ANNOTATION + ": " + faults.words()
                    + " has one that shows everywhere, which the Pomerium object alone can be told");
        }
        return faults;
    }

    private static Faults faults(HasMetadata object) throws Rejected {
        try {
            return Faults.of(object.getMetadata().getAnnotations());
        } catch (IllegalArgumentException e) {
            throw new Rejected(Faults.ANNOTATION + ": " + e.getMessage(), e);
        }
    }
}
