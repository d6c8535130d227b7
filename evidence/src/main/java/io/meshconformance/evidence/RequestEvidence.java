package io.meshconformance.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it left the client.
 *
 * @param method method
 * @param url address, redacted
 * @param headers all header lines in order
 * @param body body, redacted, perhaps cut; null where it has none
 */
public record RequestEvidence(
        String method,
        String url,
        List<HeaderLine> headers,
        @Nullable String body) {}
