package io.meshconformance.harness.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Wherever the engine is said to be, that is an address, or docker's configuration is called broken. */
class EngineAddressProperties {

    private static final Path CONFIG = Path.of(".docker", "config.json");
    private static final Path META = Path.of(
            ".docker",
            "contexts",
            "meta",
            "f24fd3749c1368328e2b149bec149cb6795619f244c5b584e844961215dadd16",
            "meta.json");

    private Path home = Path.of("");

    @BeforeProperty
    void makesAHome() throws IOException {
        home = Files.createTempDirectory("home");
        Files.createDirectories(home.resolve(META).getParent());
    }

    @AfterProperty
    void removesIt() throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.oneOf(
                BadInput.like(
                        "unix:///var/run/docker.sock",
                        "tcp://127.0.0.1:2375",
                        "my_docker:2375",
                        "ssh://user@host",
                        "npipe:////./pipe/docker_engine"),
                BadInput.texts());
    }

    @Provide
    Arbitrary<byte[]> configurations() {
        return BadInput.bytesLike("{\"auths\":{},\"currentContext\":\"colima\"}");
    }

    @Provide
    Arbitrary<byte[]> contexts() {
        return BadInput.bytesLike(
                "{\"Name\":\"colima\",\"Endpoints\":{\"docker\":{\"Host\":\"unix:///run/docker.sock\",\"Skip\":false}}}");
    }

    @Provide
    Arbitrary<String> versions() {
        return BadInput.like("20.10.24+dfsg1", "29.0.0-rc.1");
    }

    @Property
    @Label("any DOCKER_HOST is an address or is refused")
    void variable(@ForAll("addresses") String address) {
        Survival.of(() -> EngineAddress.of(machine(Map.of("DOCKER_HOST", address))), EnvironmentBroken.class)
                .ifPresent(EngineAddressProperties::assertSound);
    }

    @Property
    @Label("docker's damaged configuration leads to an address or is refused")
    void configuration(@ForAll("configurations") byte[] config, @ForAll("contexts") byte[] context) throws IOException {
        Files.write(home.resolve(CONFIG), config);
        Files.write(home.resolve(META), context);
        Survival.of(() -> EngineAddress.of(machine(Map.of())), EnvironmentBroken.class)
                .ifPresent(EngineAddressProperties::assertSound);
    }

    @Property
    @Label("any version is older than the next, or older than all")
    void versions(@ForAll("versions") String version) {
        DockerVersion read = Survival.of(() -> DockerVersion.of(version)).orElseThrow();
        assertTrue(read.major() >= 0 && read.minor() >= 0, version);
        assertTrue(read.isOlderThan(new DockerVersion(read.major() + 1, 0)), version);
    }

    private Machine machine(Map<String, String> variables) {
        return new Machine("Linux", variables, home, home);
    }

    private static void assertSound(EngineAddress address) {
        assertTrue(address.uri().getScheme() != null, address::toString);
        if (address.isLocal()) {
            assertTrue(Survival.of(address::socket).orElseThrow().isAbsolute(), address::toString);
        }
    }
}
