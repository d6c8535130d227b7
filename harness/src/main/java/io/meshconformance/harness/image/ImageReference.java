package io.meshconformance.harness.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an image reference, {@code repository[:tag][@digest]}, as the OCI distribution specification writes it.
 *
 * @param repository registry, where one is named, and name
 * @param tag the tag; empty where none is named
 * @param digest such as {@code sha256:...}; empty where none is named
 */
public record ImageReference(String repository, String tag, String digest) {

    /** A colon before a slash belongs to the registry's port. */
    private static final Pattern FORM = Pattern.compile(
            "(?<repository>[A-Za-z0-9]([A-Za-z0-9._/:-]*?[A-Za-z0-9])??)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]*))?"
                    + "(@(?<digest>[A-Za-z0-9._+-]+:[A-Za-z0-9]+))?");

    private static final int SHORT = 19;

    /**
     * Takes a reference apart.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static ImageReference parse(String reference) {
        Matcher parts = FORM.matcher(reference);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no image reference: " + reference);
        }
        return new ImageReference(
                parts.group("repository"),
                parts.group("tag") == null ? "" : parts.group("tag"),
                parts.group("digest") == null ? "" : parts.group("digest"));
    }

    /** What it says of the version: its tag, else the beginning of its digest, else the tag that is meant by none. */
    public String version() {
        if (!tag.isEmpty()) {
            return tag;
        }
        return digest.isEmpty() ? "latest" : digest.substring(0, Math.min(SHORT, digest.length()));
    }
}
