package io.meshconformance.ci;

import io.meshconformance.run.Exit;
import io.meshconformance.run.LastRun;
import io.meshconformance.run.Refusal;
import io.meshconformance.run.ReportSettings;
import io.meshconformance.run.RequirementIndex;
import io.meshconformance.run.RunLock;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ci/verify}: refuses what cannot be, prepares what is missing, builds, plays, and ends with the verdict. Each
 * step is a program of its own; this one decides which, and says what it waits for.
 */
public final class Verify {

    private final Checkout checkout;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Children children = new Children();

    Verify(Checkout checkout, Map<String, String> environment, PrintStream out, PrintStream err) {
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
        var verify = new Verify(
                new Checkout(Settings.root(System.getProperties())), System.getenv(), System.out, System.err);
        System.exit(verify.children.endingWith("ci/verify", System.err, () -> verify.run(List.of(arguments))));
    }

    /** Does what the command line says and gives the exit code. */
    int run(List<String> arguments) {
        return new Exit("ci/verify", "ci/verify --help", err).of(() -> {
            Options options = Options.parse(arguments, System.getProperties());
            if (options.help()) {
                out.print(Help.text());
                return Exit.DONE;
            }
            Settings settings = Settings.from(options.properties(), environment, options.words());
            if (options.list()) {
                return list(settings);
            }
            Refusal.check(settings, checkout.root());
            requireClasses(settings.choice().scenarios());
            try {
                return locked(options, settings);
            } catch (StepEnded e) {
                // The step has said why.
                return e.code();
            }
        });
    }

    /** A line of the requirements that no class proves yet cannot be played. */
    private void requireClasses(List<String> asked) throws IOException {
        Set<String> declared = asked.isEmpty() ? Set.of() : checkout.scenarioIds();
        for (String id : asked) {
            if (!declared.contains(id)) {
                throw new WrongUse("no class whose name ends in Scenario declares " + id
                        + "; ci/verify --list shows the lines that have one");
            }
        }
    }

    private int list(Settings settings) throws IOException {
        RequirementIndex index = RequirementIndex.of(checkout.root());
        List<String> chosen =
                settings.choice().among(index, new LastRun(settings.report().directory())::failed);
        var listing = new Listing(
                index.entries().stream()
                        .filter(entry -> chosen.contains(entry.id()))
                        .toList(),
                checkout.scenarioIds());
        out.print(settings.report().format() == ReportSettings.Format.JSON ? listing.json() : listing.plain());
        return 0;
    }

    // Held for as long as the run takes, and asked for nothing.
    @SuppressWarnings("try")
    private int locked(Options options, Settings settings) throws IOException, InterruptedException {
        try (RunLock machine = RunLock.start(settings.cache(), settings.reuse());
                RunLock folder = RunLock.checkout(checkout.root())) {
            // People's words go beside standard output where a program reads that.
            PrintStream people = settings.report().format() == ReportSettings.Format.PLAIN ? out : err;
            var steps = new Steps(checkout, children, people);
            if (settings.reuse()) {
                steps.build();
            } else {
                steps.ready(options, settings);
            }
            return steps.play(options);
        }
    }
}
