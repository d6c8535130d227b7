package io.meshconformance.harness.kube;

import java.nio.charset.StandardCharsets;

/**
 * A command that came to its end.
 *
 * @param exitCode its exit code
 * @param output its standard output, byte by byte
 * @param errors its standard error, as UTF-8
 */
public record ProcessResult(int exitCode, byte[] output, String errors) {

    /** Its standard output as UTF-8. */
    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }
}
