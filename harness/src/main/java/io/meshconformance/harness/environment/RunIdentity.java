package io.meshconformance.harness.environment;

import io.meshconformance.run.Settings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One run of the suite.
 *
 * @param id five characters that make names unique: namespaces, hosts, labels
 * @param started when it began, to the second
 * @param seed the seed of the scenarios' order
 */
public record RunIdentity(String id, Instant started, long seed) {

    private static final String ALPHABET = "bcdfghjkmnpqrstvwxz23456789";
    private static final int LENGTH = 5;

    /**
     * Begins a run.
     *
     * @return a run with a fresh id
     */
    public static RunIdentity begin(Settings settings) {
        var random = new SecureRandom();
        var id = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new RunIdentity(id.toString(), Instant.now().truncatedTo(ChronoUnit.SECONDS), settings.seed());
    }
}
