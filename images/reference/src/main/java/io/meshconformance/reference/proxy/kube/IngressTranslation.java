package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.meshconformance.reference.proxy.config.HeaderEdits;
import io.meshconformance.reference.proxy.config.PathRule;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.policy.AccessPolicy;
import io.meshconformance.reference.proxy.policy.PolicyDocument;
import io.meshconformance.reference.proxy.policy.UnusablePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One Ingress, read into routes and certificates (facts 3). */
final class IngressTranslation {
    private final SecretReader secrets;
    private final UpstreamTranslation upstreams;
    private final PolicyDocument policies = new PolicyDocument();
    private final String prefix;

    IngressTranslation(ClusterObjects objects, SecretReader secrets, String prefix) {
        this.secrets = secrets;
        this.upstreams = new UpstreamTranslation(objects, secrets);
        this.prefix = prefix;
    }

    /** What one Ingress adds. */
    record Translated(List<ProxyRoute> routes, List<ServerCertificate> certificates) {}

    /** Reads it under the faults that are in force for it. */
    Translated translate(Ingress ingress, Faults faults) throws Rejected {
        List<ServerCertificate> certificates = certificates(ingress);
        upstreams.requireServices(ingress);
        try {
            return new Translated(routes(ingress, faults), certificates);
        } catch (Rejected e) {
            throw new Rejected("parsing ingress: " + e.getMessage(), e);
        }
    }

    private List<ServerCertificate> certificates(Ingress ingress) throws Rejected {
        List<ServerCertificate> certificates = new ArrayList<>();
        for (IngressTLS tls : ingress.getSpec().getTls()) {
            if (tls.getSecretName() != null && !tls.getSecretName().isEmpty()) {
                try {
                    certificates.add(
                            secrets.certificate(new Name(ingress.getMetadata().getNamespace(), tls.getSecretName())));
                } catch (Rejected e) {
                    throw new Rejected("tls: " + e.getMessage(), e);
                }
            }
        }
        return certificates;
    }

    private List<ProxyRoute> routes(Ingress ingress, Faults faults) throws Rejected {
        IngressAnnotations annotations;
        AccessPolicy policy;
        HeaderEdits edits;
        Optional<Duration> timeout;
        boolean idTokens;
        try {
            annotations = IngressAnnotations.of(ingress, prefix);
            policy = policy(annotations);
            edits = edits(ingress, annotations);
            timeout = annotations.duration("timeout");
            idTokens = annotations.takesIdTokens();
        } catch (Rejected e) {
            throw new Rejected("annotations: " + e.getMessage(), e);
        }
        List<ProxyRoute> routes = new ArrayList<>();
        for (HostPath place : places(ingress, annotations, faults)) {
            routes.add(new ProxyRoute(
                    Name.of(ingress).toString(),
                    place.host().toLowerCase(Locale.ROOT),
                    place.path(),
                    policy,
                    upstreams.translate(ingress, place.backend(), annotations),
                    annotations.optionalTruth("pass_identity_headers"),
                    idTokens,
                    annotations.truth("allow_websockets"),
                    edits,
                    timeout));
        }
        return routes;
    }

    private record HostPath(String host, PathRule path, IngressBackend backend) {}

    private List<HostPath> places(Ingress ingress, IngressAnnotations annotations, Faults faults) throws Rejected {
        List<HostPath> places = new ArrayList<>();
        if (ingress.getSpec().getDefaultBackend() != null) {
            places.add(new HostPath(
                    hostOfTls(ingress),
                    new PathRule.Prefix("/"),
                    ingress.getSpec().getDefaultBackend()));
        }
        for (IngressRule rule : ingress.getSpec().getRules()) {
            String host = host(rule, annotations);
            if (rule.getHttp() == null) {
                throw new Rejected("rules.http is required");
            }
            for (HTTPIngressPath path : rule.getHttp().getPaths()) {
                places.add(new HostPath(host, path(path, annotations, faults), path.getBackend()));
            }
        }
        return places;
    }

    private String host(IngressRule rule, IngressAnnotations annotations) throws Rejected {
        if (rule.getHost() != null && !rule.getHost().isEmpty()) {
            return rule.getHost();
        }
        if (annotations.truth("subtle_allow_empty_host")) {
            return "*";
        }
        throw new Rejected("ingress rule has empty host; if this is intentional, set the annotation '" + prefix
                + "/subtle_allow_empty_host=true'");
    }

    private static String hostOfTls(Ingress ingress) throws Rejected {
        List<IngressTLS> tls = ingress.getSpec().getTls();
        if (tls.size() != 1 || tls.get(0).getHosts().size() != 1) {
            throw new Rejected("defaultBackend: deriving host: expected exactly one TLS spec with one Host");
        }
        return tls.get(0).getHosts().get(0);
    }

    private static PathRule path(HTTPIngressPath path, IngressAnnotations annotations, Faults faults) throws Rejected {
        String text = Optional.ofNullable(path.getPath()).orElse("");
        if (path.getPathType() == null) {
            throw new Rejected("path: pathType is required");
        }
        return switch (path.getPathType()) {
            case "Exact" -> new PathRule.Exact(text);
            // The real proxy takes Prefix for a beginning (v0.33.1, config/envoyconfig/routes.go), against Kubernetes'
            // rule.
            case "Prefix" ->
                faults.has(Fault.PREFIX_BY_CHARACTERS) ? new PathRule.Beginning(text) : new PathRule.Prefix(text);
            case "ImplementationSpecific" ->
                annotations.truth("path_regex") ? new PathRule.Expression(pattern(text)) : new PathRule.Beginning(text);
            default -> throw new Rejected("path: unknown pathType " + path.getPathType());
        };
    }

    private static Pattern pattern(String text) throws Rejected {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new Rejected("path: not a regular expression: " + text, e);
        }
    }

    private AccessPolicy policy(IngressAnnotations annotations) throws Rejected {
        try {
            return policies.read(annotations.shorthand(), annotations.text("policy"));
        } catch (UnusablePolicy e) {
            throw new Rejected("applying policy annotations: " + e.getMessage(), e);
        }
    }

    private HeaderEdits edits(Ingress ingress, IngressAnnotations annotations) throws Rejected {
        Map<String, String> request = new LinkedHashMap<>(annotations.map("set_request_headers"));
        request.putAll(fromSecret(ingress, annotations, "set_request_headers_secret"));
        for (String value : request.values()) {
            if (value.replace("${pomerium.jwt}", "").contains("${pomerium.")) {
                throw new Rejected("set_request_headers: the template in \"" + value
                        + "\" is not implemented by the reference proxy, which knows only ${pomerium.jwt}");
            }
        }
        Map<String, String> response = new LinkedHashMap<>(annotations.map("set_response_headers"));
        response.putAll(fromSecret(ingress, annotations, "set_response_headers_secret"));
        return new HeaderEdits(request, annotations.texts("remove_request_headers"), response);
    }

    private Map<String, String> fromSecret(Ingress ingress, IngressAnnotations annotations, String key)
            throws Rejected {
        Optional<String> name = annotations.text(key);
        return name.isPresent() ? secrets.texts(new Name(ingress.getMetadata().getNamespace(), name.get())) : Map.of();
    }
}
