package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.format.Documents;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

    private static boolean finds(String text) {
        return new SecretScan(List.of(SECRET)).holdsSecret(text.getBytes(StandardCharsets.UTF_8));
    }
}
