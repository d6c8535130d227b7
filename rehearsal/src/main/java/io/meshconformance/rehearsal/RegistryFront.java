package io.meshconformance.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * The registry at the public names: asks for a token as public registries do, gives one to every client, and hands a
 * question on to the registry behind it, or answers it as its mood is.
 */
final class RegistryFront implements AutoCloseable {

    private static final String TOKEN = "anonymous";
    private static final List<String> PASSED_ON = List.of(
            "Content-Type", "Docker-Content-Digest", "Docker-Distribution-Api-Version", "Etag", "Content-Range");

    private final URI registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile RegistryMood mood = RegistryMood.SERVES;

    private RegistryFront(URI registry, HttpServer server) {
        this.registry = registry;
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param address where
     * @param tls its certificate
     * @param registry the registry behind it
     * @return the front, answering
     * @throws IOException when the address is taken
     */
    static RegistryFront start(InetSocketAddress address, SSLContext tls, URI registry) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        var front = new RegistryFront(registry, server);
        server.setExecutor(front.threads);
        server.createContext("/token", front::token);
        server.createContext("/v2/", front::answer);
        server.start();
        return front;
    }

    /** From now on it answers so. */
    void become(RegistryMood next) {
        mood = next;
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    private void token(HttpExchange exchange) throws IOException {
        write(exchange, 200, "{\"token\":\"" + TOKEN + "\",\"access_token\":\"" + TOKEN + "\",\"expires_in\":3600}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!known) {
            challenge(exchange);
            write(exchange, 401, RegistryMood.WANTS_LOGIN.body());
            return;
        }
        if (exchange.getRequestURI().getPath().equals("/v2/")) {
            write(exchange, 200, "{}");
            return;
        }
        switch (mood) {
            case SERVES -> handOn(exchange);
            case NEVER_ANSWERS -> awaitEnd(exchange);
            case WANTS_LOGIN -> {
                challenge(exchange);
                write(exchange, mood.status(), mood.body());
            }
            case LIMITS, FORBIDS -> write(exchange, mood.status(), mood.body());
        }
    }

    private static void challenge(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String realm = Reference.HUB.equals(host) ? "auth.docker.io" : host;
        exchange.getResponseHeaders()
                .set("Www-Authenticate", "Bearer realm=\"https://" + realm + "/token\",service=\"" + host + "\"");
    }

    /** No answer before this front ends, as long as the other side cares to wait. */
    private void awaitEnd(HttpExchange exchange) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        HttpRequest.Builder question = HttpRequest.newBuilder(
                        registry.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
        exchange.getRequestHeaders().getOrDefault("Accept", List.of()).forEach(type -> question.header("Accept", type));
        exchange.getRequestHeaders().getOrDefault("Range", List.of()).forEach(range -> question.header("Range", range));
        try {
            HttpResponse<InputStream> answer = client.send(question.build(), HttpResponse.BodyHandlers.ofInputStream());
            for (String header : PASSED_ON) {
                answer.headers()
                        .firstValue(header)
                        .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
            }
            long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
            try (InputStream body = answer.body()) {
                if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
                    exchange.sendResponseHeaders(answer.statusCode(), -1);
                } else {
                    exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        body.transferTo(out);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean withoutBody = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, withoutBody ? -1 : bytes.length);
        try (exchange) {
            if (!withoutBody) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
