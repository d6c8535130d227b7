package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.identity.Json;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One JSON line for each answer. No query, no header, no cookie: nothing that could be a secret. */
public final class AccessLog {
    /** Says which part of the proxy decided; no such header exists on the real proxy's wire, so no client can rely on it. */
    private static final String SPEAKER = "x-reference-decided-by";

    private final PrintStream out;
    private final Clock clock;

    /** Lines go to this stream. */
    public AccessLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Notes which part of the proxy decides the answer; the last word counts. It is told to the client, too. */
    static void spoke(JudgedRequest exchange, Speaker speaker) {
        exchange.response().putHeader(SPEAKER, speaker.word());
    }

    /** Writes the line once the answer has ended, however it ended. */
    void follow(JudgedRequest exchange) {
        exchange.response().endHandler(ended -> write(exchange));
    }

    private void write(JudgedRequest exchange) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.put("request-id", exchange.id());
        line.put("method", exchange.request().method().name());
        line.put("host", exchange.authority());
        line.put("path", exchange.path());
        line.put("status", exchange.response().getStatusCode());
        line.put("decided-by", String.valueOf(exchange.response().headers().get(SPEAKER)));
        line.put("bytes", exchange.response().bytesWritten());
        line.put("milliseconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - exchange.startNanos()));
        out.println(Json.text(line));
    }
}
