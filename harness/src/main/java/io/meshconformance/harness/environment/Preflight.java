package io.meshconformance.harness.environment;

import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.EngineProblem;
import io.meshconformance.harness.engine.EngineRequirements;
import io.meshconformance.harness.engine.HostRequirements;
import io.meshconformance.harness.engine.Machine;
import io.meshconformance.harness.engine.Problem;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.image.DiskSpace;
import io.meshconformance.harness.image.ImageAvailability;
import io.meshconformance.harness.image.Registries;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Looks at the engine, the machine and the images before anything starts, and names every problem with its cure. */
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
    private final IdentityProvider provider;
    private final HostRequirements needs = HostRequirements.load();

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
        this(machine, cache, timeouts, out, false, IdentityProvider.load(Settings.PROVIDER));
    }

    private Preflight(
            Machine machine,
            Path cache,
            Timeouts timeouts,
            Consumer<String> out,
            boolean pullsFollow,
            IdentityProvider provider) {
        this.machine = machine;
        this.cache = cache;
        this.timeouts = timeouts;
        this.out = out;
        this.pullsFollow = pullsFollow;
        this.provider = provider;
    }

    /** The same where pulls come next, which tell what a registry says: it is asked only where that decides. */
    public Preflight beforePulls() {
        return new Preflight(machine, cache, timeouts, out, true, provider);
    }

    /** The same where people sign in at this identity provider, by {@link IdentityProvider#require}. */
    public Preflight providedBy(String other) {
        IdentityProvider read = IdentityProvider.require(other, System.getenv());
        return new Preflight(machine, cache, timeouts, out, pullsFollow, read);
    }

    private UnaryOperator<Catalogue> judged(Map<String, String> overrides) {
        return catalogue -> provider.judged(catalogue).with(overrides);
    }

    /**
     * Looks.
     *
     * @param choice the catalogue asked for: {@code public}, {@code local}, {@code auto} or a file
     * @param overrides single images by logical name
     * @return engine and catalogue
     * @throws EnvironmentBroken with every problem, when there is any
     * @throws io.meshconformance.run.WrongUse when the catalogue or a name is unknown
     */
    public Ready look(String choice, Map<String, String> overrides) {
        // Bad input is told even where the engine is missing too.
        Optional<Catalogue> named = choice.equals("auto")
                ? Optional.empty()
                : Optional.of(judged(overrides).apply(Catalogue.load(choice)));
        if (machine.isWindows()) {
            throw Problem.broken(List.of(EngineProblem.windows()));
        }
        Engine engine = engine();
        refuseUnfit(engine, named.map(List::of).orElseGet(() -> known(overrides)));
        ImageAvailability look = images(engine);
        Catalogue catalogue = named.orElseGet(() -> look.auto(judged(overrides)));
        List<Problem> problems = look.problems(catalogue, !pullsFollow);
        if (!problems.isEmpty()) {
            throw Problem.broken(problems);
        }
        return new Ready(engine, catalogue);
    }

    /**
     * Finds the engine. One that cannot be had is told with what else this machine lacks, so that a person mends both.
     *
     * @throws EnvironmentBroken when it cannot be had
     */
    public Engine engine() {
        try {
            return Engine.find(machine, needs.docker());
        } catch (EnvironmentBroken e) {
            var problems = new ArrayList<>(List.of(new Problem(e.problem(), e.cure())));
            problems.addAll(new DiskSpace(needs, cache).problems(Optional.empty(), true));
            throw Problem.broken(problems);
        }
    }

    private ImageAvailability images(Engine engine) {
        if (machine.equals(Machine.here())) {
            // Testcontainers knows the user's logins, and asks the engine for the name of Docker's own registry.
            engine.lend();
        }
        return new ImageAvailability(engine, new Registries(engine.api(), timeouts.registryAnswer()), out);
    }

    private List<Catalogue> known(Map<String, String> overrides) {
        return Stream.of("public", "local")
                .map(Catalogue::load)
                .map(judged(overrides))
                .toList();
    }

    /** No registry is asked, and nothing is assembled, for an engine on which no node can run. */
    private void refuseUnfit(Engine engine, List<Catalogue> possible) {
        List<Problem> problems = machineProblems(
                engine,
                possible.stream()
                        .noneMatch(catalogue -> images(engine).absent(catalogue).isEmpty()));
        if (!problems.isEmpty()) {
            throw Problem.broken(problems);
        }
    }

    private List<Problem> machineProblems(Engine engine, boolean imagesToCome) {
        try {
            EngineRequirements fitness = new EngineRequirements(machine, engine, needs);
            var problems = new ArrayList<>(fitness.problems(cache));
            Optional<Path> engineFolder = Optional.of(
                            Path.of(engine.info().path("DockerRootDir").asText()))
                    .filter(folder -> Files.isDirectory(folder));
            problems.addAll(new DiskSpace(needs, cache)
                    .problems(fitness.sharesKernel() ? engineFolder : Optional.empty(), imagesToCome));
            return problems;
        } catch (IOException e) {
            return List.of(new Problem(
                    "this machine cannot be looked at: " + e.getMessage(),
                    "point -Dconformance.cache at a folder of yours; docker info shows whether the engine answers"));
        }
    }

    /**
     * Decides which catalogue is judged on this machine, before anything is assembled for it.
     *
     * @param choice the catalogue asked for: {@code public}, {@code local}, {@code auto} or a file
     * @param overrides single images by logical name
     * @return the same, or {@code public} or {@code local} for {@code auto}
     * @throws EnvironmentBroken when no container engine answers, no node can run on this machine, or a registry refuses
     */
    public String choose(String choice, Map<String, String> overrides) {
        boolean open = choice.equals("auto");
        Engine engine = engine();
        refuseUnfit(engine, open ? known(overrides) : List.of(judged(overrides).apply(Catalogue.load(choice))));
        return open ? images(engine).auto(judged(overrides)).name() : choice;
    }
}
