package io.meshconformance.harness.junit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * How long the scenarios of a whole run take on this machine, the boot not counted: remembered from the last run that was as
 * it has to be, beside the durations of the boot.
 *
 * @param cache folder in which durations are remembered between runs
 * @param provider the identity provider, with which they take differently long
 */
public record UsualLength(Path cache, String provider) {

    /** Where none is remembered: twice what a whole run takes on two cores. */
    public static final Duration UNKNOWN = Duration.ofMinutes(10);

    private static final String FILE = "run-durations.properties";

    /** What is remembered; {@link #UNKNOWN} where nothing is, or it cannot be read: it decides no verdict. */
    public Duration remembered() {
        String seconds = lines().getProperty(provider, "");
        return seconds.matches("[1-9][0-9]{0,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : UNKNOWN;
    }

    /** Remembers a whole run. */
    public void remember(Duration took) {
        Properties lines = lines();
        lines.setProperty(provider, Long.toString(Math.max(1, took.toSeconds())));
        try {
            Files.createDirectories(cache);
            try (Writer file = Files.newBufferedWriter(cache.resolve(FILE))) {
                lines.store(file, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties lines() {
        Properties lines = new Properties();
        Path file = cache.resolve(FILE);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                return new Properties();
            }
        }
        return lines;
    }
}
