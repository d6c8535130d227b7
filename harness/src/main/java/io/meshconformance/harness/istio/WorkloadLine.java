package io.meshconformance.harness.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a workload's log says of a request's caller, where it is in the format that the suite's manifests give nginx.
 *
 * @param peer the identity that the sidecar told it of; null where it says none
 * @param assertion whether it saw the proxy's assertion; null where it does not say
 */
public record WorkloadLine(@Nullable String peer, @Nullable Boolean assertion) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final WorkloadLine OTHER = new WorkloadLine(null, null);

    /** Reads a line; one of another format says nothing of a caller. */
    public static WorkloadLine parse(String line) {
        if (!line.startsWith("{")) {
            return OTHER;
        }
        try {
            JsonNode fields = JSON.readTree(line);
            return new WorkloadLine(
                    PeerIdentity.callers(fields.path("peer").asText("")).stream()
                            .findFirst()
                            .orElse(null),
                    fields.has("assertion") ? fields.path("assertion").asText().equals("present") : null);
        } catch (JsonProcessingException e) {
            return OTHER;
        }
    }
}
