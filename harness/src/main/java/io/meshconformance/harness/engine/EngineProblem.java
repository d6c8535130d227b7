package io.meshconformance.harness.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/**
 * Why the engine at an address is none to run on: said before anything else is asked of it.
 *
 * @param machine this machine
 * @param address where the engine was sought
 */
public record EngineProblem(Machine machine, EngineAddress address) {

    /** The engine of a Windows process. */
    public static Problem windows() {
        return new Problem(
                "this is Windows, where a node cannot be given its files",
                "run it inside WSL2 (wsl --install), with Docker Desktop's WSL integration switched on for that system");
    }

    /** An engine on another machine, or behind a network. */
    Problem remote() {
        return new Problem(
                "the container engine is remote: " + address
                        + "; a node mounts image archives from this machine's disk and publishes its ports here",
                "run on the engine's own machine, or start an engine here and take it: unset DOCKER_HOST; docker context"
                        + " use default (in a GitLab job start dockerd in the job's own privileged container)");
    }

    /**
     * An engine that did not answer.
     *
     * @param problem what asking it came to
     */
    Problem silent(Exception problem) {
        String words = String.valueOf(problem.getMessage());
        if (words.contains("Permission denied")) {
            return new Problem(
                    "this user may not use the container engine at " + address,
                    "join the group of its socket and log in anew: sudo usermod -aG docker $USER && newgrp docker");
        }
        String why = Files.exists(address.socket())
                ? problem instanceof TimeoutException ? "it took longer than 5 s" : words
                : "there is no such socket";
        return new Problem("no container engine answers at " + address + ": " + why, start());
    }

    private String start() {
        if (machine.isMac()) {
            return "start Docker Desktop, OrbStack or Colima (colima start --memory 8)";
        }
        return address.source().startsWith("docker's context")
                ? "start it, or choose another of docker context ls: docker context use default"
                : "start Docker: sudo systemctl start docker (on a bare Debian 12 machine ci/prepare installs it, as root)";
    }

    /**
     * What its version tells.
     *
     * @param version the engine's answer
     * @param oldest the oldest that will do
     */
    Optional<Problem> version(JsonNode version, DockerVersion oldest) {
        String number = version.path("Version").asText();
        if (isPodman(version)) {
            return Optional.of(new Problem(
                    "the container engine at " + address + " is Podman " + number
                            + ", under which a node in a container has never been seen to work",
                    "install Docker " + oldest + " or newer, start it, and choose it: unset DOCKER_HOST; docker context"
                            + " use default"));
        }
        return DockerVersion.of(number).isOlderThan(oldest)
                ? Optional.of(new Problem(
                        "the container engine at " + address + " is Docker " + number + ", older than " + oldest,
                        "install Docker " + oldest + " or newer"))
                : Optional.empty();
    }

    private static boolean isPodman(JsonNode version) {
        return StreamSupport.stream(version.path("Components").spliterator(), false)
                .anyMatch(component -> component.path("Name").asText().contains("Podman"));
    }
}
