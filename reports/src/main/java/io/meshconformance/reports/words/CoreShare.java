package io.meshconformance.reports.words;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.CoreUse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * How many cores were busy on average; empty where a run had no such time.
 *
 * @param cores how many there are
 * @param boot until the first scenario could begin
 * @param sideBySide while two or more scenarios played
 * @param alone while one played
 */
record CoreShare(int cores, OptionalDouble boot, OptionalDouble sideBySide, OptionalDouble alone) {

    private static final long SECOND = 1000;

    /** That of a run; empty where it was not measured. */
    static Optional<CoreShare> of(ConformanceReport report) {
        long booted = TimeUse.booted(report.boot());
        return Optional.ofNullable(report.run().cores())
                .map(use -> of(use, booted, PlaySpan.of(booted, report.scenarios())));
    }

    static CoreShare of(CoreUse use, long booted, List<PlaySpan> spans) {
        return new CoreShare(
                use.cores(),
                mean(use, moment -> moment < booted),
                mean(use, moment -> playing(spans, moment) > 1),
                mean(use, moment -> playing(spans, moment) == 1));
    }

    private static int playing(List<PlaySpan> spans, long moment) {
        return spans.stream()
                .filter(span -> span.has(moment))
                .mapToInt(PlaySpan::playing)
                .sum();
    }

    private static OptionalDouble mean(CoreUse use, LongPredicate during) {
        return IntStream.range(0, use.busy().size())
                .filter(second -> during.test(second * SECOND + SECOND / 2))
                .mapToDouble(use.busy()::get)
                .average();
    }

    /** In one sentence. */
    String sentence() {
        return "Of %d cores were busy: during the boot %s, with scenarios side by side %s, with one alone %s."
                .formatted(cores, told(boot), told(sideBySide), told(alone));
    }

    private static String told(OptionalDouble busy) {
        return busy.isPresent() ? String.format(Locale.ROOT, "%.1f", busy.getAsDouble()) : "-";
    }
}
