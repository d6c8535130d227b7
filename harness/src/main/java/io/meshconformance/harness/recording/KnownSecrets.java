package io.meshconformance.harness.recording;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Some secrets, found in a text in one pass however many they are: a run mints thousands, and its evidence has as many
 * strings. The first characters of each lead to it. Shorter values are words, and no secrets. Safe for use by many threads.
 */
final class KnownSecrets {

    private static final int KEY = 8;

    private final Map<String, List<String>> byBeginning = new HashMap<>();
    /** What all beginnings come to: nearly every place of a text is passed over by these alone. */
    private final BitSet beginnings = new BitSet();

    /** Takes one more. */
    synchronized void add(String secret) {
        if (secret.length() < KEY) {
            return;
        }
        List<String> alike = byBeginning.computeIfAbsent(secret.substring(0, KEY), key -> new ArrayList<>());
        if (!alike.contains(secret)) {
            alike.add(secret);
            alike.sort(Comparator.comparingInt(String::length).reversed());
            beginnings.set(beginning(secret, 0));
        }
    }

    /** The same for the same characters. */
    private static int beginning(String text, int at) {
        return (text.charAt(at) & 0xff) << 16 | (text.charAt(at + 1) & 0xff) << 8 | text.charAt(at + 2) & 0xff;
    }

    /** The text with each secret replaced; where several begin, the longest. */
    synchronized String replacedIn(String text, UnaryOperator<String> mark) {
        StringBuilder clean = new StringBuilder();
        int copied = 0;
        for (int at = 0; at + KEY <= text.length(); at++) {
            Optional<String> secret = beginnings.get(beginning(text, at)) ? beginningAt(text, at) : Optional.empty();
            if (secret.isPresent()) {
                clean.append(text, copied, at).append(mark.apply(secret.get()));
                copied = at + secret.get().length();
                at = copied - 1;
            }
        }
        return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
    }

    private Optional<String> beginningAt(String text, int at) {
        return byBeginning.getOrDefault(text.substring(at, at + KEY), List.of()).stream()
                .filter(secret -> text.startsWith(secret, at))
                .findFirst();
    }
}
