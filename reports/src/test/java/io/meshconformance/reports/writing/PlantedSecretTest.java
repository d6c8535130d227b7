package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.judgement.Gates;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.sample.PlantedSecret;
import io.meshconformance.reports.sample.PlantedSecret.Place;
import io.meshconformance.reports.sample.RichRun;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret that the redaction missed, wherever it stands and however it is written: the run fails and nothing is left. */
class PlantedSecretTest {

    private static final String SECRET = "mint/ed+secret?0815=";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("everywhereInEveryForm")
    void isFoundAndNotLeft(Place place, String form, String written) throws IOException {
        ReportFolder target = new ReportFolder(folder.resolve("report"));
        ConformanceReport clean = RichRun.passing().report();
        target.write(clean, List.of(SECRET));

        ConformanceReport left = target.write(PlantedSecret.at(place, written).report(), List.of(SECRET));

        assertEquals(VerdictResult.INVALID, left.verdict().result());
        assertEquals(2, left.verdict().exitCode());
        assertFalse(left.verdict().gates().get(0).passed());
        assertEquals(List.of(), new SecretScan(List.of(SECRET)).hits(folder), "nothing of it is left");
        assertTrue(Files.readString(target.page()).contains("held a secret"));
    }

    static Stream<Arguments> everywhereInEveryForm() {
        List<Arguments> all = new ArrayList<>();
        for (Place place : Place.values()) {
            all.add(Arguments.of(place, "plain", SECRET));
            all.add(Arguments.of(place, "URL-encoded", URLEncoder.encode(SECRET, StandardCharsets.UTF_8)));
            for (String before : List.of("", "a", "ab")) {
                byte[] bytes = (before + SECRET + "z").getBytes(StandardCharsets.UTF_8);
                all.add(Arguments.of(
                        place,
                        "base64 after " + before.length(),
                        Base64.getEncoder().encodeToString(bytes)));
                all.add(Arguments.of(
                        place,
                        "URL-safe base64 after " + before.length(),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
            }
        }
        return all.stream();
    }

    @Test
    void inThePictureItselfIsFoundToo() throws IOException {
        ReportFolder target = new ReportFolder(folder.resolve("report"));
        byte[] picture = ("PNG" + "x".repeat(70_000) + SECRET).getBytes(StandardCharsets.UTF_8);
        target.kept().keep("image/png", picture);

        ConformanceReport left = target.write(RichRun.passing().report(), List.of(SECRET));

        assertEquals(VerdictResult.INVALID, left.verdict().result());
        assertEquals(List.of(), new SecretScan(List.of(SECRET)).hits(folder));
    }

    @Test
    void takesTheWholeReportAwayAndLeavesForeignFilesAlone() throws IOException {
        Path report = Files.createDirectories(folder.resolve("report"));
        Files.writeString(report.resolve("notes.txt"), "mine");
        ReportFolder target = new ReportFolder(report);
        target.write(RichRun.failing().report(), List.of());

        target.write(PlantedSecret.at(Place.BODY, SECRET).report(), List.of(SECRET));

        Set<String> left;
        try (Stream<Path> files = Files.walk(report)) {
            left = files.filter(Files::isRegularFile)
                    .map(file -> report.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(
                new TreeSet<>(Arrays.asList(
                        "allure-results/environment.properties",
                        "conformance-junit.xml",
                        "conformance-report.json",
                        "conformance-report.yaml",
                        "index.html",
                        "notes.txt",
                        "open-test-report.xml",
                        "summary.md")),
                left);
        assertEquals("mine", Files.readString(report.resolve("notes.txt")));
        assertFalse(Files.readString(report.resolve("conformance-report.yaml")).contains("GUIDE-00"));
    }

    @Test
    void wouldHaveBeenSearchedForInACleanReportToo() throws IOException {
        ReportFolder target = new ReportFolder(folder.resolve("report"));

        ConformanceReport written = target.write(RichRun.passing().report(), List.of(SECRET, "another-secret"));

        assertTrue(written.verdict().gates().stream()
                .anyMatch(gate -> gate.id().equals(Gates.NO_SECRET)
                        && gate.passed()
                        && gate.message().equals("Searched for 2, found none.")));
        assertEquals(written, StoredReport.read(folder.resolve("report/conformance-report.yaml")));
    }
}
