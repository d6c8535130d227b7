package io.meshconformance.ci;

import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Exit;
import io.meshconformance.run.Setting;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** {@code ci/bench}: measures how long runs of several kinds take, each several times, in turn. */
public final class Bench {

    private static final String RUNS = "--runs";
    private static final String COMPARE = "--compare";
    private static final int USUAL_RUNS = 5;
    private static final String HELP = """
            Usage: ci/bench [--runs N] [PART...] [OPTION of ci/verify...]
                   ci/bench --compare BEFORE AFTER

            Runs ci/verify N times (5 unless given) for each part, the parts in turn, and prints median and spread of
            what each took: command to verdict, boot, first verdict, and what the machine itself sets as limits. The
            reports of the runs and the figures, bench.yaml, are in target/bench. A run that is not conformant ends it.

              one        one scenario, GUIDE-002, on a new node
              whole      the whole catalogue on a new node
              kept       the whole catalogue on a kept node
              kept-one   one scenario on a kept node
              growth     the whole catalogue twice in one run; only when it is named

              --compare  prints what two bench.yaml say otherwise, and whether that lies beyond their spread

            Nothing else may run on the machine meanwhile. Such as: ci/bench --runs 3 one kept-one --images local
            Exit codes: 0 measured; 1 a run was not conformant; 2 the environment is broken; 3 wrong use;
            130 interrupted, with all taken back.
            """;

    private final Checkout checkout;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Children children = new Children();
    private final Properties given = new Properties();
    private volatile boolean ownNode;

    Bench(Checkout checkout, Map<String, String> environment, PrintStream out, PrintStream err) {
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
        var bench =
                new Bench(new Checkout(Settings.root(System.getProperties())), System.getenv(), System.out, System.err);
        System.exit(bench.children.endingWith(
                "ci/bench", System.err, () -> bench.run(List.of(arguments)), bench::removeOwnNode));
    }

    /** Does what the command line says and gives the exit code. */
    int run(List<String> arguments) {
        return new Exit("ci/bench", "ci/bench --help", err).of(() -> {
            List<String> rest = new ArrayList<>(arguments);
            if (rest.contains("--help") || rest.contains("-h")) {
                out.print(HELP);
                return Exit.DONE;
            }
            if (!rest.isEmpty() && rest.get(0).equals(COMPARE)) {
                if (rest.size() != 3) {
                    throw new WrongUse(COMPARE + " takes two files, such as target/bench/bench.yaml");
                }
                return children.run(checkout.command("ci/report", List.of("--bench", rest.get(1), rest.get(2))));
            }
            int runs = runs(rest);
            Set<BenchPart> parts = EnumSet.noneOf(BenchPart.class);
            while (!rest.isEmpty() && !rest.get(0).startsWith("-")) {
                parts.add(BenchPart.named(rest.remove(0)));
            }
            Options options = Options.parse(rest, System.getProperties());
            options.properties().setProperty(Settings.ROOT, checkout.root().toString());
            Settings settings = Settings.from(options.properties(), environment, options.words());
            for (Setting set : List.of(Setting.REUSE, Setting.KEEP, Setting.SCENARIO, Setting.REPEAT)) {
                if (options.words().containsKey(set.key())) {
                    throw new WrongUse(
                            "the parts say what is played, and where; leave out the option for " + set.key());
                }
            }
            given.putAll(options.properties());
            try {
                return measured(
                        runs,
                        parts.isEmpty() ? EnumSet.complementOf(EnumSet.of(BenchPart.GROWTH)) : parts,
                        rest,
                        settings);
            } finally {
                removeOwnNode();
            }
        });
    }

    private static int runs(List<String> rest) {
        if (rest.isEmpty() || !rest.get(0).equals(RUNS)) {
            return USUAL_RUNS;
        }
        rest.remove(0);
        if (rest.isEmpty() || !rest.get(0).matches("[1-9][0-9]{0,2}")) {
            throw new WrongUse(RUNS + " needs a number of runs, such as " + RUNS + " 5");
        }
        return Integer.parseInt(rest.remove(0));
    }

    private int measured(int runs, Set<BenchPart> parts, List<String> verify, Settings settings)
            throws IOException, InterruptedException {
        if (OwnNode.runs(settings.cache())) {
            throw new WrongUse(
                    "a node is kept, which would be taken away; remove it first: docker rm -f -v its container");
        }
        var folder = new KeptReports(checkout.root().resolve("target/bench"));
        folder.empty();
        for (int run = 1; run <= runs; run++) {
            for (BenchPart part : parts) {
                out.printf("%s, run %d of %d%n", part.word(), run, runs);
                int code = onNodeFor(part, verify, settings);
                Instant begun = Instant.now();
                if (code == Exit.DONE) {
                    code = played(part.options(), verify, settings);
                }
                if (code != Exit.DONE) {
                    return code;
                }
                double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
                Path kept = folder.keep(part.word(), run, settings.report().directory());
                Files.write(
                        folder.path().resolve("seconds.txt"),
                        List.of(String.format(Locale.ROOT, "%s %.3f", kept.getFileName(), seconds)),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
        return children.run(
                checkout.command("ci/report", List.of("--bench", folder.path().toString())));
    }

    /** Boots a node that stays, or takes it away, as a part needs it. */
    private int onNodeFor(BenchPart part, List<String> verify, Settings settings)
            throws IOException, InterruptedException {
        if (!part.onKeptNode()) {
            removeOwnNode();
        } else if (!ownNode) {
            ownNode = true;
            return played(List.of("--keep", "--scenario", "GUIDE-002"), verify, settings);
        }
        return Exit.DONE;
    }

    /** Runs once. A report of an earlier run is not taken for its own. */
    private int played(List<String> options, List<String> verify, Settings settings)
            throws IOException, InterruptedException {
        Path report = settings.report().directory().resolve(KeptReports.REPORT);
        Files.deleteIfExists(report);
        List<String> words = new ArrayList<>(options);
        words.addAll(verify);
        int code = children.run(checkout.command("ci/verify", words));
        if (code == Exit.DONE && !Files.exists(report)) {
            throw new EnvironmentBroken("a run ended without a report", "the lines above say why");
        }
        return code;
    }

    private void removeOwnNode() {
        if (ownNode) {
            ownNode = false;
            new OwnNode(checkout, out).remove("ci/bench", given);
        }
    }
}
