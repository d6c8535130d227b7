package io.meshconformance.reports.terminal;

import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.requirements.RequirementList;
import io.meshconformance.reports.words.AnswerWords;
import io.meshconformance.reports.words.TimeUse;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Plain lines: one a scenario as it ends, its failures at once, the verdict last. */
public final class PlainTerminal implements Terminal {

    private static final int BAR = 30;

    /** Of the first red: a line that a person takes in at once. The whole is told when its scenario ends. */
    private static final int LINE = 400;

    private final PrintStream out;
    private final RequirementList requirements;
    private final Set<String> brokenFor = ConcurrentHashMap.newKeySet();

    /** Creates a terminal that prints to a stream and knows the promises by their ids. */
    public PlainTerminal(PrintStream out, RequirementList requirements) {
        this.out = out;
        this.requirements = requirements;
    }

    @Override
    public void scenarioEnded(ScenarioResult scenario) {
        if (scenario.result() == Outcome.ERROR && !brokenFor.add(Objects.requireNonNullElse(scenario.reason(), ""))) {
            // One broken environment breaks all that follow: it is told once, at the end, with how many it broke.
            return;
        }
        StringBuilder text = new StringBuilder("%-10s %-11s %7s  %s"
                .formatted(scenario.id(), scenario.result().word(), seconds(scenario.durationMs()), scenario.title()));
        if (scenario.confirmation().isPresent()) {
            // What failed was told when it ended for the first time.
            field(text, "again", again(scenario));
            print(text);
            return;
        }
        if (scenario.result() == Outcome.FAILED) {
            requirements.find(scenario.id()).ifPresent(requirement -> {
                field(text, "means", requirement.impact().toString());
                field(text, "promise", requirement.strength() + ": " + requirement.statement());
            });
        }
        if (scenario.reason() != null && scenario.result() != Outcome.ERROR) {
            field(text, "reason", scenario.reason());
        }
        scenario.checks().stream()
                .filter(check -> check.result() == Outcome.FAILED)
                .forEach(check -> failure(text, check));
        print(text);
    }

    private static String again(ScenarioResult scenario) {
        String failed = scenario.unconfirmed()
                .map("not confirmed: "::concat)
                .orElse("failed once more, alone and with full limits");
        return scenario.result() == Outcome.FAILED ? failed : Objects.requireNonNullElse(scenario.reason(), "");
    }

    @Override
    public void firstRed(ScenarioResult scenario, CheckResult check) {
        String thrown = check.failure() == null ? "" : check.failure().message();
        String what = check.missed().isEmpty()
                ? thrown
                : "expected %s; came %s"
                        .formatted(
                                check.missed().get(0).expected(),
                                check.missed().get(0).actual());
        String line = "%s, %s: %s".formatted(scenario.id(), check.title(), what).replaceAll("\\s+", " ");
        print(new StringBuilder("First red: ")
                .append(line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…"));
    }

    @Override
    public void secondPass(int scenarios) {
        print(new StringBuilder(scenarios == 1 ? "1 scenario failed and is" : scenarios + " scenarios failed. Each is")
                .append(" played once more: alone, with full limits."));
    }

    private static void failure(StringBuilder text, CheckResult check) {
        field(text, "check", check.title());
        if (check.knownFailure() != null) {
            field(
                    text,
                    "known",
                    check.knownFailure().reason() + " (until "
                            + check.knownFailure().until() + ")");
        }
        for (ExpectationEvidence missed : check.missed()) {
            field(text, "asked", missed.subject());
            field(text, "expected", missed.expected());
            field(text, "actual", missed.actual());
            field(text, "answered", "by " + AnswerWords.answeredBy(missed));
        }
        if (check.missed().isEmpty() && check.failure() != null) {
            field(text, "threw", check.failure().type() + ": " + check.failure().message());
        }
    }

    @Override
    public void runEnded(ConformanceReport report, Path page) {
        StringBuilder text = new StringBuilder();
        boot(text, report.boot());
        TimeUse.told(report).ifPresent(sentence -> text.append(sentence).append('\n'));
        if (report.failure() != null) {
            text.append("\nEnvironment broken: ").append(report.failure().summary());
            field(text, "cure", report.failure().cure());
            field(text, "details", report.failure().details());
            text.append('\n');
        }
        text.append(FailureTable.of(report));
        text.append('\n').append(report.verdict().heading()).append('\n');
        text.append(report.verdict().summary()).append('\n');
        text.append(report.statistics().line()).append('\n');
        text.append("Report: ").append(page.toAbsolutePath().normalize());
        print(text);
    }

    @Override
    public void trouble(String sentence) {
        print(new StringBuilder("Report: ").append(sentence));
    }

    private static void boot(StringBuilder text, List<BootStage> stages) {
        long end = stages.stream().mapToLong(BootStage::endMillis).max().orElse(0);
        if (end == 0) {
            return;
        }
        text.append("\nBoot ").append(seconds(end)).append('\n');
        for (BootStage stage : stages) {
            int from = (int) (stage.startMillis() * BAR / end);
            int length = Math.max(1, (int) (stage.millis() * BAR / end));
            String bar = " ".repeat(from) + "#".repeat(Math.min(length, BAR - Math.min(from, BAR - 1)));
            text.append("%-22s %8s  |%-30s|%n"
                    .formatted(stage.stage(), seconds(stage.millis()), bar)
                    .replace(System.lineSeparator(), "\n"));
        }
        stages.stream()
                .max(Comparator.comparingLong(BootStage::millis))
                .ifPresent(slowest ->
                        text.append("Slowest: ").append(slowest.stage()).append('\n'));
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append("\n    %-9s %s".formatted(name, value.strip().replace("\n", "\n" + " ".repeat(14))));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** One call a message: scenarios that end at the same time do not mix their lines. */
    private void print(StringBuilder text) {
        out.println(text.toString().replaceFirst("^\n", ""));
        out.flush();
    }
}
