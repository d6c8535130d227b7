package io.meshconformance.evidence;

import java.util.List;

/**
 * A response as it reached the client.
 *
 * @param status status code
 * @param headers all header lines in order
 * @param body body, redacted, perhaps cut
 */
public record ResponseEvidence(int status, List<HeaderLine> headers, String body) {}
