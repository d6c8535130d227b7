package io.meshconformance.reports.writing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for secrets in every file of a folder, in each form they may have been written in ({@link SecretForms}). One
 * pass a file whatever the number of secrets: the first {@link #KEY} bytes of each form lead to it by their hash.
 */
public final class SecretScan {

    /** Forms shorter than this are not looked for: they would be found in innocent text. */
    static final int KEY = 8;

    private static final int TWO_BYTES = 0xffff;

    private final Map<Long, List<byte[]>> forms = new HashMap<>();
    /** The ends of all keys: nearly every place of a file is passed over by these alone. */
    private final BitSet ends = new BitSet(TWO_BYTES + 1);

    /** Prepares a scan for these secrets. */
    public SecretScan(Collection<String> secrets) {
        for (String secret : secrets) {
            for (byte[] form : SecretForms.of(secret)) {
                if (form.length >= KEY) {
                    forms.computeIfAbsent(key(form), key -> new ArrayList<>()).add(form);
                    ends.set((int) key(form) & TWO_BYTES);
                }
            }
        }
    }

    /**
     * Files below a folder that hold a secret, sorted.
     *
     * @throws IOException where a file cannot be read
     */
    public List<Path> hits(Path folder) throws IOException {
        List<Path> hits = new ArrayList<>();
        if (forms.isEmpty() || Files.notExists(folder)) {
            return hits;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            if (holdsSecret(Files.readAllBytes(file))) {
                hits.add(file);
            }
        }
        return hits;
    }

    boolean holdsSecret(byte[] bytes) {
        long window = 0;
        for (int i = 0; i < bytes.length; i++) {
            window = window << 8 | bytes[i] & 0xff;
            if (i >= KEY - 1 && ends.get((int) window & TWO_BYTES)) {
                List<byte[]> candidates = forms.get(window);
                if (candidates != null && startsAny(bytes, i - KEY + 1, candidates)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean startsAny(byte[] bytes, int at, List<byte[]> candidates) {
        for (byte[] form : candidates) {
            if (at + form.length <= bytes.length && Arrays.equals(bytes, at, at + form.length, form, 0, form.length)) {
                return true;
            }
        }
        return false;
    }

    private static long key(byte[] form) {
        long key = 0;
        for (int i = 0; i < KEY; i++) {
            key = key << 8 | form[i] & 0xff;
        }
        return key;
    }
}
