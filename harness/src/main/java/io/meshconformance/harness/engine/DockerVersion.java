package io.meshconformance.harness.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first two numbers of an engine's version.
 *
 * @param major such as 20
 * @param minor such as 10
 */
public record DockerVersion(int major, int minor) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\D.*)?");

    /**
     * Reads a version.
     *
     * @param version such as {@code 20.10.24+dfsg1}; what begins otherwise counts as older than any
     */
    static DockerVersion of(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return numbers.matches()
                ? new DockerVersion(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                : new DockerVersion(0, 0);
    }

    boolean isOlderThan(DockerVersion other) {
        return major < other.major || (major == other.major && minor < other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
