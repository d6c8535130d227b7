package io.meshconformance.harness.cluster;

import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Looks at the engine, the machine and the images before anything starts, and names every miss with its cure. */
public final class Preflight {

    /**
     * What was found.
     *
     * @param engine the container engine
     * @param catalogue the catalogue that was chosen
     */
    public record Ready(Engine engine, Catalogue catalogue) {}

    private final Machine machine;
    private final Path cache;
    private final Timeouts timeouts;
    private final Consumer<String> out;
    private final boolean pullsFollow;
    private final HostNeeds needs = HostNeeds.load();

    /**
     * Creates the look at this machine, with the limits of an ordinary one.
     *
     * @param cache where the run will write
     * @param out told what was chosen where there was a choice
     */
    public Preflight(Path cache, Consumer<String> out) {
        this(Machine.here(), cache, Timeouts.defaults(), out);
    }

    /**
     * Creates the look.
     *
     * @param machine where the run takes place
     * @param cache where the run will write
     * @param timeouts the run's limits
     * @param out told what was chosen where there was a choice
     */
    public Preflight(Machine machine, Path cache, Timeouts timeouts, Consumer<String> out) {
        this(machine, cache, timeouts, out, false);
    }

    private Preflight(Machine machine, Path cache, Timeouts timeouts, Consumer<String> out, boolean pullsFollow) {
        this.machine = machine;
        this.cache = cache;
        this.timeouts = timeouts;
        this.out = out;
        this.pullsFollow = pullsFollow;
    }

    /** The same where pulls come next, which tell what a registry says: it is asked only where that decides. */
    public Preflight beforePulls() {
        return new Preflight(machine, cache, timeouts, out, true);
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
        // Bad input is told even where the engine is missing too.
        Optional<Catalogue> named = choice.equals("auto")
                ? Optional.empty()
                : Optional.of(Catalogue.load(choice).with(overrides));
        if (machine.isWindows()) {
            throw Miss.broken(List.of(EngineMiss.windows()));
        }
        Engine engine = engine();
        Registries registries = new Registries(engine.api(), timeouts.registryAnswer());
        Catalogue catalogue = named.orElseGet(() -> chosen(engine, registries, overrides));
        List<ImageName> absent = absent(engine, catalogue);
        var misses = new ArrayList<Miss>(machineMisses(engine, !absent.isEmpty()));
        misses.addAll(images(absent, registries));
        if (!misses.isEmpty()) {
            throw Miss.broken(misses);
        }
        return new Ready(engine, catalogue);
    }

    /** An engine that cannot be had is told with what else this machine lacks, so that a person mends both at once. */
    private Engine engine() {
        try {
            return Engine.find(machine, needs.docker());
        } catch (EnvironmentBroken e) {
            var misses = new ArrayList<>(List.of(new Miss(e.miss(), e.cure())));
            misses.addAll(new Room(needs, cache).misses(Optional.empty(), true));
            throw Miss.broken(misses);
        }
    }

    private List<Miss> machineMisses(Engine engine, boolean imagesToCome) {
        try {
            EngineFitness fitness = new EngineFitness(machine, engine, needs);
            var misses = new ArrayList<>(fitness.misses(cache));
            Optional<Path> engineFolder = Optional.of(
                            Path.of(engine.info().path("DockerRootDir").asText()))
                    .filter(folder -> Files.isDirectory(folder));
            misses.addAll(new Room(needs, cache)
                    .misses(fitness.sharesKernel() ? engineFolder : Optional.empty(), imagesToCome));
            return misses;
        } catch (IOException e) {
            return List.of(new Miss(
                    "this machine cannot be looked at: " + e.getMessage(),
                    "point -Dconformance.cache at a folder of yours; docker info shows whether the engine answers"));
        }
    }

    /**
     * Decides which catalogue {@code auto} means on this machine.
     *
     * @param overrides single images by logical name
     * @return {@code public} or {@code local}
     * @throws EnvironmentBroken when no container engine answers, or a registry refuses
     */
    public String choose(Map<String, String> overrides) {
        Engine engine = engine();
        return chosen(engine, new Registries(engine.api(), timeouts.registryAnswer()), overrides)
                .name();
    }

    /** Released images where they are here, or where a registry gives them; any other trouble is told, not got round. */
    private Catalogue chosen(Engine engine, Registries registries, Map<String, String> overrides) {
        Catalogue released = Catalogue.load("public").with(overrides);
        Optional<ImageName> first = absent(engine, released).stream()
                .filter(image -> !image.isAssembled())
                .findFirst();
        if (first.isEmpty()) {
            out.accept("all released images are on this machine: they are judged (--images public)");
            return released;
        }
        RegistryAnswer answer = registries.ask(first.get());
        if (answer instanceof RegistryAnswer.Unreachable unreachable) {
            out.accept("no container registry can be reached (" + unreachable.words()
                    + "): locally assembled images are judged (--images local)");
            return Catalogue.load("local").with(overrides);
        }
        if (answer instanceof RegistryAnswer.Trouble trouble) {
            throw Miss.broken(List.of(new Miss(trouble.miss(first.get()), trouble.cure(first.get()))));
        }
        out.accept("a container registry answers: released images are judged (--images public)");
        return released;
    }

    private static List<ImageName> absent(Engine engine, Catalogue catalogue) {
        return catalogue.images().values().stream()
                .map(Catalogue.Image::image)
                .distinct()
                .sorted()
                .filter(reference -> engine.image(reference).isEmpty())
                .map(ImageName::new)
                .toList();
    }

    /** Each registry is asked for one image; whether it has the others shows when they are pulled. */
    private List<Miss> images(List<ImageName> absent, Registries registries) {
        var misses = new ArrayList<Miss>();
        var asked = new TreeMap<String, ImageName>();
        for (ImageName image : absent) {
            if (image.isAssembled()) {
                misses.add(ImageArchive.absent(image));
            } else if (!pullsFollow) {
                asked.putIfAbsent(image.registry(), image);
            }
        }
        for (ImageName image : asked.values()) {
            if (registries.ask(image) instanceof RegistryAnswer.Trouble trouble) {
                misses.add(new Miss(trouble.miss(image), trouble.cure(image)));
            }
        }
        return misses;
    }
}
