package io.meshconformance.harness.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine is where this process is: image archives are mounted from this disk, and ports are sought at this
 * machine. It is asked by a fresh file: before it looks for an image, the engine looks for what a new container is to
 * mount ({@code github.com/moby/moby/daemon/create.go}, {@code verifyContainerSettings}), so a container of an image that
 * does not exist tells one refusal from the other, and nothing is created.
 *
 * @param machine this machine
 * @param engine the engine
 */
record EngineDisk(Machine machine, Engine engine) {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String NO_IMAGE = "conformance.local/none:none";

    /**
     * Looks.
     *
     * @param cache the folder that is to be mounted
     * @return what is in the way
     * @throws IOException when the folder cannot be written or the engine does not answer
     */
    Optional<Problem> problem(Path cache) throws IOException {
        Optional<Problem> neighbour = neighbour();
        if (neighbour.isPresent()) {
            return neighbour;
        }
        Optional<Problem> snap = snap(cache);
        return snap.isPresent() || sees(cache) ? snap : Optional.of(unseen(cache));
    }

    /** A container that was given its host's engine: what it starts are neighbours, with the host's disk and ports. */
    private Optional<Problem> neighbour() throws IOException {
        Optional<String> own = machine.containerId();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        EngineApi.Reply known = asked("/containers/" + own.get() + "/json", null);
        boolean onHostNetwork =
                known.body().path("HostConfig").path("NetworkMode").asText().equals("host");
        return known.isGood() && !onHostNetwork
                ? Optional.of(new Problem(
                        "this is a container with its host's engine (" + engine.address()
                                + "): a node would be its neighbour, with the host's disk and the host's ports",
                        "run on the host itself, or start an engine inside this container (privileged): dockerd &"))
                : Optional.empty();
    }

    private Optional<Problem> snap(Path cache) {
        if (!engine.info().path("DockerRootDir").asText().startsWith("/var/snap/")) {
            return Optional.empty();
        }
        Path folder = cache.toAbsolutePath().normalize();
        boolean open = folder.startsWith(machine.home())
                && !machine.home().relativize(folder).toString().startsWith(".");
        return open
                ? Optional.empty()
                : Optional.of(new Problem(
                        "the container engine is a snap, which sees no hidden folder: " + cache,
                        "-Dconformance.cache=" + machine.home().resolve("mesh-conformance")
                                + " (or install Docker from docker.com)"));
    }

    private boolean sees(Path cache) throws IOException {
        Files.createDirectories(cache);
        Path fresh = Files.createTempFile(cache, "seen-", "");
        try {
            ObjectNode container = JsonMapper.builder().build().createObjectNode();
            container.put("Image", NO_IMAGE);
            container
                    .putObject("HostConfig")
                    .putArray("Mounts")
                    .addObject()
                    .put("Type", "bind")
                    .put("Source", fresh.toAbsolutePath().toString())
                    .put("Target", "/seen")
                    .put("ReadOnly", true);
            EngineApi.Reply refusal = asked("/containers/create", container);
            return !refusal.message().contains("bind source path does not exist");
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private EngineApi.Reply asked(String path, @Nullable JsonNode body) throws IOException {
        try {
            return body == null
                    ? engine.api().get(path, Map.of(), LIMIT)
                    : engine.api().post(path, body, LIMIT);
        } catch (TimeoutException e) {
            throw new IOException("the engine does not answer " + path + " within " + LIMIT.toSeconds() + " s", e);
        }
    }

    private Problem unseen(Path cache) {
        return new Problem(
                "the container engine at " + engine.address() + " does not see this disk: " + cache
                        + " is not there for it",
                machine.isContainer()
                        ? "run on the engine's own machine, or start an engine inside this container (privileged):"
                                + " dockerd &"
                        : "share the folder with the engine's virtual machine, or take one that is shared:"
                                + " -Dconformance.cache=" + machine.home().resolve("mesh-conformance"));
    }
}
