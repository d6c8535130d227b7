package io.meshconformance.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.page.HtmlPage;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void rendersFromTheYamlThePageOfTheRun() throws IOException {
        ConformanceReport report = RichRun.failing().report();
        String yaml = stored("conformance-report.yaml", Documents.yaml(report));

        assertEquals(0, run("render", yaml));
        assertArrayEquals(
                HtmlPage.render(report).get(HtmlPage.FRONT), Files.readAllBytes(folder.resolve("index.html")));
    }

    @Test
    void rendersFromTheJsonIntoAnotherFolder() throws IOException {
        String json = stored("r.json", Documents.json(RichRun.passing().report()));

        assertEquals(0, run(json, "--out", folder.resolve("again").toString()));
        assertTrue(Files.exists(folder.resolve("again/index.html")));
    }

    @Test
    void theVerdictIsTheExitCode() throws IOException {
        assertEquals(
                0,
                run("verdict", stored("a.json", Documents.json(RichRun.passing().report()))));
        assertEquals(
                1,
                run("verdict", stored("b.json", Documents.json(RichRun.failing().report()))));
        byte[] broken = Documents.json(new SampleRun().broken("No Docker.").report());
        assertEquals(2, run("verdict", stored("c.json", broken)));
        assertTrue(said(out).contains("Not conformant: 1 scenario broke its promise (GUIDE-002)"));
    }

    @Test
    void comparesTwoRuns() throws IOException {
        String before = stored("a.yaml", Documents.yaml(RichRun.passing().report()));
        String after = stored("b.yaml", Documents.yaml(RichRun.failing().report()));

        assertEquals(0, run("--compare", before, before));
        assertEquals(1, run("--compare", before, after));
        assertTrue(said(out).contains("GUIDE-002   regressed   passed -> failed"), said(out));
    }

    @Test
    void mergesRunsOfSeveralProxiesIntoOneTable() throws IOException {
        String one = stored("a.yaml", Documents.yaml(RichRun.passing().id("one").report()));
        String two = stored("b.yaml", Documents.yaml(RichRun.failing().id("two").report()));
        Path page = folder.resolve("merged.html");

        assertEquals(0, run("--merge", one, two, "--out", page.toString()));
        String html = Files.readString(page);
        assertTrue(html.contains(">one<") && html.contains(">two<"));
        assertTrue(html.contains("<strong>differs</strong>"));
    }

    @Test
    void theTableShowsDifferencesFirstNamesWhatVariesAndLinksThePagesBelowIt() throws IOException {
        Files.createDirectories(folder.resolve("istio-1"));
        stored("istio-1/index.html", new byte[0]);
        String one = stored("istio-1/a.json", Documents.json(RichRun.failing().report()));
        String two = stored(
                "b.json",
                Documents.json(RichRun.passing().version("istiod", "1.31.4").report()));
        Path page = folder.resolve("merged.html");

        assertEquals(0, run("--merge", one, two, "--out", page.toString()), said(err));
        String html = Files.readString(page);
        String rows = html.substring(html.indexOf("Promise</th>"));
        assertTrue(
                rows.indexOf("<tr class=\"agrees\">") > rows.lastIndexOf("<tr class=\"differs\">"),
                "differences first");
        assertTrue(html.contains("<th scope=\"col\">Istio's pilot 1.31.4<span"), "what varies heads its column");
        assertTrue(html.contains("<a href=\"istio-1/index.html#GUIDE-002\">"), html);
    }

    @Test
    void aLineThatOneRunDoesNotListIsNotStatedThere() throws IOException {
        ConformanceReport all = RichRun.passing().id("all").report();
        String one = stored("a.yaml", Documents.yaml(all));
        String line = "- id: \"INJ-001\"";
        String yaml = new String(Documents.yaml(all), StandardCharsets.UTF_8).replace("\r", "");
        int from = yaml.indexOf("- id: \"INJ-001\"") < 0 ? yaml.indexOf("- id: INJ-001") : yaml.indexOf(line);
        int to = yaml.indexOf("\n- id: ", from + 1) + 1;
        String two = stored("b.yaml", (yaml.substring(0, from) + yaml.substring(to)).getBytes(StandardCharsets.UTF_8));
        Path page = folder.resolve("merged.html");

        assertEquals(0, run("--merge", one, two, "--out", page.toString()), said(err));
        String html = Files.readString(page);
        assertEquals(1, html.split(">not stated<", -1).length - 1);
        assertTrue(
                html.contains("they disagree about 1 of " + all.requirements().size() + " requirements"));
    }

    @Test
    void aReportThatWasCutOffIsRefusedInOneLineWithTheCure() throws IOException {
        byte[] yaml = Documents.yaml(RichRun.failing().report());
        String cut = stored("cut.yaml", Arrays.copyOf(yaml, yaml.length / 2));

        assertEquals(2, run("render", cut));
        assertEquals(2, run("--compare", cut, cut));
        assertEquals(
                2, run("--merge", cut, cut, "--out", folder.resolve("m.html").toString()));
        List<String> lines = said(err).lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.stream().allMatch(line -> line.matches("ci/report: .*cut off.*: .+")), lines::toString);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() throws IOException {
        String yaml = stored("a.yaml", Documents.yaml(RichRun.passing().report()));
        String inTheWay = stored("file", new byte[0]);

        assertEquals(2, run("render", yaml, "--out", inTheWay));
        assertEquals(1, said(err).lines().count(), said(err));
        assertTrue(said(err).contains("name another place with --out"), said(err));
    }

    @Test
    void archivesUnderANameFromTheContents() throws IOException {
        String yaml = stored("a.yaml", Documents.yaml(RichRun.passing().report()));

        assertEquals(0, run("--archive", yaml, folder.resolve("reports").toString()));
        assertTrue(Files.exists(
                folder.resolve("reports/2026-11-22-sidecar-reference-proxy-0.1.0-istiod-1.30.3-report.yaml")));
    }

    @Test
    void wrongUseIsThreeAndSaysHow() {
        assertEquals(3, run());
        assertEquals(3, run("--compare", "one.yaml"));
        assertEquals(3, run("--what"));
        assertEquals(3, run("--merge", "a.yaml", "b.yaml", "--out"));
        assertEquals(3, run("verdict", "a.yaml", "b.yaml"));
        assertTrue(
                said(err).lines().allMatch(line -> line.startsWith("ci/report: ") && line.endsWith("--help.")),
                said(err));
        assertEquals(0, run("--compare", "--help"));
        assertTrue(said(out).contains("ci/report --compare BEFORE AFTER"));
    }

    @Test
    void whatNobodyExpectedIsOneLineAndNeverNotConformant() {
        assertEquals(2, run("verdict", "no\0path"));
        assertEquals(1, said(err).lines().count(), said(err));
        assertTrue(said(err).startsWith("ci/report: ended unexpectedly: "), said(err));
    }

    @Test
    void aFileThatIsNoReportIsTold() throws IOException {
        assertEquals(2, run("verdict", folder.resolve("absent.json").toString()));
        assertEquals(2, run("verdict", stored("x.yaml", "apiVersion: v1\n".getBytes(StandardCharsets.UTF_8))));
        assertTrue(said(err).contains("there is no file "), said(err));
        assertEquals(2, said(err).lines().count(), "a line each");
    }

    private String stored(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private int run(String... arguments) {
        PrintStream quiet = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new ReportCommand(quiet, errors).run(List.of(arguments));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
