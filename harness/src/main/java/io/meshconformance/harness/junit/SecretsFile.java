package io.meshconformance.harness.junit;

import io.meshconformance.harness.identity.MintedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * Every secret of the run in a file that only its owner may read, for the reporter's last scan of the finished report:
 * one a line, in base64. The reporter deletes it; so does this process when it ends before that.
 */
final class SecretsFile {

    private final Path file;
    private final MintedSecrets secrets;

    SecretsFile(MintedSecrets secrets) {
        this.secrets = secrets;
        try {
            // Temporary files are made for their owner's eyes only.
            this.file = Files.createTempFile("conformance-secrets-", ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.toFile().deleteOnExit();
    }

    Path path() {
        return file;
    }

    /** Writes what has been minted so far. Scenarios run side by side, and each of them ends with this. */
    synchronized void write() {
        String lines = secrets.all().stream()
                .map(secret -> Base64.getEncoder().encodeToString(secret.value().getBytes(StandardCharsets.UTF_8)))
                .distinct()
                .collect(Collectors.joining("\n"));
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
