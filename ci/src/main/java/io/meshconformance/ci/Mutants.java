package io.meshconformance.ci;

import io.meshconformance.run.Exit;
import io.meshconformance.run.MutantChoice;
import io.meshconformance.run.Refusal;
import io.meshconformance.run.RunLock;
import io.meshconformance.run.Setting;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * {@code ci/mutants}: tests the tests. It plays scenarios under configurations and programs that are wrong on purpose, on
 * the node that was kept or on one of its own.
 */
public final class Mutants {

    private static final String HELP = """
        Usage: ci/mutants [OPTION...] [MUTANT...]

        Tests the tests: puts one thing wrong at a time, by rewriting objects on their way into the
        cluster, and plays the scenarios that must notice, with one more that has nothing to do with it.
        All of them take about fifty minutes on two cores.
        A scenario that stays green cannot fail where it should: it is a defect of the suite. Mutants
        are in manifests/mutants, the faults of the reference programs in images/reference/faults.yaml.

          --list         print each with the scenarios that must turn red, and run nothing
          --sample N     draw N of them
          --minutes M    begin no further one M minutes after the start
          --seed S       repeat what was drawn, which also is the order
          --help

        Takes the node that "ci/verify --keep" left. Where there is none it boots one from the local
        images, as ci/verify does, and takes it away again. Limits are cut to a quarter, since what is
        red waits for them: --timeout-factor sets another part. The table of what became of each is
        target/report/mutants.html and mutants.json.

        Exit codes: 0 every mutant turned red what it must and nothing else; 1 one did not; 2 the
        environment is broken; 3 wrong use; 130 interrupted, with all taken back.
        """;
    /** What is red waits for its limits; what they are cut to is still some times what a check takes. */
    private static final String LIMITS = "0.25";
    /** Shows that a node is sound before anything is made wrong on it. */
    private static final String SOUND = "GUIDE-003";

    private final Checkout checkout;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Children children = new Children();
    private final Properties boot = new Properties();
    private volatile boolean ownNode;

    Mutants(Checkout checkout, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.checkout = checkout;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /**
     * Entry point.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        var mutants = new Mutants(
                new Checkout(Settings.root(System.getProperties())), System.getenv(), System.out, System.err);
        System.exit(mutants.children.endingWith(
                "ci/mutants", System.err, () -> mutants.run(List.of(arguments)), mutants::removeOwnNode));
    }

    /** Does what the command line says and gives the exit code. */
    int run(List<String> arguments) {
        long begun = System.currentTimeMillis();
        return new Exit("ci/mutants", "ci/mutants --help", err).of(() -> {
            Options options = Options.withOthers(arguments, System.getProperties());
            if (options.help()) {
                out.print(HELP);
                return Exit.DONE;
            }
            MutantChoice choice = MutantChoice.parse(options.others());
            MutantIndex index = MutantIndex.of(checkout.root());
            if (options.list()) {
                out.print(index.plain());
                return Exit.DONE;
            }
            for (String id : choice.ids()) {
                if (!index.has(id)) {
                    throw new WrongUse("there is no mutant " + id + "; ci/mutants --list has them");
                }
            }
            Settings settings = Settings.from(options.properties(), environment, options.words());
            Refusal.check(settings, checkout.root());
            try {
                return played(options, settings, choice, begun);
            } catch (StepEnded e) {
                // The step has said why.
                return e.code();
            } finally {
                removeOwnNode();
            }
        });
    }

    // Held for as long as the run takes, and asked for nothing.
    @SuppressWarnings("try")
    private int played(Options options, Settings settings, MutantChoice choice, long begun)
            throws IOException, InterruptedException {
        boolean kept = OwnNode.runs(settings.cache());
        try (RunLock machine = RunLock.start(settings.cache(), kept);
                RunLock folder = RunLock.checkout(checkout.root())) {
            var steps = new Steps(checkout, children, out);
            Properties properties = options.properties();
            if (!kept) {
                properties.putIfAbsent(Setting.IMAGES.key(), Settings.LOCAL);
                int code = booted(steps, properties);
                if (code != Exit.DONE) {
                    return code == Exit.FAILED ? Exit.BROKEN : code;
                }
            }
            steps.build();
            properties.remove(Setting.IMAGES.key());
            properties.setProperty(Setting.REUSE.key(), "true");
            properties.putIfAbsent(Setting.TIMEOUT_FACTOR.key(), LIMITS);
            var words = new ArrayList<>(List.of(Long.toString(begun)));
            words.addAll(choice.words());
            return steps.playMutants(properties, words);
        }
    }

    /** Boots a node with the limits as they are, plays a scenario on it, and has it stay. */
    private int booted(Steps steps, Properties given) throws IOException, InterruptedException {
        boot.putAll(given);
        boot.remove(Setting.TIMEOUT_FACTOR.key());
        boot.setProperty(Setting.KEEP.key(), "true");
        boot.setProperty(Setting.SCENARIO.key(), SOUND);
        boot.setProperty(
                Setting.REPORT_DIRECTORY.key(),
                checkout.root().resolve("target").resolve("mutants").toString());
        Settings settings = Settings.from(boot, environment);
        Options options = new Options(boot, Map.of(), false, false, List.of());
        steps.ready(options, settings);
        ownNode = true;
        return steps.play(options);
    }

    private void removeOwnNode() {
        if (ownNode) {
            ownNode = false;
            new OwnNode(checkout, out).remove("ci/mutants", boot);
        }
    }
}
