package io.meshconformance.reports.writing;

import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.github.StepSummary;
import io.meshconformance.reports.judgement.Gates;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Verdict;
import io.meshconformance.reports.page.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a report. What is written is scanned for secrets before it takes its place, so no reader ever finds an
 * unscanned file. Only files this class knows by name, and files with a secret in them, are ever deleted: the folder
 * may be one that a person chose.
 */
public final class ReportFolder {

    /** The page. */
    public static final String PAGE = HtmlPage.FRONT;

    /** The report for machines, YAML. */
    public static final String YAML = "conformance-report.yaml";

    /** The report for machines, JSON. */
    public static final String JSON = "conformance-report.json";

    private static final String JUNIT = "conformance-junit.xml";
    private static final String SUMMARY = "summary.md";
    private static final String TEMPLATE = "known-failures-template.yaml";
    private static final String OPEN_TEST_REPORT = "open-test-report.xml";
    /** What this class writes below folders of its own, and may therefore take away again. */
    private static final Pattern OWN =
            Pattern.compile("evidence/([0-9a-f]{16}\\.[a-z]+|[A-Z]+-[0-9]{3}\\.html)|debug/[^/]+/[^/]+|"
                    + AllureResults.FOLDER
                    + "([0-9a-f-]{36}-result\\.json|environment\\.properties)");

    private final Path directory;
    private final KeptFiles kept = new KeptFiles();
    private boolean keptLeaked;

    /** Names a folder, which need not exist. */
    public ReportFolder(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Where the page lies. */
    public Path page() {
        return directory.resolve(PAGE);
    }

    /** What is written with the next report. */
    public KeptFiles kept() {
        return kept;
    }

    /**
     * Writes a report and gives back what was written: where a secret was found, a short notice with the gate failed.
     *
     * @param judged what is to be written
     * @param secrets everything the run minted
     * @throws IOException where the folder cannot be written
     */
    public synchronized ConformanceReport write(ConformanceReport judged, List<String> secrets) throws IOException {
        Verdict verdict = judged.verdict();
        ConformanceReport report = judged.withVerdict(new Verdict(
                verdict.result(),
                verdict.heading(),
                verdict.summary(),
                Gates.searched(verdict.gates(), secrets.size())));
        SecretScan scan = new SecretScan(secrets);
        Map<String, byte[]> files = files(report);
        // Files that held one are gone; that they did stays true of every later page of the run.
        keptLeaked |= kept.files().values().stream().anyMatch(scan::holdsSecret);
        boolean leaks = keptLeaked || files.values().stream().anyMatch(scan::holdsSecret);
        if (!leaks) {
            publish(files);
            leaks = !scan.hits(directory).isEmpty();
        }
        if (!leaks) {
            return report;
        }
        for (Path hit : scan.hits(directory)) {
            Files.delete(hit);
        }
        kept.clear();
        ConformanceReport notice = LeakNotice.of(report);
        publish(files(notice));
        return notice;
    }

    /**
     * Writes the pages of a stored report, which was scanned when it was stored; its YAML and JSON are left as they are.
     *
     * @throws IOException where the folder cannot be written
     */
    public synchronized void render(ConformanceReport report) throws IOException {
        put(HtmlPage.render(report));
    }

    private Map<String, byte[]> files(ConformanceReport report) {
        Map<String, byte[]> files = kept.files();
        files.put(JSON, Documents.json(report));
        files.put(JUNIT, JUnitXml.of(report));
        if (!report.run().finished().isEmpty()) {
            // For other programs, once: no program reads these of a run that goes on.
            files.put(YAML, Documents.yaml(report));
            KnownFailureTemplate.of(report).ifPresent(template -> files.put(TEMPLATE, template));
            files.put(SUMMARY, StepSummary.of(report));
            files.put(OPEN_TEST_REPORT, OpenTestReport.of(report));
            files.putAll(AllureResults.of(report));
        }
        files.putAll(HtmlPage.render(report));
        return files;
    }

    private void publish(Map<String, byte[]> files) throws IOException {
        Files.createDirectories(directory);
        removeOwnNotIn(files);
        for (String last : List.of(YAML, SUMMARY, OPEN_TEST_REPORT, TEMPLATE)) {
            if (!files.containsKey(last)) {
                Files.deleteIfExists(directory.resolve(last));
            }
        }
        put(files);
    }

    private void put(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.write(fresh, file.getValue());
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void removeOwnNotIn(Map<String, byte[]> files) throws IOException {
        for (String folder : List.of(KeptFiles.EVIDENCE, KeptFiles.DEBUG, AllureResults.FOLDER)) {
            if (Files.exists(directory.resolve(folder))) {
                removeOwnNotIn(files, directory.resolve(folder));
            }
        }
    }

    private void removeOwnNotIn(Map<String, byte[]> files, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                if (OWN.matcher(name).matches() && !files.containsKey(name)) {
                    Files.delete(file);
                }
            }
        }
    }
}
