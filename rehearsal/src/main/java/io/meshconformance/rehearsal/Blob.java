package io.meshconformance.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A part of an image, as registries and archives name it.
 *
 * @param mediaType what it is
 * @param digest {@code sha256:} and its hash
 * @param size its length in bytes
 * @param file where it lies
 */
record Blob(String mediaType, String digest, long size, Path file) {

    private static final String OCI = "application/vnd.oci.image.";
    static final String INDEX = OCI + "index.v1+json";
    static final String MANIFEST = OCI + "manifest.v1+json";
    static final String CONFIG = OCI + "config.v1+json";
    static final String LAYER = OCI + "layer.v1.tar";

    /**
     * Describes a file.
     *
     * @param mediaType what it holds
     * @param file the file
     */
    static Blob of(String mediaType, Path file) {
        try (var in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            String digest = HexFormat.of().formatHex(in.getMessageDigest().digest());
            return new Blob(mediaType, "sha256:" + digest, Files.size(file), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The layer in a file, packed or not. */
    static Blob layer(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            boolean packed = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
            return of(packed ? LAYER + "+gzip" : LAYER, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash alone, as archives name the file. */
    String hash() {
        return digest.substring("sha256:".length());
    }

    /** How manifests and indexes speak of it. */
    Map<String, Object> descriptor() {
        return Map.of("mediaType", mediaType, "digest", digest, "size", size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
