package io.meshconformance.evidence.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Every secret of the run in a file that only its owner may read, for the last scan of the finished report: one a line,
 * in base64. The last scan deletes it; so does the process that made it when it ends before that.
 *
 * @param path where it lies, outside the report's folder
 */
public record SecretsFile(Path path) {

    /** System property with a folder that whoever started this process takes away once it has ended, however it ends. */
    private static final String SCRATCH = "suite.scratch";

    /**
     * Makes an empty one, in the folder that the system property {@code suite.scratch} names, else in that of temporary files.
     *
     * @throws IOException where it cannot be written
     */
    public static SecretsFile create() throws IOException {
        Path folder = Path.of(System.getProperty(SCRATCH, System.getProperty("java.io.tmpdir")));
        // Temporary files are made for their owner's eyes only.
        SecretsFile made = new SecretsFile(Files.createTempFile(folder, "conformance-secrets-", ".txt"));
        made.path().toFile().deleteOnExit();
        return made;
    }

    /**
     * Writes the secrets minted so far, in place of those before: a reader finds the one list or the other.
     *
     * @throws IOException where it cannot be written
     */
    public synchronized void write(Collection<String> secrets) throws IOException {
        Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "conformance-secrets-", ".new");
        Files.write(
                fresh,
                secrets.stream()
                        .distinct()
                        .map(secret -> Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
                        .toList());
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The secrets listed so far.
     *
     * @throws IOException where it cannot be read or a line is not base64: without it no scan is a proof
     */
    public List<String> read() throws IOException {
        List<String> secrets = new ArrayList<>();
        for (String line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
            try {
                secrets.add(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new IOException("a line of the list of secrets is not base64", e);
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
        List<String> secrets = read();
        Files.deleteIfExists(path);
        return secrets;
    }
}
