package io.meshconformance.harness.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Whether an engine that answers can run a node: by what it says of itself, and by the kernel's settings where it shares
 * this machine's kernel. In a virtual machine of its own, as Docker Desktop's and Colima's, this kernel says nothing.
 *
 * @param machine this machine
 * @param engine the engine
 * @param needs the thresholds
 */
public record EngineRequirements(Machine machine, Engine engine, HostRequirements needs) {

    /**
     * Looks.
     *
     * @param cache the folder that is mounted into the node
     * @return what is missing; empty when a node can run
     * @throws IOException when the kernel's settings cannot be read
     */
    public List<Problem> problems(Path cache) throws IOException {
        var problems = new ArrayList<Problem>();
        kind().ifPresent(problems::add);
        if (problems.isEmpty()) {
            new EngineDisk(machine, engine).problem(cache).ifPresent(problems::add);
        }
        memory().ifPresent(problems::add);
        forwarding().ifPresent(problems::add);
        clock().ifPresent(problems::add);
        if (sharesKernel()) {
            inotify().ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    /** Whether the engine runs on this machine's kernel, so that its settings and its disk are this machine's. */
    public boolean sharesKernel() throws IOException {
        return machine.kernel().filter(info("KernelVersion").asText()::equals).isPresent();
    }

    private JsonNode info(String field) {
        return engine.info().path(field);
    }

    private Optional<Problem> kind() {
        if (has("rootless")) {
            return Optional.of(new Problem(
                    "the container engine at " + engine.address()
                            + " is rootless: a kubelet needs rights that it lacks",
                    "use a Docker that runs as root: unset DOCKER_HOST; docker context use default (started by sudo"
                            + " systemctl start docker)"));
        }
        if (has("userns")) {
            return Optional.of(new Problem(
                    "the container engine at " + engine.address()
                            + " remaps users (userns-remap): a privileged node cannot run there",
                    "remove userns-remap from /etc/docker/daemon.json, then sudo systemctl restart docker"));
        }
        return info("OSType").asText("linux").equals("linux")
                ? Optional.empty()
                : Optional.of(new Problem(
                        "the container engine at " + engine.address() + " runs "
                                + info("OSType").asText() + " containers",
                        "switch Docker Desktop to Linux containers"));
    }

    private boolean has(String option) {
        return StreamSupport.stream(info("SecurityOptions").spliterator(), false)
                .anyMatch(named -> named.asText().matches("name=" + option + "(,.*)?"));
    }

    private Optional<Problem> memory() {
        long mib = info("MemTotal").asLong() >> 20;
        return mib >= needs.memoryMib()
                ? Optional.empty()
                : Optional.of(new Problem(
                        "the container engine has " + mib + " MiB of memory, a run needs " + needs.memoryMib(),
                        "give it more: Docker Desktop, Settings, Resources, Memory; Colima: colima stop && colima start"
                                + " --memory 8"));
    }

    private Optional<Problem> forwarding() {
        return info("IPv4Forwarding").asBoolean(true)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "net.ipv4.ip_forward is off where the container engine runs: no container reaches another",
                        "sudo sysctl -w net.ipv4.ip_forward=1"));
    }

    private Optional<Problem> clock() {
        String theirs = info("SystemTime").asText();
        return theirs.isEmpty()
                ? Optional.empty()
                : EngineClock.problem(Instant.parse(theirs), Instant.now(), needs.clock());
    }

    private Optional<Problem> inotify() throws IOException {
        return machine.inotifyInstances()
                .filter(instances -> instances < needs.inotifyInstances())
                .map(instances -> new Problem(
                        "fs.inotify.max_user_instances is " + instances + ", a node needs " + needs.inotifyInstances(),
                        "sudo sysctl -w fs.inotify.max_user_instances=" + needs.inotifyCure()));
    }
}
