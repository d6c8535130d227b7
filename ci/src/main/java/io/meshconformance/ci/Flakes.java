package io.meshconformance.ci;

import io.meshconformance.run.Exit;
import io.meshconformance.run.Setting;
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
 * {@code ci/flakes}: runs {@code ci/verify} several times beside busy threads, each time in another order, and counts
 * how often each check failed.
 */
public final class Flakes {

    private static final String LOAD = "--load";

    private static final String HELP = """
            Usage: ci/flakes [--help] [--load N] RUNS [OPTION OF ci/verify...]

            Runs ci/verify RUNS times, each time in another random order, beside N busy threads, and prints how
            often each check failed, with the range in which its true rate lies (95 % confidence). The reports
            of the runs and the table are in target/flakes.

              --load N  busy threads beside each run, 0 for none; one for two cores unless given

            A whole run takes about eight minutes. Such as: ci/flakes 20 --images local
            Exit codes: 0 every check passed in every run; 1 one failed; 2 a check or a run could not be judged;
            3 wrong use; 130 interrupted.
            """;

    private final Checkout checkout;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Children children = new Children();

    Flakes(Checkout checkout, Map<String, String> environment, PrintStream out, PrintStream err) {
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
        var flakes = new Flakes(
                new Checkout(Settings.root(System.getProperties())), System.getenv(), System.out, System.err);
        System.exit(flakes.children.endingWith("ci/flakes", System.err, () -> flakes.run(List.of(arguments))));
    }

    /** Does what the command line says and gives the exit code. */
    int run(List<String> arguments) {
        return new Exit("ci/flakes", "ci/flakes --help", err).of(() -> {
            List<String> rest = new ArrayList<>(arguments);
            if (rest.contains("--help") || rest.contains("-h")) {
                out.print(HELP);
                return Exit.DONE;
            }
            int load = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            if (!rest.isEmpty() && rest.get(0).equals(LOAD)) {
                rest.remove(0);
                load = count(rest, LOAD + " needs a number of threads, such as " + LOAD + " 1", 0);
            }
            int runs = count(rest, "the number of runs comes first, such as ci/flakes 20", 1);
            Options options = Options.parse(rest, System.getProperties());
            options.properties().setProperty(Settings.ROOT, checkout.root().toString());
            if (options.words().containsKey(Setting.SEED.key())) {
                throw new WrongUse("each run has a seed of its own, and none can be given");
            }
            Settings settings = Settings.from(options.properties(), environment, options.words());
            return repeated(runs, load, rest, settings.report().directory());
        });
    }

    private static int count(List<String> arguments, String problem, int least) {
        if (arguments.isEmpty() || !arguments.get(0).matches("[0-9]{1,4}")) {
            throw new WrongUse(problem);
        }
        int count = Integer.parseInt(arguments.remove(0));
        if (count < least) {
            throw new WrongUse(problem);
        }
        return count;
    }

    private int repeated(int runs, int load, List<String> verify, Path report)
            throws IOException, InterruptedException {
        var folder = new KeptReports(checkout.root().resolve("target/flakes"));
        folder.empty();
        Path written = report.resolve(KeptReports.REPORT);
        List<String> reports = new ArrayList<>();
        BusyThreads busy = new BusyThreads(load);
        try {
            for (int run = 1; run <= runs; run++) {
                out.printf("Run %d of %d, beside %d busy threads%n", run, runs, load);
                Files.deleteIfExists(written);
                int code = children.run(checkout.command("ci/verify", verify));
                if (code == Exit.WRONG || code == Exit.INTERRUPTED) {
                    return code;
                }
                if (!Files.exists(written)) {
                    err.printf("ci/flakes: run %d ended without a report; the lines above say why%n", run);
                    return Exit.BROKEN;
                }
                reports.add(folder.keep("run", run, report).toString());
            }
        } finally {
            busy.end();
        }
        List<String> counted = new ArrayList<>(List.of("--flakes"));
        counted.addAll(reports);
        counted.addAll(List.of("--out", folder.path().resolve("flakes.yaml").toString()));
        return children.run(checkout.command("ci/report", counted));
    }
}
