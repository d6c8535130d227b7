package io.meshconformance.harness.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The browser's DevTools protocol over a pair of pipes: one JSON object a message, each ended by a zero byte. A browser
 * that is spoken to this way opens no port, and ends when the other end of its pipes is gone, however that came about.
 */
final class DevTools {

    private static final JsonMapper JSON = new JsonMapper();

    private final InputStream in;
    private final OutputStream out;
    private final Duration limit;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();

    private DevTools(InputStream in, OutputStream out, Duration limit) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.limit = limit;
    }

    /**
     * Speaks to a browser.
     *
     * @param in what it says
     * @param out what it is told
     * @param limit until one command is answered
     */
    static DevTools over(InputStream in, OutputStream out, Duration limit) {
        DevTools tools = new DevTools(in, out, limit);
        Thread reader = new Thread(tools::read, "browser-devtools");
        reader.setDaemon(true);
        reader.start();
        return tools;
    }

    /** Tells every event to this listener, which must not call back. */
    void listen(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    /** An empty object for parameters. */
    static ObjectNode parameters() {
        return JSON.createObjectNode();
    }

    /**
     * Gives a command and waits for its result.
     *
     * @param session the page it is for; empty for the browser itself
     * @param method such as {@code Page.navigate}
     * @param parameters its parameters
     * @throws BrowserLost when the browser is gone, does not answer in time, or cannot do it
     */
    JsonNode call(String session, String method, ObjectNode parameters) {
        long id = last.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        try {
            send(message);
            JsonNode reply = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (reply.has("error")) {
                throw new BrowserLost(
                        method + ": " + reply.path("error").path("message").asText());
            }
            return reply.path("result");
        } catch (IOException | ExecutionException e) {
            throw new BrowserLost(method + ": the browser has ended", e);
        } catch (TimeoutException e) {
            throw new BrowserLost(method + ": no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserLost(method + ": interrupted", e);
        } finally {
            open.remove(id);
        }
    }

    private void send(ObjectNode message) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(message);
        synchronized (out) {
            out.write(bytes);
            out.write(0);
            out.flush();
        }
    }

    private void read() {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != 0) {
                    message.write(next);
                    continue;
                }
                tell(JSON.readTree(message.toByteArray()));
                message.reset();
            }
            end(new IOException("the browser closed its pipe"));
        } catch (IOException e) {
            end(e);
        }
    }

    private void tell(JsonNode message) {
        if (!message.has("id")) {
            listeners.forEach(listener -> listener.accept(message));
            return;
        }
        CompletableFuture<JsonNode> waiting = open.get(message.path("id").asLong());
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    private void end(IOException why) {
        open.values().forEach(waiting -> waiting.completeExceptionally(why));
    }
}
