package io.meshconformance.harness.kube;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An API server in memory, by fabric8's: it holds objects, tells watchers, and takes server-side apply, which fabric8's
 * does not. Logs can be given to it, and answers that it is to refuse.
 */
public final class TestCluster implements AutoCloseable {

    /** In milliseconds: no test may fail because its machine is busy. */
    private static final int LONGEST_ANSWER = 120_000;

    private final Map<ServerRequest, Queue<ServerResponse>> responses = new ConcurrentHashMap<>();
    private final Map<String, String> logs = new ConcurrentHashMap<>();
    private final List<Predicate<String>> refused = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(new JsonMapper()), new MockWebServer(), responses, new Answering(), false);
    private final KubernetesClient client;

    /** Starts it with no object. */
    public TestCluster() {
        server.init();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.createClient().getConfiguration())
                        .withRequestTimeout(LONGEST_ANSWER)
                        .build())
                .build();
    }

    /** A client of it. */
    public KubernetesClient client() {
        return client;
    }

    /** Where answers can be said word for word; they come before what it holds. */
    public KubernetesMockServer server() {
        return server;
    }

    /** A pod that runs and is ready, still without a container. */
    public static PodBuilder readyPod(String namespace, String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus();
    }

    /** Puts objects there, their status included. */
    public void has(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            client.resource(object).serverSideApply();
        }
        requests.clear();
    }

    /**
     * Serves kinds without a model, all namespaced.
     *
     * @param kinds each with its plural, such as {@code Gateway/gateways}
     */
    public void serves(String apiVersion, String... kinds) {
        APIResource[] resources = Stream.of(kinds)
                .map(kind -> kind.split("/"))
                .map(kind -> new APIResourceBuilder()
                        .withKind(kind[0])
                        .withName(kind[1])
                        .withNamespaced(true)
                        .build())
                .toArray(APIResource[]::new);
        server.expect()
                .get()
                .withPath("/apis/" + apiVersion)
                .andReturn(
                        200,
                        new APIResourceListBuilder()
                                .withGroupVersion(apiVersion)
                                .withResources(resources)
                                .build())
                .always();
    }

    /** Gives a container a log, in the place of any earlier one. */
    public void log(String namespace, String pod, String container, String log) {
        logs.put("/api/v1/namespaces/" + namespace + "/pods/" + pod + "/log container=" + container, log);
    }

    /**
     * Refuses requests with 403 until the returned step is run.
     *
     * @param line is given method and path, such as {@code DELETE /api/v1/namespaces/one}
     */
    public Runnable refuses(Predicate<String> line) {
        refused.add(line);
        return () -> refused.remove(line);
    }

    /** What was asked of it since {@link #has}, as method and path without its query, watches and looks left out. */
    public List<String> changes() {
        return requests.stream().filter(line -> !line.startsWith("GET ")).toList();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    private final class Answering extends Dispatcher {

        private final KubernetesMixedDispatcher held = new KubernetesMixedDispatcher(responses);

        @Override
        public synchronized MockResponse dispatch(RecordedRequest request) {
            MockResponse answer = answer(request);
            WebSocketListener listener = answer.getWebSocketListener();
            return listener == null || !request.getPath().contains("watch=true")
                    ? answer
                    : answer.withWebSocketUpgrade(new ServedAside(listener));
        }

        private MockResponse answer(RecordedRequest request) {
            String path = request.getPath().split("\\?", 2)[0];
            String line = request.getMethod() + " " + path;
            requests.add(line);
            if (refused.stream().anyMatch(predicate -> predicate.test(line))) {
                return new MockResponse().setResponseCode(403);
            }
            if (path.endsWith("/log")) {
                return log(request.getPath());
            }
            String type = request.getHeader("Content-Type");
            return type != null && type.startsWith("application/apply-patch")
                    ? applied(request, path)
                    : held.dispatch(request);
        }

        private MockResponse log(String path) {
            return logs.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey().split(" ")[0] + "?"))
                    .filter(entry ->
                            List.of(path.split("[?&]")).contains(entry.getKey().split(" ")[1]))
                    .findFirst()
                    .map(entry -> new MockResponse().setResponseCode(200).setBody(entry.getValue()))
                    .orElseGet(() -> new MockResponse().setResponseCode(404));
        }

        private MockResponse applied(RecordedRequest request, String path) {
            boolean there = held.dispatch(as(request, HttpMethod.GET, path)).code() == 200;
            try {
                return held.dispatch(
                        there
                                ? as(request, HttpMethod.PUT, path)
                                : as(request, HttpMethod.POST, path.substring(0, path.lastIndexOf('/'))));
            } catch (RejectedExecutionException e) {
                // fabric8's has stored the object and told a watcher that ended meanwhile; the client would get no
                // answer.
                return held.dispatch(as(request, HttpMethod.GET, path));
            }
        }

        private static RecordedRequest as(RecordedRequest request, HttpMethod method, String path) {
            return new RecordedRequest(request.getHttpVersion(), method, path, request.getHeaders(), request.getBody());
        }

        @Override
        public void shutdown() {
            held.shutdown();
        }
    }

    /**
     * A watcher that is written to, and whose end is seen to, on threads of its own: fabric8's holds a lock while it
     * waits for a write, and the server's only thread, which is to write, waits for that lock.
     */
    private static final class ServedAside extends WebSocketListener {

        private final WebSocketListener watcher;
        private final ExecutorService writes = Executors.newSingleThreadExecutor(ServedAside::daemon);

        ServedAside(WebSocketListener watcher) {
            this.watcher = watcher;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            watcher.onOpen(
                    new WebSocket() {
                        @Override
                        public RecordedRequest request() {
                            return socket.request();
                        }

                        @Override
                        public boolean send(String text) {
                            writes.execute(() -> socket.send(text));
                            return true;
                        }

                        @Override
                        public boolean send(byte[] bytes) {
                            writes.execute(() -> socket.send(bytes));
                            return true;
                        }

                        @Override
                        public boolean close(int code, String reason) {
                            return socket.close(code, reason);
                        }
                    },
                    response);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            daemon(() -> watcher.onClosing(socket, code, reason)).start();
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            daemon(() -> watcher.onClosed(socket, code, reason)).start();
        }

        private static Thread daemon(Runnable work) {
            var thread = new Thread(work, "watch");
            thread.setDaemon(true);
            return thread;
        }
    }
}
