package io.meshconformance.reports.command;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.words.TimeUse;
import io.meshconformance.reports.writing.StoredReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * What {@code ci/bench} measured: figures of each kind of run, and, out of the same runs, what the machine sets as limits:
 * how long it takes until a node is there, a pod is ready, a change is in force.
 *
 * @param figures kind by kind
 */
public record BenchTable(List<BenchFigure> figures) {

    private static final double MILLIS = 1000;

    /** One measured thing, of one run; empty where the run had no such. */
    private record Measure(String what, Function<Measured, OptionalDouble> of) {}

    private record Measured(double seconds, ConformanceReport report) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("command to verdict", run -> OptionalDouble.of(run.seconds())),
            new Measure("boot", run -> seconds(TimeUse.of(run.report()).boot())),
            new Measure("first verdict", run -> firstVerdict(run.report())),
            new Measure(
                    "scenarios side by side",
                    run -> seconds(TimeUse.of(run.report()).sideBySide())),
            new Measure(
                    "one scenario alone",
                    run -> seconds(TimeUse.of(run.report()).alone())),
            new Measure("each scenario, of the whole", BenchTable::each),
            new Measure("limit: node", run -> stage(run.report(), "node")),
            new Measure("limit: workloads of a scenario", run -> workloads(run.report())),
            new Measure("limit: a change in force", run -> changes(run.report())));

    /**
     * Reads what a bench kept.
     *
     * @param folder has reports, and {@code seconds.txt} with a line for each: its name and the seconds of its run
     * @throws IOException where one cannot be read
     */
    static BenchTable read(Path folder) throws IOException {
        Map<String, List<Measured>> parts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("seconds.txt"))) {
            String[] words = line.split(" ");
            if (words.length != 2 || !words[0].contains("-")) {
                throw new IOException(folder.resolve("seconds.txt") + " has a line that names no run: " + line);
            }
            String part = words[0].substring(0, words[0].lastIndexOf('-'));
            parts.computeIfAbsent(part, key -> new ArrayList<>())
                    .add(new Measured(Double.parseDouble(words[1]), StoredReport.read(folder.resolve(words[0]))));
        }
        List<BenchFigure> figures = new ArrayList<>();
        parts.forEach((part, runs) -> MEASURES.forEach(measure -> {
            List<Double> values = runs.stream()
                    .map(measure.of())
                    .flatMapToDouble(OptionalDouble::stream)
                    .boxed()
                    .toList();
            if (!values.isEmpty()) {
                figures.add(new BenchFigure(part, measure.what(), values));
            }
        }));
        return new BenchTable(figures);
    }

    /**
     * Reads what a bench kept, and writes its figures beside it, as {@code bench.yaml}.
     *
     * @throws IOException where one cannot be read, or they cannot be written
     */
    public static BenchTable kept(Path folder) throws IOException {
        BenchTable bench = read(folder);
        Files.write(folder.resolve("bench.yaml"), Documents.YAML.writeValueAsBytes(bench));
        return bench;
    }

    /**
     * Reads figures that were written.
     *
     * @throws IOException where they cannot be read
     */
    public static BenchTable written(Path file) throws IOException {
        return Documents.YAML.readValue(file.toFile(), BenchTable.class);
    }

    /** The figures, a line each. */
    public List<String> lines() {
        return figures.stream().map(BenchFigure::line).toList();
    }

    /** What a later bench says otherwise, a line for each figure that both have. */
    public List<String> linesAgainst(BenchTable later) {
        List<String> lines = new ArrayList<>();
        for (BenchFigure before : figures) {
            later.figures().stream()
                    .filter(before::isLike)
                    .findFirst()
                    .ifPresent(after -> lines.add(String.format(
                            Locale.ROOT,
                            "%-10s %-32s %8.1f -> %.1f s  %+.0f%%%s",
                            before.part(),
                            before.what(),
                            before.median(),
                            after.median(),
                            100 * (after.median() - before.median()) / before.median(),
                            after.isApartFrom(before) ? ", beyond the spread" : "")));
        }
        return lines;
    }

    private static OptionalDouble seconds(long millis) {
        return millis == 0 ? OptionalDouble.empty() : OptionalDouble.of(millis / MILLIS);
    }

    private static OptionalDouble firstVerdict(ConformanceReport report) {
        return smallest(report.scenarios().stream()
                .filter(scenario -> scenario.durationMs() > 0)
                .mapToLong(scenario -> scenario.startMs() + scenario.durationMs()));
    }

    private static OptionalDouble smallest(LongStream millis) {
        return millis.asDoubleStream().map(each -> each / MILLIS).min();
    }

    private static OptionalDouble each(Measured run) {
        long plays = run.report().scenarios().stream()
                .filter(scenario -> scenario.durationMs() > 0)
                .mapToLong(scenario -> Math.max(1, scenario.plays().size()))
                .sum();
        return plays <= 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((run.seconds() - TimeUse.of(run.report()).boot() / MILLIS) / plays);
    }

    private static OptionalDouble stage(ConformanceReport report, String name) {
        return report.boot().stream()
                .filter(stage -> stage.stage().equals(name))
                .mapToDouble(stage -> stage.millis() / MILLIS)
                .findFirst();
    }

    /** In the middle of those that began in a namespace of their own. */
    private static OptionalDouble workloads(ConformanceReport report) {
        return middle(report.scenarios().stream()
                .filter(scenario -> scenario.follows().isEmpty())
                .mapToLong(ScenarioResult::applyMs));
    }

    private static OptionalDouble changes(ConformanceReport report) {
        return middle(report.scenarios().stream()
                .flatMap(ScenarioResult::timings)
                .mapToLong(CheckEvidence.Timings::barrierMillis));
    }

    private static OptionalDouble middle(LongStream millis) {
        List<Double> some =
                millis.filter(each -> each > 0).mapToObj(each -> each / MILLIS).toList();
        return some.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(new BenchFigure("", "", some).median());
    }
}
