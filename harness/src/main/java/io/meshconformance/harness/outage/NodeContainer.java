package io.meshconformance.harness.outage;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.harness.engine.EngineApi;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The container of the node, as the engine has it.
 *
 * @param engine the engine
 * @param id its id; empty before there is one
 * @param limit how long the engine's answer may take
 */
record NodeContainer(EngineApi engine, Supplier<Optional<String>> id, Duration limit) implements Part {

    /** The states of a container that does not come back by itself (Docker Engine API, {@code State.Status}). */
    private static final List<String> ENDED = List.of("exited", "dead", "removing");

    @Override
    public Sight look() {
        Optional<String> known = id.get();
        return known.isPresent() ? look(known.get()) : new Sight.There();
    }

    private Sight look(String node) {
        try {
            EngineApi.Reply reply = engine.get("/containers/" + node + "/json", Map.of(), limit);
            if (reply.status() == HttpURLConnection.HTTP_NOT_FOUND) {
                return new Sight.Gone(
                        "the node's container " + node + " is gone",
                        "docker events --since 10m tells what removed it; run again");
            }
            return reply.isGood() ? state(node, reply.body().path("State")) : silent(reply.message());
        } catch (IOException | TimeoutException e) {
            return silent(String.valueOf(e.getMessage()));
        }
    }

    private static Sight state(String node, JsonNode state) {
        String status = state.path("Status").asText();
        if (ENDED.contains(status)) {
            return new Sight.Gone(
                    "the node's container " + node + " has ended with exit code "
                            + state.path("ExitCode").asInt()
                            + (state.path("OOMKilled").asBoolean() ? ", out of memory" : ""),
                    "docker events --since 10m tells what ended it; run again");
        }
        return status.equals("paused")
                ? new Sight.Gone(
                        "the node's container " + node + " is paused", "docker unpause " + node + ", and run again")
                : new Sight.There();
    }

    private static Sight silent(String why) {
        return new Sight.Silent(
                "the container engine does not answer: " + why, "see whether it runs: docker version; then run again");
    }
}
