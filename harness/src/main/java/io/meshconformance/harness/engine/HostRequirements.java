package io.meshconformance.harness.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/**
 * What a run asks of a machine, from {@code manifests/host.properties}, where each threshold stands with its reason and
 * where the scripts read it too.
 *
 * @param inotifyInstances how many inotify instances one user may have
 * @param inotifyCure what the cure sets that limit to
 * @param docker the oldest Docker engine
 * @param memoryMib memory where the engine runs, in MiB
 * @param archivesMib room for image archives, in MiB
 * @param nodeMib room for the node's own volume, in MiB
 * @param imagesMib room for images that are still to come, in MiB
 * @param clock how far the engine's clock may be from this machine's
 */
public record HostRequirements(
        int inotifyInstances,
        int inotifyCure,
        DockerVersion docker,
        long memoryMib,
        long archivesMib,
        long nodeMib,
        long imagesMib,
        Duration clock) {

    /** Reads them from the class path. */
    public static HostRequirements load() {
        var needs = new Properties();
        try (InputStream in = HostRequirements.class.getResourceAsStream("/manifests/host.properties")) {
            needs.load(Objects.requireNonNull(in, "manifests/host.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HostRequirements(
                number(needs, "inotify.instances"),
                number(needs, "inotify.instances.cure"),
                DockerVersion.of(value(needs, "docker.version")),
                number(needs, "memory.mib"),
                number(needs, "room.archives.mib"),
                number(needs, "room.node.mib"),
                number(needs, "room.images.mib"),
                Duration.ofSeconds(number(needs, "clock.seconds")));
    }

    private static int number(Properties needs, String name) {
        return Integer.parseInt(value(needs, name));
    }

    private static String value(Properties needs, String name) {
        return Objects.requireNonNull(needs.getProperty(name), name).strip();
    }
}
