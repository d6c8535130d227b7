package io.meshconformance.harness.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The engine's API by plain questions with a limit each, for what the client library does not ask or reads otherwise. */
public final class EngineApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What the engine answered.
     *
     * @param status the HTTP status
     * @param body the answer; an object with a {@code message} where the engine refuses
     */
    public record Reply(int status, JsonNode body) {

        /** Whether the engine did what it was asked: a status of 2xx. */
        public boolean isGood() {
            return status / 100 == 2;
        }

        /** What the engine says of a refusal. */
        public String message() {
            String message = body.path("message").asText();
            return message.isEmpty() ? "status " + status : message;
        }
    }

    private final EngineAddress address;

    EngineApi(EngineAddress address) {
        this.address = address;
    }

    /**
     * Opens a connection and closes it.
     *
     * @throws IOException in the kernel's words, when no engine listens or this user may not ask
     */
    void reach() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(address.socket()))) {
            channel.finishConnect();
        }
    }

    /**
     * Asks.
     *
     * @param path the path, without a version
     * @param headers headers to send along
     * @param limit how long the answer may take
     * @return the answer, whatever its status
     * @throws TimeoutException when the limit passes
     * @throws IOException when there is no answer, or none in JSON
     */
    public Reply get(String path, Map<String, String> headers, Duration limit) throws IOException, TimeoutException {
        return within(
                limit,
                DockerHttpClient.Request.builder()
                        .method(Method.GET)
                        .path(path)
                        .putAllHeaders(headers)
                        .build());
    }

    /**
     * Posts.
     *
     * @param path the path, without a version
     * @param body what to send
     * @param limit how long the answer may take
     * @return the answer, whatever its status
     * @throws TimeoutException when the limit passes
     * @throws IOException when there is no answer, or none in JSON
     */
    Reply post(String path, JsonNode body, Duration limit) throws IOException, TimeoutException {
        return within(
                limit,
                DockerHttpClient.Request.builder()
                        .method(Method.POST)
                        .path(path)
                        .putHeader("Content-Type", "application/json")
                        .bodyBytes(body.toString().getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    /** The client's own limits do not hold on a Unix socket, so a wait that takes too long closes it. */
    private Reply within(Duration limit, DockerHttpClient.Request request) throws IOException, TimeoutException {
        try (var http =
                new ZerodepDockerHttpClient.Builder().dockerHost(address.uri()).build()) {
            var answer = new CompletableFuture<Reply>();
            var asking = new Thread(
                    () -> {
                        try {
                            answer.complete(ask(http, request));
                        } catch (IOException | RuntimeException e) {
                            answer.completeExceptionally(e);
                        }
                    },
                    "conformance-engine");
            asking.setDaemon(true);
            asking.start();
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking the engine for " + request.path());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException(request.path() + ": " + rootMessage(e), e.getCause());
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static Reply ask(DockerHttpClient http, DockerHttpClient.Request request) throws IOException {
        try (var response = http.execute(request);
                InputStream body = response.getBody()) {
            JsonNode json = JSON.readTree(body);
            return new Reply(response.getStatusCode(), json.isMissingNode() ? JSON.createObjectNode() : json);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
