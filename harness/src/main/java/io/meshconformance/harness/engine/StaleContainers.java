package io.meshconformance.harness.engine;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.meshconformance.run.KeptImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a killed run left behind: containers with their volumes, mounts, empty control groups. */
public final class StaleContainers {

    private static final Logger LOG = LoggerFactory.getLogger(StaleContainers.class);

    private final Path groups;
    private final Engine engine;
    private final Path cache;

    /**
     * Creates the sweep.
     *
     * @param machine whose control groups are looked at
     * @param engine where containers are looked for
     * @param cache whose runs are meant, and where their mounts are looked for
     */
    public StaleContainers(Machine machine, Engine engine, Path cache) {
        this.groups = machine.root().resolve("sys/fs/cgroup");
        this.engine = engine;
        this.cache = cache;
    }

    /**
     * Takes them away. Only call this while holding the run lock of this cache folder: the node of a living run with the
     * same folder looks just the same. What runs with another folder started is left alone.
     *
     * @param alsoKept whether a node that was to be kept goes too: no run remembers it, or another takes its place
     * @param told what was found
     */
    public void sweep(boolean alsoKept, Consumer<String> told) {
        List<Container> containers = containers();
        for (Container container : containers) {
            if (alsoKept || !isKept(container)) {
                told.accept(
                        "removing the container " + container.getId().substring(0, 12) + " that an earlier run left");
                remove(container.getId());
            }
        }
        if (alsoKept || containers.stream().noneMatch(StaleContainers::isKept)) {
            entries(cache.resolve("mounts")).forEach(StaleContainers::delete);
        }
        controlGroups();
    }

    /** Those of runs with this cache folder. Runs with another hold another lock, so theirs may be alive. */
    private List<Container> containers() {
        return engine.client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Engine.CACHE_LABEL, Engine.owner(cache)))
                .exec();
    }

    private static boolean isKept(Container container) {
        return container.getLabels() != null && container.getLabels().containsKey(KeptImages.LABEL);
    }

    private void remove(String id) {
        try {
            engine.client()
                    .removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // Gone already, which is what was wanted.
            LOG.debug("container {} was gone already", id, e);
        }
    }

    /** The kernel keeps a dead node's groups on hosts with control groups of version 1; a new kubelet trips over them. */
    private void controlGroups() {
        for (Path controller : entries(groups)) {
            Path group = controller.resolve("k8s.io");
            if (Files.isDirectory(group)) {
                deleteGroups(group);
            }
        }
    }

    private static void deleteGroups(Path root) {
        try (Stream<Path> groups = Files.walk(root)) {
            for (Path group : groups.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(group);
            }
        } catch (IOException | UncheckedIOException e) {
            // A group with a living process is another node's, kept on purpose; without root there is nothing to do.
            LOG.debug("{} stays", root, e);
        }
    }

    /**
     * Deletes a folder of files.
     *
     * @param folder the folder; nothing happens when it is not there
     */
    public static void delete(Path folder) {
        for (Path file : entries(folder)) {
            delete(file);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
