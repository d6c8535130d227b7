package io.meshconformance.harness.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.run.EnvironmentBroken;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLW9mLXRva2Vu";

    private final MintedSecrets secrets = new MintedSecrets();
    private final Redaction redaction = new Redaction(secrets);

    @Test
    void theSameSecretIsRecognisedAtTwoHopsAndNeverShown() {
        secrets.register("cookie", "a-cookie-value-of-some-length");
        String mark = redaction.mark("a-cookie-value-of-some-length");
        assertEquals("at the proxy: " + mark, redaction.redacted("at the proxy: a-cookie-value-of-some-length"));
        assertEquals(mark + " at the workload", redaction.redacted("a-cookie-value-of-some-length at the workload"));
    }

    @Test
    void anotherRunHasOtherMarks() {
        assertNotEquals(redaction.mark("secret"), new Redaction(secrets).mark("secret"));
    }

    @Test
    void aTokenThatNobodyRegisteredGoesByItsShape() {
        assertEquals("Bearer " + redaction.mark(TOKEN), redaction.redacted("Bearer " + TOKEN));
    }

    @Test
    void aPrivateKeyGoesByItsShape() {
        String pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQ\n-----END EC PRIVATE KEY-----";
        assertFalse(redaction.redacted("key: " + pem).contains("MHcCAQ"));
    }

    @Test
    void whatAUrlCarriesOfASignInGoesAndTheRestStays() {
        String clean = redaction.redacted("https://host/cb?code=abcdefghijkl&x=1&state=zyxwvutsrqpo");
        assertFalse(clean.contains("abcdefghijkl") || clean.contains("zyxwvutsrqpo"), clean);
        assertTrue(clean.startsWith("https://host/cb?code=[redacted hmac:") && clean.contains("&x=1&state="), clean);
    }

    @Test
    void whatIsThrownLosesItsSecretsAndKeepsItsMeaning() {
        Throwable clean = redaction.redacted(new AssertionError("expected no token, got " + TOKEN));
        assertFalse(String.valueOf(clean.getMessage()).contains(TOKEN));
        Throwable hidden = redaction.redacted(new IllegalStateException("see cause", new RuntimeException(TOKEN)));
        assertEquals(null, hidden.getCause());
        Throwable broken = redaction.redacted(new EnvironmentBroken(TOKEN, "start again"));
        assertTrue(broken instanceof EnvironmentBroken, broken.toString());
        Throwable harmless = new AssertionError("nothing secret");
        assertSame(harmless, redaction.redacted(harmless));
    }

    @Test
    void everyStringOfATreeIsRedacted() throws Exception {
        JsonNode tree = new JsonMapper().readTree("{\"a\":[{\"b\":\"" + TOKEN + "\"}],\"n\":1}");
        String clean = redaction.redacted(tree).toString();
        assertFalse(clean.contains(TOKEN));
        assertTrue(clean.contains("\"n\":1"), clean);
    }
}
