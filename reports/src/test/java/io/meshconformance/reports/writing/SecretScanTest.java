package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.CheckEvent;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.events.ScenarioEvent;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Header;
import io.meshconformance.reports.model.Manifest;
import io.meshconformance.reports.model.Request;
import io.meshconformance.reports.model.Response;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.Token;
import io.meshconformance.reports.model.VerdictResult;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {

    private static final String SECRET = "p@ss<word>&\"quoted\"/+=7";
    private static final String PEM = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmadeUpForATestOnly
            hRANCAAQmadeUpForATestOnlyTooAndNeverAKeyOfAnyoneAnywhere000000000
            -----END PRIVATE KEY-----
            """;

    @TempDir
    Path folder;

    @Test
    void findsASecretAsItIs() {
        assertTrue(finds("before " + SECRET + " after"));
    }

    @Test
    void findsItEncodedForUrls() {
        assertTrue(finds("?token=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8) + "&x=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "Basic user:"})
    void findsItInsideSomethingInBase64WhereverItStarts(String before) {
        byte[] bytes = (before + SECRET + "tail").getBytes(StandardCharsets.UTF_8);

        assertTrue(finds(Base64.getEncoder().encodeToString(bytes)));
        assertTrue(finds(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    @Test
    void findsItInJsonAndInHtml() throws IOException {
        assertTrue(finds(Documents.JSON.writeValueAsString(Map.of("password", SECRET))));
        assertTrue(finds("<p>p@ss&lt;word&gt;&amp;&#34;quoted&#34;/+=7</p>"));
        assertTrue(finds("<p>p@ss&lt;word&gt;&amp;\"quoted\"/+=7</p>"));
    }

    @Test
    void findsAKeyWhoseLinesYamlHasIndented() throws IOException {
        SecretScan scan = new SecretScan(List.of(PEM));

        assertTrue(scan.holdsSecret(Documents.YAML.writeValueAsBytes(Map.of("key", PEM))));
    }

    @Test
    void leavesInnocentTextAlone() {
        assertFalse(finds("p@ss word quoted 7 [redacted hmac:1a2b3c4d]"));
        assertFalse(finds(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header",
                "cookie",
                "body",
                "url",
                "log",
                "claim",
                "manifest",
                "failure",
                "backend",
                "picture",
                "page"
            })
    void aSecretPlantedAnywhereInTheReportIsFoundAndNotLeft(String place) throws IOException {
        ReportFolder target = new ReportFolder(folder.resolve("report"));
        SampleRun run = new SampleRun().add(planted(place, "mint-ed-secret-0815"));
        if (place.equals("picture")) {
            byte[] picture = ("PNG" + "x".repeat(70_000) + "mint-ed-secret-0815").getBytes(StandardCharsets.UTF_8);
            target.keep("page", "image/png", picture);
        }

        ConformanceReport written = target.write(run.report(), List.of("mint-ed-secret-0815"));

        assertEquals(VerdictResult.INVALID, written.verdict().result());
        assertFalse(written.verdict().gates().get(0).passed());
        assertEquals(List.of(), new SecretScan(List.of("mint-ed-secret-0815")).hits(folder));
        assertTrue(Files.readString(target.page()).contains("held a secret"));
    }

    @Test
    void aLeakTakesAnEarlierReportAwayAndLeavesForeignFilesAlone() throws IOException {
        Path report = Files.createDirectories(folder.resolve("report"));
        Files.writeString(report.resolve("notes.txt"), "mine");
        ReportFolder target = new ReportFolder(report);
        target.write(new SampleRun().scenario("GUIDE-001", Ending.PASSED).report(), List.of());

        target.write(
                new SampleRun().add(planted("body", "mint-ed-secret-0815")).report(), List.of("mint-ed-secret-0815"));

        assertEquals("mine", Files.readString(report.resolve("notes.txt")));
        assertFalse(Files.readString(report.resolve("conformance-report.yaml")).contains("GUIDE-001"));
    }

    @Test
    void aListThatIsNoListIsToldNotIgnored() throws IOException {
        Path list = folder.resolve("minted");
        Files.writeString(list, "not base64 at all\n");
        SecretsFile secrets = new SecretsFile();
        secrets.at(list);

        assertThrows(IOException.class, secrets::read);
    }

    private static boolean finds(String text) {
        return new SecretScan(List.of(SECRET)).holdsSecret(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordedScenario planted(String place, String secret) {
        Request request = new Request(
                "GET",
                place.equals("url") ? "https://hello/?t=" + secret : "https://hello/",
                List.of(
                        new Header("x-token", place.equals("header") ? secret : ""),
                        new Header("cookie", place.equals("cookie") ? "_pomerium=" + secret : "")),
                "");
        Exchange exchange = new Exchange(
                "1",
                "browser",
                "",
                request,
                new Response(200, List.of(), place.equals("body") ? "<p>" + secret + "</p>" : ""),
                null,
                "application",
                "",
                1,
                place.equals("backend") ? List.of("authorization: Bearer " + secret) : null,
                List.of(Map.of("path", place.equals("log") ? "/?" + secret : "/")));
        Token token = new Token(
                "somewhere",
                Map.of(),
                Map.of("sub", place.equals("claim") ? List.of("a", secret) : "alice"),
                null,
                "hmac:1");
        CheckEvent check =
                new CheckEvent(null, List.of(), List.of(exchange), List.of(token), List.of(), null, null, null);
        // What could be read in a picture, as the harness tells it when its own redaction missed something.
        Screenshot shown = new Screenshot(
                "a page",
                "",
                "image/png",
                "",
                0,
                null,
                "https://hello/",
                place.equals("page") ? "state = " + secret : "");
        Ending ending = place.equals("failure") ? Ending.failed(new AssertionError("was " + secret)) : Ending.PASSED;
        Manifest manifest = new Manifest("a.yaml", place.equals("manifest") ? "data:\n  key: " + secret : "");
        ScenarioEvent event = new ScenarioEvent(null, null, null, List.of(manifest), null, 0, null, 0);
        RecordedCheck recorded = new RecordedCheck("check", "a sentence", ending, 0, 1, check);
        return new RecordedScenario(
                "GUIDE-001", "title", List.of(), Ending.PASSED, 0, 1, event, List.of(recorded), List.of(shown));
    }
}
