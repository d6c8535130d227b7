package io.meshconformance.ci.chaos;

import io.meshconformance.ci.Children;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Exit;
import io.meshconformance.run.RunLock;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ci/chaos}: has something befall run after run, and looks whether each ends as broken, soon, with its cause, and
 * leaves nothing.
 */
public final class Chaos {

    private static final String HELP = """
        Usage: ci/chaos [--list] [--help] [--images local|public] [FAULT...]

        Starts ci/verify again and again, has one thing befall each run, such as the end of its node's
        container, and looks whether the run ends within %d seconds (%d where it is interrupted), as broken and
        never as passed or failed, with the cause, and leaves nothing behind. A run without a fault follows
        each group and has to pass.

          --list    print the faults

        About a minute a fault on the node that is kept for it, two where each has a node of its own.
        The runs have a cache folder of their own beside that of other runs, and no kept node is touched.
        What they said and the table are in target/chaos.
        Exit codes: 0 all ended as they have to; 1 one did not; 2 the runs cannot be started; 3 wrong use;
        130 interrupted.
        """.formatted(ChaosFault.SOON, ChaosFault.AT_ONCE);

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final String docker;
    private final Children children = new Children();

    Chaos(Path root, Map<String, String> environment, PrintStream out, PrintStream err, String docker) {
        this.root = root;
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.docker = docker;
    }

    /**
     * Entry point.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        var chaos = new Chaos(Settings.root(System.getProperties()), System.getenv(), System.out, System.err, "docker");
        System.exit(chaos.children.endingWith("ci/chaos", System.err, () -> chaos.run(List.of(arguments))));
    }

    /** Does what the command line says and gives the exit code. */
    int run(List<String> arguments) {
        return new Exit("ci/chaos", "ci/chaos --help", err).of(() -> {
            List<String> names = new ArrayList<>(arguments);
            if (names.contains("--help") || names.contains("-h")) {
                out.print(HELP);
                return Exit.DONE;
            }
            List<ChaosFault> all = ChaosFault.all();
            if (names.remove("--list")) {
                all.forEach(fault -> out.printf("%-22s %s%n", fault.name(), fault.what()));
                Ground.all().forEach(ground -> out.printf("%-22s %s%n", ground.name(), ground.what()));
                return Exit.DONE;
            }
            String images = images(names);
            for (String name : names) {
                if (all.stream().noneMatch(fault -> fault.name().equals(name))
                        && Ground.all().stream()
                                .noneMatch(ground -> ground.name().equals(name))) {
                    throw new WrongUse("there is no fault " + name + "; ci/chaos --list has them");
                }
            }
            Settings settings = Settings.from(System.getProperties(), environment, Map.of());
            return befall(
                    all.stream()
                            .filter(fault -> names.isEmpty() || names.contains(fault.name()))
                            .toList(),
                    Ground.all().stream()
                            .filter(ground -> names.isEmpty() || names.contains(ground.name()))
                            .toList(),
                    images,
                    settings.cache());
        });
    }

    private static String images(List<String> arguments) {
        int at = arguments.indexOf("--images");
        if (at < 0) {
            return Settings.AUTO;
        }
        if (at + 1 == arguments.size()) {
            throw new WrongUse("--images needs a value: --images local");
        }
        arguments.remove(at);
        return arguments.remove(at);
    }

    // Held for as long as it takes, and asked for nothing.
    @SuppressWarnings("try")
    private int befall(List<ChaosFault> faults, List<Ground> grounds, String images, Path cache)
            throws IOException, InterruptedException {
        try (RunLock machine = RunLock.start(cache, false)) {
            Path own = Files.createDirectories(cache.resolve("chaos"));
            share(cache, own);
            var engine = new Docker(docker, own);
            Path folder = Files.createDirectories(root.resolve("target/chaos"));
            var run = new ChaosRun(root, folder, engine, images, children);
            var table = new ChaosTable(out, folder.resolve("chaos.json"));
            try {
                onKeptNode(faults.stream().filter(ChaosFault::kept).toList(), grounds, run, table);
            } finally {
                forget(engine);
            }
            onOwnNodes(faults.stream().filter(fault -> !fault.kept()).toList(), run, table);
            return table.told() ? Exit.DONE : Exit.FAILED;
        }
    }

    /** Each on the same node, then a run that nothing befalls. */
    private void onKeptNode(List<ChaosFault> faults, List<Ground> grounds, ChaosRun run, ChaosTable table)
            throws IOException, InterruptedException {
        if (faults.isEmpty() && grounds.isEmpty()) {
            return;
        }
        out.println("chaos  a node is kept");
        if (!table.add("kept", run.undisturbed("kept", List.of("--keep"), run.traces()))) {
            throw new EnvironmentBroken("no node could be kept", "see " + run.log("kept"));
        }
        Traces before = run.traces();
        for (Ground ground : grounds) {
            out.println("chaos  " + ground.name() + ": " + ground.what());
            table.add(ground.name(), run.grounded(ground, before));
        }
        each(faults, run, table, before);
        table.add("next-on-kept", run.undisturbed("next-on-kept", List.of("--reuse"), before));
    }

    /** Each on a node of its own, then a run that nothing befalls. */
    private void onOwnNodes(List<ChaosFault> faults, ChaosRun run, ChaosTable table)
            throws IOException, InterruptedException {
        if (!faults.isEmpty()) {
            Traces before = run.traces();
            each(faults, run, table, before);
            table.add("next", run.undisturbed("next", List.of(), before));
        }
    }

    private void each(List<ChaosFault> faults, ChaosRun run, ChaosTable table, Traces before)
            throws IOException, InterruptedException {
        for (ChaosFault fault : faults) {
            out.println("chaos  " + fault.name() + ": " + fault.what());
            table.add(fault.name(), run.befallen(fault, before));
        }
    }

    private static void forget(Docker engine) {
        engine.containers("--all").forEach(id -> engine.said("rm", "--force", "--volumes", id));
    }

    /** Image archives are large and the same for all runs. */
    private static void share(Path cache, Path own) throws IOException {
        Path archives = Files.createDirectories(cache.resolve("image-archives"));
        Path shared = own.resolve("image-archives");
        if (!Files.exists(shared)) {
            Files.createSymbolicLink(shared, archives);
        }
    }
}
