package io.meshconformance.harness.cluster;

import io.meshconformance.run.EnvironmentBroken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at host, engine and images before anything starts, and names every miss with its cure. */
public final class Preflight {

    private static final long ROOM_BYTES = 4L << 30;
    private static final int INOTIFY_INSTANCES = 512;
    private static final Path INOTIFY = Path.of("/proc/sys/fs/inotify/max_user_instances");

    /**
     * Something missing.
     *
     * @param what one sentence
     * @param cure what a person does about it
     */
    public record Miss(String what, String cure) {}

    /**
     * What was found.
     *
     * @param engine the container engine
     * @param catalogue the catalogue that was chosen
     */
    public record Ready(Engine engine, Catalogue catalogue) {}

    private final Path cache;
    private final Consumer<String> out;

    /**
     * Creates the look.
     *
     * @param cache where the run will write
     * @param out told what was chosen where there was a choice
     */
    public Preflight(Path cache, Consumer<String> out) {
        this.cache = cache;
        this.out = out;
    }

    /**
     * Looks.
     *
     * @param choice the catalogue asked for: {@code public}, {@code local}, {@code auto} or a file
     * @param overrides single images by logical name
     * @return engine and catalogue
     * @throws EnvironmentBroken with every miss, when there is any
     * @throws io.meshconformance.run.WrongUse when the catalogue or a name is unknown
     */
    public Ready look(String choice, Map<String, String> overrides) {
        var misses = new ArrayList<Miss>();
        // Bad input is told even where the engine is missing too.
        Optional<Catalogue> named = choice.equals("auto")
                ? Optional.empty()
                : Optional.of(Catalogue.load(choice).with(overrides));
        room().ifPresent(misses::add);
        inotify().ifPresent(misses::add);
        @Nullable Engine engine = null;
        try {
            engine = Engine.find();
        } catch (EnvironmentBroken e) {
            misses.add(new Miss(e.miss(), e.cure()));
        }
        if (engine == null) {
            throw broken(misses);
        }
        Engine found = engine;
        Catalogue catalogue = named.orElseGet(() -> chosen(found).with(overrides));
        misses.addAll(images(found, catalogue));
        if (!misses.isEmpty()) {
            throw broken(misses);
        }
        return new Ready(found, catalogue);
    }

    /**
     * Decides which catalogue {@code auto} means on this machine.
     *
     * @return {@code public} or {@code local}
     * @throws EnvironmentBroken when no container engine answers
     */
    public String choose() {
        return chosen(Engine.find()).name();
    }

    private Catalogue chosen(Engine engine) {
        Catalogue released = Catalogue.load("public");
        boolean answers = engine.registryHas(released.reference("node"));
        out.accept(
                answers
                        ? "a container registry answers: released images are judged (--images public)"
                        : "no container registry answers: locally assembled images are judged (--images local)");
        return answers ? released : Catalogue.load("local");
    }

    private static List<Miss> images(Engine engine, Catalogue catalogue) {
        List<String> absent = catalogue.images().values().stream()
                .map(Catalogue.Image::image)
                .filter(reference -> engine.image(reference).isEmpty())
                .distinct()
                .sorted()
                .toList();
        List<Miss> misses = new ArrayList<>();
        // A registry that gave nothing once is not asked again: each vain question costs seconds.
        boolean answers = true;
        for (String reference : absent) {
            if (reference.startsWith("conformance.local/")) {
                String name = reference.substring("conformance.local/".length()).split(":", 2)[0];
                misses.add(new Miss(
                        "the image " + reference + " is not on this machine",
                        "run images/assemble " + name + " (ci/verify does it for you)"));
            } else if (!(answers && engine.registryHas(reference))) {
                answers = false;
                misses.add(new Miss(
                        "the image " + reference + " is not on this machine and no registry gives it",
                        "load it with docker load, or take --images local"));
            }
        }
        return misses;
    }

    private Optional<Miss> room() {
        try {
            Files.createDirectories(cache);
            FileStore store = Files.getFileStore(cache);
            if (store.getUsableSpace() >= ROOM_BYTES) {
                return Optional.empty();
            }
            return Optional.of(new Miss(
                    "there are only " + (store.getUsableSpace() >> 20) + " MiB free at " + cache + ", a run needs "
                            + (ROOM_BYTES >> 20),
                    "make room, or point -Dconformance.cache at another disk"));
        } catch (IOException e) {
            return Optional.of(new Miss(
                    "the cache folder " + cache + " cannot be written: " + e.getMessage(),
                    "point -Dconformance.cache at a folder of yours"));
        }
    }

    private static Optional<Miss> inotify() {
        if (!Files.isReadable(INOTIFY)) {
            return Optional.empty();
        }
        // The kernel gives such a value in one read only; Files.readString begins with a read of one byte.
        try (BufferedReader value = Files.newBufferedReader(INOTIFY)) {
            int instances = Integer.parseInt(value.readLine().strip());
            return instances >= INOTIFY_INSTANCES
                    ? Optional.empty()
                    : Optional.of(new Miss(
                            "fs.inotify.max_user_instances is " + instances + ", a node needs " + INOTIFY_INSTANCES,
                            "run ci/prepare as root, or sysctl fs.inotify.max_user_instances=8192"));
        } catch (IOException | NumberFormatException e) {
            return Optional.of(new Miss(INOTIFY + " cannot be read: " + e.getMessage(), "read it by hand"));
        }
    }

    private static EnvironmentBroken broken(List<Miss> misses) {
        return new EnvironmentBroken(
                misses.stream().map(Miss::what).collect(Collectors.joining("\n")),
                misses.stream().map(Miss::cure).distinct().collect(Collectors.joining("\n")));
    }
}
