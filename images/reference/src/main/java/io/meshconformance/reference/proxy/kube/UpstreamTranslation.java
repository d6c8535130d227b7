package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import io.meshconformance.reference.proxy.config.HostPort;
import io.meshconformance.reference.proxy.config.HostRule;
import io.meshconformance.reference.proxy.config.Upstream;
import io.meshconformance.reference.proxy.config.UpstreamTrust;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Where a backend leads: to its pods, or to its Service by name so that a sidecar can take over (facts 3). */
final class UpstreamTranslation {
    private final ClusterObjects objects;
    private final SecretReader secrets;

    UpstreamTranslation(ClusterObjects objects, SecretReader secrets) {
        this.objects = objects;
        this.secrets = secrets;
    }

    /** Every Service an Ingress names must exist. */
    void requireServices(Ingress ingress) throws Rejected {
        String namespace = ingress.getMetadata().getNamespace();
        for (IngressRule rule : ingress.getSpec().getRules()) {
            for (HTTPIngressPath path : rule.getHttp() == null
                    ? List.<HTTPIngressPath>of()
                    : rule.getHttp().getPaths()) {
                IngressBackend backend = path.getBackend();
                if (backend.getService() == null) {
                    throw new Rejected("services: rule host=" + rule.getHost() + " path=" + path.getPath()
                            + " has no backend service defined");
                }
                Name name = new Name(namespace, backend.getService().getName());
                if (objects.service(name).isEmpty()) {
                    throw new Rejected("services: rule host=" + rule.getHost() + " path=" + path.getPath()
                            + " refers to service " + name + ", failed to get service information: Service \""
                            + name.name() + "\" not found");
                }
            }
        }
    }

    Upstream translate(Ingress ingress, IngressBackend backend, IngressAnnotations annotations) throws Rejected {
        if (backend.getService() == null) {
            throw new Rejected("backend: service must be specified");
        }
        Name name = new Name(
                ingress.getMetadata().getNamespace(), backend.getService().getName());
        Service service =
                objects.service(name).orElseThrow(() -> new Rejected("backend: service " + name + " not found"));
        ServiceBackendPort asked = backend.getService().getPort();
        int port = port(name, service, asked);
        HostPort byName = new HostPort(name.name() + "." + name.namespace() + ".svc.cluster.local", port);
        boolean external = "ExternalName".equals(service.getSpec().getType());
        List<HostPort> pods = external ? List.of() : pods(name, service, asked);
        boolean direct = !external && !annotations.truth("service_proxy_upstream") && !pods.isEmpty();
        List<HostPort> addresses = external
                ? List.of(new HostPort(service.getSpec().getExternalName(), port))
                : direct ? pods : List.of(byName);
        return new Upstream(
                addresses,
                pods,
                trust(name, annotations, direct ? Optional.of(byName.host()) : Optional.empty()),
                hostRule(annotations),
                annotations.text("prefix_rewrite"));
    }

    private static int port(Name name, Service service, ServiceBackendPort asked) throws Rejected {
        if (asked.getNumber() != null) {
            return asked.getNumber();
        }
        return service.getSpec().getPorts().stream()
                .filter(port -> Objects.equals(port.getName(), asked.getName()))
                .map(ServicePort::getPort)
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        "backend: get service " + name + " port by name " + asked.getName() + ": no such port"));
    }

    /** Ready pods; a port asked for by number matches only a numeric target port, as in the real controller. */
    private List<HostPort> pods(Name name, Service service, ServiceBackendPort asked) {
        Predicate<EndpointPort> wanted = asked.getName() != null
                ? port -> Objects.equals(port.getName(), asked.getName())
                : port -> service.getSpec().getPorts().stream()
                        .filter(candidate -> Objects.equals(candidate.getPort(), asked.getNumber()))
                        .anyMatch(candidate -> candidate.getTargetPort() != null
                                && Objects.equals(candidate.getTargetPort().getIntVal(), port.getPort()));
        return objects.endpoints(name).map(Endpoints::getSubsets).orElse(List.of()).stream()
                .flatMap(subset -> subset.getAddresses().stream()
                        .flatMap(address -> subset.getPorts().stream()
                                .filter(wanted)
                                .map(port -> new HostPort(address.getIp(), port.getPort()))))
                .sorted(Comparator.comparing(HostPort::toString))
                .toList();
    }

    private Optional<UpstreamTrust> trust(Name name, IngressAnnotations annotations, Optional<String> derivedName)
            throws Rejected {
        if (!annotations.truth("secure_upstream")) {
            return Optional.empty();
        }
        Optional<String> authority = annotations.text("tls_custom_ca_secret");
        List<X509Certificate> authorities =
                authority.isPresent() ? secrets.authorities(new Name(name.namespace(), authority.get())) : List.of();
        return Optional.of(new UpstreamTrust(
                annotations.truth("tls_skip_verify"),
                annotations.text("tls_server_name").or(() -> derivedName),
                authorities));
    }

    private static HostRule hostRule(IngressAnnotations annotations) throws Rejected {
        if (annotations.truth("preserve_host_header")) {
            return new HostRule.Preserved();
        }
        if (annotations.text("host_rewrite").isPresent()) {
            return new HostRule.Literal(annotations.text("host_rewrite").orElseThrow());
        }
        return annotations
                .text("host_rewrite_header")
                .<HostRule>map(HostRule.FromHeader::new)
                .orElse(new HostRule.UpstreamAddress());
    }
}
