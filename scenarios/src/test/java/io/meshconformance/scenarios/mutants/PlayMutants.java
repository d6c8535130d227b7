package io.meshconformance.scenarios.mutants;

import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.declaration.NotSupported;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.mutants.Colour;
import io.meshconformance.evidence.mutants.KillTable;
import io.meshconformance.evidence.mutants.MutantResult;
import io.meshconformance.evidence.mutants.MutantScenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.environment.KeptNode;
import io.meshconformance.harness.junit.FirstRedEndsScenario;
import io.meshconformance.harness.junit.RunLimits;
import io.meshconformance.harness.junit.SessionEnvironment;
import io.meshconformance.reports.page.KillTablePage;
import io.meshconformance.run.Exit;
import io.meshconformance.run.MutantChoice;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Plays mutants one after the other, all in one environment: the one that an earlier run kept, or one of its own.
 */
public final class PlayMutants {

    /** As in the passes of {@code ci/verify}: a scenario is a class template, for which JUnit's default of classes does not count. */
    private static final String MODE = "junit.jupiter.execution.parallel.mode.default";

    private static final String PARALLELISM = "junit.jupiter.execution.parallel.config.fixed.parallelism";

    private final Settings settings;
    private final MutantChoice choice;
    private final Instant begun;
    private final PrintStream out;
    private final Map<String, Class<?>> scenarios = new TreeMap<>();

    private PlayMutants(Settings settings, MutantChoice choice, Instant begun, PrintStream out) {
        this.settings = settings;
        this.choice = choice;
        this.begun = begun;
        this.out = out;
        ReflectionSupport.findAllClassesInPackage(
                        "io.meshconformance.scenarios", type -> type.isAnnotationPresent(Scenario.class), name -> true)
                .forEach(
                        type -> scenarios.put(type.getAnnotation(Scenario.class).id(), type));
    }

    /**
     * Entry point.
     *
     * @param arguments the file that is written once all that were to be played are judged; when the command began, in
     *     milliseconds since 1970; the choice of mutants
     */
    public static void main(String[] arguments) {
        System.exit(new Exit("ci/mutants", System.err).of(() -> {
            Settings settings = Settings.ofThisProcess();
            KeptNode.requireSameImages(settings);
            List<String> words = List.of(arguments);
            int code = new PlayMutants(
                            settings,
                            MutantChoice.parse(words.subList(2, words.size())),
                            Instant.ofEpochMilli(Long.parseLong(words.get(1))),
                            System.out)
                    .code();
            Files.writeString(Path.of(words.get(0)), Integer.toString(code));
            return code;
        }));
    }

    private int code() throws IOException {
        var draw = new Draw(settings.seed());
        List<Mutant> all = MutantList.of(Settings.root(System.getProperties()));
        List<Mutant> drawn = draw.of(all, choice);
        // Each plan is judged here and has no report of its own.
        var config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        List<MutantResult> results = new ArrayList<>();
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            Environment environment = SessionEnvironment.of(session);
            List<String> sideBySide = sideBySide();
            List<Batch> batches = Batch.of(playable(drawn, environment), mutants -> draw.other(mutants, sideBySide));
            // Where the minutes are few, they are looked at after each batch.
            for (Round round : Round.of(batches, choice.minutes() > 0 ? 0 : Round.MOST)) {
                if (choice.minutes() > 0
                        && since(begun) > Duration.ofMinutes(choice.minutes()).toMillis()) {
                    break;
                }
                List<MutantResult> played = played(session, environment, round);
                played.forEach(result -> out.println(line(result)));
                results.addAll(played);
                write(new KillTable(draw.seed(), started.toString(), all.size(), results, since(started)));
            }
        }
        return told(new KillTable(draw.seed(), started.toString(), all.size(), results, since(started)));
    }

    private List<Mutant> playable(List<Mutant> drawn, Environment environment) throws IOException {
        return ofJudgedImages(drawn, environment).stream()
                .filter(mutant -> isSupported(mutant, environment))
                .toList();
    }

    private boolean isSupported(Mutant mutant, Environment environment) {
        for (String scenario : mutant.reddens()) {
            Optional<NotSupported> lacking = environment.lacks(
                    Objects.requireNonNull(scenarios.get(scenario)).getAnnotation(Scenario.class));
            if (lacking.isPresent()) {
                out.println("Not played: " + mutant.id() + ", " + lacking.get().getMessage());
                return false;
            }
        }
        return true;
    }

    /** Released images know no faults of the reference programs. */
    private List<Mutant> ofJudgedImages(List<Mutant> drawn, Environment environment) throws IOException {
        if (environment.settings().images().equals(Settings.LOCAL)
                && environment.settings().imageOverrides().isEmpty()) {
            return drawn;
        }
        List<String> faults = MutantList.faults(Settings.root(System.getProperties())).stream()
                .map(Mutant::id)
                .toList();
        out.println("Not played, as other images are judged than the local ones: the faults of the reference programs");
        return drawn.stream().filter(mutant -> !faults.contains(mutant.id())).toList();
    }

    private List<MutantResult> played(LauncherSession session, Environment environment, Round round) {
        Map<Mutant, Set<String>> mutants = round.mutants();
        out.println("Now in force: %d mutants in %d scenarios"
                .formatted(mutants.size(), round.scenarios().size()));
        var colours = new ScenarioColours();
        MutantsInForce inForce = MutantsInForce.on(environment, mutants);
        try {
            play(session, round.scenarios(), colours, Map.of(RunLimits.LEARNED, "true"));
            Set<String> strays = colours.red(round.others());
            if (!strays.isEmpty()) {
                var alone = new ScenarioColours();
                play(session, strays, alone, Map.of(PARALLELISM, "1"));
                colours.confirmed(alone);
            }
        } finally {
            // Where the node is gone, this says so.
            environment.watch().during(inForce::close);
        }
        return mutants.entrySet().stream()
                .map(entry -> result(entry.getKey(), entry.getValue(), colours))
                .toList();
    }

    private static MutantResult result(Mutant mutant, Set<String> played, ScenarioColours colours) {
        return new MutantResult(
                mutant.id(),
                mutant.does(),
                mutant.reddens().stream().map(colours::of).toList(),
                played.stream()
                        .filter(scenario -> !mutant.reddens().contains(scenario))
                        .map(colours::of)
                        .toList(),
                colours.played(played).toMillis());
    }

    private void play(
            LauncherSession session, Set<String> chosen, ScenarioColours colours, Map<String, String> parameters) {
        session.getLauncher()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(chosen.stream()
                                .map(scenarios::get)
                                .map(DiscoverySelectors::selectClass)
                                .toList())
                        .configurationParameter(MODE, "concurrent")
                        .configurationParameter(PARALLELISM, Integer.toString(Batch.MOST))
                        .configurationParameter(FirstRedEndsScenario.PARAMETER, FirstRedEndsScenario.ANY)
                        .configurationParameters(parameters)
                        .forExecution()
                        .listeners(colours)
                        .build());
    }

    /** The scenarios that need neither the mesh for themselves nor a minute nor a browser, which is slow beside others. */
    private List<String> sideBySide() {
        return scenarios.entrySet().stream()
                .filter(one -> !isAlone(one.getValue().getAnnotation(Scenario.class)))
                .filter(one -> !one.getValue().getAnnotation(Scenario.class).isLong())
                .filter(one -> Stream.of(one.getValue().getDeclaredFields())
                        .noneMatch(field -> field.getType().equals(Browser.class)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isAlone(Scenario scenario) {
        return scenario.meshWide() || scenario.proxyWide();
    }

    private static long since(Instant then) {
        return Duration.between(then, Instant.now()).toMillis();
    }

    private static String line(MutantResult result) {
        String verdict = result.survived() ? "SURVIVED" : result.killed() ? "killed" : "no verdict";
        StringBuilder line = new StringBuilder("%-10s %-36s %4d s  red %s"
                .formatted(verdict, result.id(), result.millis() / 1000, ids(result.of(Colour.RED))));
        for (Colour colour : List.of(Colour.SKIPPED, Colour.BROKEN)) {
            result.of(colour)
                    .forEach(one -> line.append("%n           %s is %s: %s"
                            .formatted(one.id(), colour.name().toLowerCase(java.util.Locale.ROOT), one.reason())));
        }
        result.expected().stream()
                .filter(one -> one.colour() == Colour.GREEN)
                .forEach(one -> line.append("%n           %s stayed green".formatted(one.id())));
        result.of(Colour.UNSTABLE)
                .forEach(one -> line.append("%n           %s was red, and green when it was played again alone: %s"
                        .formatted(one.id(), one.reason())));
        result.strays()
                .forEach(one -> line.append("%n           %s turned red too: %s".formatted(one.id(), one.reason())));
        return line.toString();
    }

    private static String ids(List<MutantScenario> scenarios) {
        return String.join(" ", scenarios.stream().map(MutantScenario::id).toList());
    }

    private void write(KillTable table) throws IOException {
        Path folder = Files.createDirectories(settings.report().directory());
        Files.writeString(folder.resolve(KillTable.FILE), EvidenceFile.json(table));
        Files.write(folder.resolve(KillTablePage.FILE), KillTablePage.render(table));
    }

    private int told(KillTable table) {
        out.println("%d of %d mutants killed, %d survived, %d turned others red, %d broken; %d s, --seed %d. Page: %s"
                .formatted(
                        table.killed(),
                        table.mutants().size(),
                        table.survived(),
                        table.strayed(),
                        table.broken(),
                        table.millis() / 1000,
                        table.seed(),
                        settings.report().directory().resolve(KillTablePage.FILE)));
        if (table.survived() > 0 || table.strayed() > 0) {
            return Exit.FAILED;
        }
        return table.broken() > 0 || table.mutants().isEmpty() ? Exit.BROKEN : Exit.DONE;
    }
}
