package io.meshconformance.harness.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every secret that came into being during one run: private keys, tokens, cookies. Evidence is redacted by it and the
 * finished report is searched for each. One instance per run, safe for use by many threads.
 */
public final class MintedSecrets {

    /** Shorter values are not secrets but words, and redacting words would make evidence unreadable. */
    private static final int SHORTEST = 12;

    private final Set<Secret> known = new HashSet<>();
    private final List<Secret> secrets = new ArrayList<>();

    /**
     * A value that must not leave the run.
     *
     * @param kind what it is, in a word or two, such as {@code cookie _pomerium}; printed in its place
     * @param value the raw value
     */
    public record Secret(String kind, String value) {

        /** The kind only: a secret must not leak through a log line. */
        @Override
        public String toString() {
            return "Secret[" + kind + "]";
        }
    }

    /**
     * Registers a value; one that is shorter than twelve characters is no secret and is left out.
     *
     * @return the value, so that a call can be wrapped around the place where it comes into being
     */
    public String register(String kind, String value) {
        if (value.length() >= SHORTEST) {
            var secret = new Secret(kind, value);
            synchronized (secrets) {
                if (known.add(secret)) {
                    secrets.add(secret);
                }
            }
        }
        return value;
    }

    /** All secrets so far, in the order they came. */
    public List<Secret> all() {
        return after(0);
    }

    /**
     * Those that came after the first so many.
     *
     * @param count how many are known already
     */
    public List<Secret> after(int count) {
        synchronized (secrets) {
            return new ArrayList<>(secrets.subList(count, secrets.size()));
        }
    }
}
