package io.meshconformance.harness.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds Service ports that a policy with HTTP fields cannot judge as it was meant: the protocol is told by a port's name
 * or {@code appProtocol}, and on a port that is not HTTP by them an ALLOW rule with such fields matches nothing and a
 * DENY rule everything (Istio, AuthorizationPolicy reference, "Rule").
 */
public final class PortNames {

    private static final Set<String> HTTP = Set.of("http", "http2", "grpc", "grpc-web");
    private static final Set<String> OPERATION =
            Set.of("hosts", "notHosts", "methods", "notMethods", "paths", "notPaths");
    private static final Set<String> SOURCE = Set.of("requestPrincipals", "notRequestPrincipals");
    private static final JsonMapper JSON = new JsonMapper();

    private final KubernetesClient client;
    private final String namespace;

    private PortNames(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Reads nothing yet.
     *
     * @param client the run's client
     * @param namespace whose Services and policies are compared
     */
    public static PortNames in(KubernetesClient client, String namespace) {
        return new PortNames(client, namespace);
    }

    /** One sentence per port and policy that do not fit at the moment; empty when all do. */
    public List<String> findings() {
        List<Service> services = client.services().inNamespace(namespace).list().getItems();
        var findings = new ArrayList<String>();
        for (JsonNode policy : policies()) {
            if (asksForHttp(policy)) {
                services.stream()
                        .filter(service -> selects(policy, service))
                        .forEach(service -> service.getSpec().getPorts().stream()
                                .filter(port -> !isHttp(port))
                                .forEach(port -> findings.add(finding(policy, service, port))));
            }
        }
        return List.copyOf(findings);
    }

    private List<JsonNode> policies() {
        return client
                .genericKubernetesResources(PoliciesInForce.SECURITY, "AuthorizationPolicy")
                .inNamespace(namespace)
                .list()
                .getItems()
                .stream()
                .map(policy -> JSON.<JsonNode>valueToTree(policy))
                .toList();
    }

    private static String finding(JsonNode policy, Service service, ServicePort port) {
        return "policy %s asks for HTTP fields, port %d of Service %s is named %s"
                .formatted(
                        policy.at("/metadata/name").asText(),
                        port.getPort(),
                        service.getMetadata().getName(),
                        port.getName() == null ? "nothing" : port.getName());
    }

    private static boolean isHttp(ServicePort port) {
        if (port.getAppProtocol() != null) {
            return HTTP.contains(port.getAppProtocol());
        }
        String name = port.getName() == null ? "" : port.getName();
        return HTTP.stream().anyMatch(protocol -> name.equals(protocol) || name.startsWith(protocol + "-"));
    }

    private static boolean selects(JsonNode policy, Service service) {
        Map<String, String> labels = service.getSpec().getSelector();
        return policy.at("/spec/selector/matchLabels").properties().stream()
                .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())));
    }

    private static boolean asksForHttp(JsonNode policy) {
        for (JsonNode rule : policy.at("/spec/rules")) {
            boolean operation = has(rule.path("to"), "operation", OPERATION);
            boolean source = has(rule.path("from"), "source", SOURCE);
            boolean condition = false;
            for (JsonNode when : rule.path("when")) {
                condition |= when.path("key").asText().startsWith("request.");
            }
            if (operation || source || condition) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(JsonNode list, String member, Set<String> fields) {
        for (JsonNode entry : list) {
            if (fields.stream()
                    .anyMatch(field -> !entry.path(member).path(field).isMissingNode())) {
                return true;
            }
        }
        return false;
    }
}
