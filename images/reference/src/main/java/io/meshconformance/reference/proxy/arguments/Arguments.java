package io.meshconformance.reference.proxy.arguments;

import java.util.List;
import java.util.Optional;

/**
 * What {@code all-in-one} was told (facts of the controller: cmd/all_in_one.go and cmd/ingress_opts.go).
 *
 * @param pomerium name of the {@code Pomerium} object to follow
 * @param metrics where the metrics page listens
 * @param health where the probes listen
 * @param server where TLS is served
 * @param redirect where plain HTTP is answered by a redirect
 * @param controllerName the {@code controller} an IngressClass must name to be ours
 * @param annotationPrefix the prefix of our annotations, without the slash
 * @param namespaces the namespaces whose Ingresses are served; empty means all
 * @param statusService the Service, {@code namespace/name}, whose address is written into Ingress status
 * @param debug whether to log more
 */
public record Arguments(
        String pomerium,
        ListenAddress metrics,
        ListenAddress health,
        ListenAddress server,
        ListenAddress redirect,
        String controllerName,
        String annotationPrefix,
        List<String> namespaces,
        Optional<String> statusService,
        boolean debug) {}
