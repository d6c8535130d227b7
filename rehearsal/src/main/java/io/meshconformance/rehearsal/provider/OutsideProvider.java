package io.meshconformance.rehearsal.provider;

import io.meshconformance.rehearsal.Program;
import io.meshconformance.run.EnvironmentBroken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A Keycloak in a container beside the node, under an authority of its own, and the file by which a run signs people in there.
 *
 * @param file the example of such a file, with the container's address
 * @param secrets what the file names, by environment variable
 * @param container the container's id
 */
record OutsideProvider(Path file, Map<String, String> secrets, String container) implements AutoCloseable {

    private static final String IMAGE = "conformance.local/keycloak:local";
    private static final String HOST = "login.people.test";
    private static final String EXAMPLE = "manifests/providers/examples/keycloak-outside.yaml";
    private static final int MOST_SECONDS = 240;
    private static final int LAST_WORDS = 10;

    /**
     * Starts it.
     *
     * @param root the checkout's root folder
     * @param folder a folder for its files that only its owner can read
     */
    static OutsideProvider start(Path root, Path folder) {
        String password = random();
        Map<String, String> secrets = Map.of("PEOPLE_CLIENT_SECRET", random(), "PEOPLE_PASSWORD", password);
        try {
            Path store = AuthorityOfItsOwn.make(folder, HOST, folder.resolve("people-ca.pem"));
            Path realm = Files.writeString(
                    folder.resolve("people.json"),
                    realm().replace("${client}", secrets.get("PEOPLE_CLIENT_SECRET"))
                            .replace("${password}", password));
            Files.writeString(folder.resolve("bob.password"), password);
            String container = started(realm, store);
            Path file = Files.writeString(
                    folder.resolve("people.yaml"),
                    Files.readString(root.resolve(EXAMPLE)).replace("192.0.2.7", address(container)));
            return new OutsideProvider(file, secrets, container);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String realm() throws IOException {
        try (InputStream in = Objects.requireNonNull(OutsideProvider.class.getResourceAsStream("people.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String started(Path realm, Path store) {
        return Program.of(
                        "docker",
                        "run",
                        "--detach",
                        "--volume",
                        realm + ":/opt/keycloak/data/import/people.json:ro",
                        "--volume",
                        store + ":/tls/server.p12:ro",
                        "--env",
                        "KC_HTTPS_KEY_STORE_PASSWORD=" + AuthorityOfItsOwn.PASSWORD,
                        "--env",
                        "JAVA_OPTS_KC_HEAP=-Xms64m -Xmx512m",
                        "--env",
                        "JAVA_OPTS_APPEND=-XX:TieredStopAtLevel=1",
                        IMAGE,
                        "start",
                        "--db=dev-mem",
                        "--cache=local",
                        "--import-realm",
                        "--hostname=https://" + HOST + ":8443",
                        "--https-port=8443",
                        "--https-key-store-file=/tls/server.p12")
                .run()
                .strip()
                .lines()
                .reduce("", (earlier, line) -> line);
    }

    private static String address(String container) {
        return Program.of("docker", "inspect", "--format", "{{.NetworkSettings.IPAddress}}", container)
                .run()
                .strip();
    }

    /**
     * Waits until it listens. Its log ends where the container ends, and where it takes too long.
     *
     * @throws EnvironmentBroken with its last words when it does not
     */
    void await() throws IOException {
        Process log = Program.of("docker", "logs", "--follow", container)
                .builder()
                .redirectErrorStream(true)
                .start();
        log.onExit().completeOnTimeout(log, MOST_SECONDS, TimeUnit.SECONDS).thenAccept(Process::destroy);
        try (BufferedReader lines = log.inputReader(StandardCharsets.UTF_8)) {
            Deque<String> last = new ArrayDeque<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Listening on:")) {
                    return;
                }
                last.add(line);
                if (last.size() > LAST_WORDS) {
                    last.remove();
                }
            }
            throw new EnvironmentBroken(
                    "the provider does not listen: " + String.join("\n", last), "read the lines above");
        } finally {
            log.destroy();
        }
    }

    @Override
    public void close() {
        Program.of("docker", "rm", "--force", "--volumes", container).run();
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
