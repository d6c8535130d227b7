package io.meshconformance.reports.writing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file outside the report folder in which the harness lists what it minted: one secret a line, in base64. */
public final class SecretsFile {

    private volatile @Nullable Path file;

    /** Says where it lies. */
    public void at(Path path) {
        file = path;
    }

    /**
     * The secrets listed so far, none where no file was named. A last line without its end is still being written and
     * is left to a later reading.
     *
     * @throws IOException where the file named cannot be read or a line is not base64: without it no scan is a proof
     */
    public List<String> read() throws IOException {
        return read(false);
    }

    private List<String> read(boolean finished) throws IOException {
        Path path = file;
        if (path == null) {
            return List.of();
        }
        String text = Files.readString(path, StandardCharsets.US_ASCII);
        String whole = finished ? text : text.substring(0, text.lastIndexOf('\n') + 1);
        List<String> secrets = new ArrayList<>();
        for (String line : whole.split("\n")) {
            if (!line.isBlank()) {
                secrets.add(decode(line.strip()));
            }
        }
        return secrets;
    }

    /**
     * The secrets, after which the file is gone.
     *
     * @throws IOException as {@link #read()}
     */
    public List<String> take() throws IOException {
        List<String> secrets = read(true);
        Path path = file;
        if (path != null) {
            Files.deleteIfExists(path);
            file = null;
        }
        return secrets;
    }

    private static String decode(String line) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("a line of the list of secrets is not base64", e);
        }
    }
}
