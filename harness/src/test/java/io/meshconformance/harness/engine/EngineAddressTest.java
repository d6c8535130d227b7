package io.meshconformance.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The engine is found where docker finds it")
class EngineAddressTest {

    /** The folder docker itself made for a context of this name. */
    private static final String COLIMA = "f24fd3749c1368328e2b149bec149cb6795619f244c5b584e844961215dadd16";

    @TempDir
    Path home;

    @Test
    void withoutAnyConfigurationItIsTheDefaultSocket() {
        EngineAddress address = found(Map.of());
        assertEquals("unix:///var/run/docker.sock (docker's default)", address.toString());
        assertTrue(address.isLocal());
    }

    @ParameterizedTest
    @CsvSource({
        "colima, .colima/default/docker.sock",
        "desktop-linux, .docker/desktop/docker.sock",
        "orbstack, .orbstack/run/docker.sock",
        "rootless, run/docker.sock"
    })
    void theCurrentContextOfTheConfigurationIsTaken(String context, String socket) throws IOException {
        context(context, "unix://" + home.resolve(socket));
        current(context);
        EngineAddress address = found(Map.of());
        assertEquals(home.resolve(socket), address.socket());
        assertTrue(address.source().contains("context " + context + ", by "), address.source());
    }

    @Test
    void dockerItselfNamedTheFolderSo() throws IOException {
        context("colima", "unix:///x.sock");
        assertTrue(Files.exists(home.resolve(".docker/contexts/meta").resolve(COLIMA)));
    }

    @Test
    void dockerHostComesFirstThenDockerContextThenTheConfiguration() throws IOException {
        context("one", "unix:///one.sock");
        context("two", "unix:///two.sock");
        current("one");
        assertEquals(
                Path.of("/one.sock"),
                found(Map.of("DOCKER_CONTEXT", "", "DOCKER_HOST", "")).socket());
        assertEquals(
                Path.of("/two.sock"), found(Map.of("DOCKER_CONTEXT", "two")).socket());
        assertEquals(
                "unix:///three.sock (DOCKER_HOST)",
                found(Map.of("DOCKER_CONTEXT", "two", "DOCKER_HOST", "unix:///three.sock"))
                        .toString());
    }

    @Test
    void theContextCalledDefaultIsTheDefaultSocket() throws IOException {
        current("default");
        assertEquals(Path.of("/var/run/docker.sock"), found(Map.of()).socket());
    }

    @Test
    void dockerConfigNamesAnotherFolder() throws IOException {
        context("colima", "unix:///x.sock");
        current("colima");
        Path other = Files.createDirectory(home.resolve("other"));
        Files.move(home.resolve(".docker"), other.resolve("docker"));
        assertEquals(
                Path.of("/x.sock"),
                found(Map.of("DOCKER_CONFIG", other.resolve("docker").toString()))
                        .socket());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://docker:2375", "ssh://user@build", "docker:2375"})
    void anAddressOfAnotherMachineIsNoLocalOne(String host) throws IOException {
        assertFalse(found(Map.of("DOCKER_HOST", host)).isLocal());
        context("far", host);
        current("far");
        assertFalse(found(Map.of()).isLocal());
    }

    @Test
    void aContextThatIsNotThereIsNamed() throws IOException {
        current("gone");
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> found(Map.of()));
        assertTrue(
                broken.problem().contains("docker's context gone, by " + home.resolve(".docker/config.json")),
                broken.problem());
        assertTrue(broken.cure().contains("docker context use default"), broken.cure());
    }

    @Test
    void aConfigurationThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), "{");
        assertTrue(assertThrows(EnvironmentBroken.class, () -> found(Map.of()))
                .problem()
                .contains("config.json cannot be read"));
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        assertTrue(assertThrows(EnvironmentBroken.class, () -> found(Map.of("DOCKER_HOST", "unix:// /x")))
                .problem()
                .contains("by DOCKER_HOST is unix:// /x, which is none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix://host", "unix:///a%00b", "unix:a://b", "tcp:///only/a/path", "://", "//host://x"})
    void anAddressWithoutItsSocketOrHostIsNone(String address) {
        assertThrows(EnvironmentBroken.class, () -> found(Map.of("DOCKER_HOST", address)));
    }

    private EngineAddress found(Map<String, String> environment) {
        return EngineAddress.of(new Machine("Linux", environment, home, home));
    }

    private void current(String context) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(
                home.resolve(".docker/config.json"), "{\"auths\": {}, \"currentContext\": \"" + context + "\"}");
    }

    private void context(String name, String host) throws IOException {
        Path folder = home.resolve(".docker/contexts/meta").resolve(sha256(name));
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("meta.json"),
                "{\"Name\": \"%s\", \"Metadata\": {}, \"Endpoints\": {\"docker\": {\"Host\": \"%s\"}}}"
                        .formatted(name, host));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
