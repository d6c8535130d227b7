package io.meshconformance.scenarios.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server in memory that holds objects and answers a probe as bound mutating policies would have it. */
final class RewritingApi implements AutoCloseable {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String POLICIES = "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicies/";
    private static final String BINDINGS = "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicybindings/";

    private final Map<String, JsonNode> objects = new TreeMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final KubernetesClient client;
    private volatile boolean rewrites = true;

    RewritingApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    /** Policies have no effect from now on. */
    void rewritesNothing() {
        rewrites = false;
    }

    /** Puts an object there, or an answer to a question about kinds. */
    void has(String path, String yaml) throws IOException {
        objects.put(path, YAML.readTree(yaml));
    }

    /** The object at a path. */
    JsonNode object(String path) {
        return objects.getOrDefault(path, YAML.missingNode());
    }

    /** What was changed, as method and last part of the path. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            JsonNode body = YAML.readTree(exchange.getRequestBody().readAllBytes());
            JsonNode answer = answer(exchange, path, body);
            byte[] json = (answer.isMissingNode() ? "{\"kind\": \"Status\", \"code\": 404}" : answer.toString())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.isMissingNode() ? 404 : 200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private JsonNode answer(HttpExchange exchange, String path, JsonNode body) {
        String method = exchange.getRequestMethod();
        if (method.equals("GET")) {
            return object(path);
        }
        if (method.equals("POST")) {
            return rewritten((ObjectNode) body);
        }
        changes.add(method + " " + path.substring(path.lastIndexOf('/') + 1));
        if (method.equals("DELETE")) {
            JsonNode removed = objects.remove(path);
            return removed == null ? YAML.missingNode() : removed;
        }
        boolean whole = exchange.getRequestHeaders().getFirst("Content-Type").startsWith("application/apply-patch");
        objects.put(path, whole ? body : JsonPatch.apply(body, object(path)));
        return object(path);
    }

    private JsonNode rewritten(ObjectNode probe) {
        for (String path : objects.keySet()) {
            String policy = path.startsWith(POLICIES) ? path.substring(POLICIES.length()) : "";
            if (rewrites && !policy.isEmpty() && objects.containsKey(BINDINGS + policy)) {
                ((ObjectNode) probe.path("data")).put(policy, "in force");
            }
        }
        return probe;
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
