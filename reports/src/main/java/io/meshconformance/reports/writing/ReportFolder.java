package io.meshconformance.reports.writing;

import io.meshconformance.reports.github.StepSummary;
import io.meshconformance.reports.judgement.Gates;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.Verdict;
import io.meshconformance.reports.page.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String EVIDENCE = "evidence";
    private static final String DEBUG = "debug";
    /** What this class writes below folders of its own, and may therefore take away again. */
    private static final Pattern OWN =
            Pattern.compile("evidence/([0-9a-f]{16}\\.[a-z]+|[A-Z]+-[0-9]{3}\\.html)|debug/[^/]+/[^/]+|"
                    + AllureResults.FOLDER
                    + "([0-9a-f-]{36}-(result\\.json|attachment\\.(json|png))|environment\\.properties)");

    private static final int INLINE = 60_000;

    /** A folder that is kept every night stays below this, in bytes; above it, what repeats other files is left out. */
    static final long LIMIT = 50_000_000;

    private final Path directory;
    private final Map<String, byte[]> kept = new LinkedHashMap<>();
    private boolean keptLeaked;
    private boolean withoutAllure;

    /** Names a folder, which need not exist. */
    public ReportFolder(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Where the page lies. */
    public Path page() {
        return directory.resolve(PAGE);
    }

    /** Keeps a file for the next report that is written. */
    public synchronized void keepFile(String path, byte[] bytes) {
        kept.put(path, bytes);
    }

    /** Keeps a picture: inline where it is small, as a file beside the page where it is not. */
    public synchronized Screenshot keep(String name, String mediaType, byte[] bytes) {
        String digest = Digests.sha256(bytes);
        if (bytes.length <= INLINE) {
            String inline = Base64.getEncoder().encodeToString(bytes);
            return new Screenshot(name, "", mediaType, digest, bytes.length, inline, "", "");
        }
        String kind = mediaType.replaceFirst("^image/", "").replaceAll("[^a-z]", "");
        String path = EVIDENCE + "/" + digest.substring(0, 16) + "." + kind;
        kept.put(path, bytes);
        return new Screenshot(name, path, mediaType, digest, bytes.length, null, "", "");
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
        ConformanceReport report = judged.withVerdict(
                new Verdict(verdict.result(), verdict.summary(), Gates.searched(verdict.gates(), secrets.size())));
        SecretScan scan = new SecretScan(secrets);
        Map<String, byte[]> files = files(report);
        // Files that held one are gone; that they did stays true of every later page of the run.
        keptLeaked |= kept.values().stream().anyMatch(scan::holdsSecret);
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

    /** What the last report written does without, and why, in one sentence; empty where nothing is missing. */
    public synchronized Optional<String> leftOut() {
        return withoutAllure
                ? Optional.of("without Allure results: with them it would be above %d MB".formatted(LIMIT / 1_000_000))
                : Optional.empty();
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
        Map<String, byte[]> files = new LinkedHashMap<>(kept);
        files.put(YAML, Documents.yaml(report));
        files.put(JSON, Documents.json(report));
        files.put(JUNIT, JUnitXml.of(report));
        if (!report.run().finished().isEmpty()) {
            // For other programs, once: nobody reads these of a run that goes on.
            KnownFailureTemplate.of(report).ifPresent(template -> files.put(TEMPLATE, template));
            files.put(SUMMARY, StepSummary.of(report));
            files.put(OPEN_TEST_REPORT, OpenTestReport.of(report));
            files.putAll(AllureResults.of(report));
        }
        files.putAll(HtmlPage.render(report));
        withoutAllure = files.values().stream().mapToLong(file -> file.length).sum() > LIMIT;
        if (withoutAllure) {
            files.keySet().removeIf(name -> name.startsWith(AllureResults.FOLDER));
        }
        return files;
    }

    private void publish(Map<String, byte[]> files) throws IOException {
        Files.createDirectories(directory);
        removeOwnNotIn(files);
        if (!files.containsKey(TEMPLATE)) {
            Files.deleteIfExists(directory.resolve(TEMPLATE));
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
        for (String folder : List.of(EVIDENCE, DEBUG, AllureResults.FOLDER)) {
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
