package io.meshconformance.reports.writing;

import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries of {@code ci/known-failures.yaml}, ready to be filled in: one a failure that is not accepted (after the OpenID
 * conformance suite, which prints such a template). The reason, the link and the day are for the person who accepts it:
 * as it stands the file is refused.
 */
final class KnownFailureTemplate {

    private static final String HEAD = """
            # Accepts what failed in this run, once each entry has a reason, a link and a last day (such as "2027-01-31"):
            # copy the entries that are to be accepted to ci/known-failures.yaml. They still run, and a check that passes
            # although an entry expects it to fail, fails the run. Each counts where a part of seenOn is judged.
            """;

    private KnownFailureTemplate() {}

    /** The part whose version a failure is most often bound to; a person names another where that is the cause. */
    private static final String PROXY = "proxy";

    /** The file; nothing where there is nothing to accept. */
    static Optional<byte[]> of(ConformanceReport report) {
        List<String> judged = report.subject().components().stream()
                .filter(part -> part.name().equals(PROXY))
                .map(KnownFailures::judged)
                .toList();
        List<KnownFailures.Entry> entries = report.scenarios().stream()
                .flatMap(scenario -> scenario.checks().stream()
                        .filter(CheckResult::unexpectedFailure)
                        .map(check -> new KnownFailures.Entry(scenario.id(), check.id(), judged, "", "", "")))
                .toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(text(entries));
    }

    private static byte[] text(List<KnownFailures.Entry> entries) {
        byte[] yaml = Documents.bytes(() -> Documents.YAML.writeValueAsBytes(Map.of("knownFailures", entries)));
        return (HEAD + new String(yaml, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
