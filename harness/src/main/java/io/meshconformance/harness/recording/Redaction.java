package io.meshconformance.harness.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The one place where secrets leave the text that is published. Each is replaced by a digest under a key that is made
 * for the run and never written: a reader sees that two hops saw the same token, and never the token.
 */
public final class Redaction {

    private static final int KEY_BYTES = 32;
    private static final int DIGEST_BYTES = 4;

    /** What looks like a secret, whether or not the run minted it; the last group is what has to go. */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("(eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]*)"),
            Pattern.compile("(-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----)"),
            Pattern.compile(
                    "(?:[?&]|&amp;)(?:code|state|pomerium_signature|pomerium_session_encrypted|pomerium_jwt|pomerium_session"
                            + "|id_token_hint|access_token|client_data|session_code)=([^&\\s\"]{8,})"));

    private final MintedSecrets secrets;
    private final SecretKeySpec key;
    private final KnownSecrets known = new KnownSecrets();
    private int learned;

    /**
     * Creates a redaction with a fresh key.
     *
     * @param secrets what the run minted so far and will mint
     */
    public Redaction(MintedSecrets secrets) {
        this.secrets = secrets;
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * Redacts every string of evidence.
     *
     * @param evidence one of the types that the reports read
     * @return the same without secrets
     */
    public <T> T redacted(T evidence) {
        learn();
        return EvidenceFile.changed(evidence, this::redactedTree);
    }

    private JsonNode redactedTree(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(redactedTree(entry.getValue())));
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redactedTree(array.get(i)));
            }
            return array;
        }
        return node.isTextual() ? TextNode.valueOf(redactedText(node.asText())) : node;
    }

    /**
     * Redacts a text.
     *
     * @param text anything
     * @return the text without secrets
     */
    public String redacted(String text) {
        learn();
        return redactedText(text);
    }

    /** What was minted since the last time is added: a run mints thousands. */
    private synchronized void learn() {
        List<MintedSecrets.Secret> fresh = secrets.after(learned);
        fresh.forEach(secret -> known.add(secret.value()));
        learned += fresh.size();
    }

    private String redactedText(String text) {
        String clean = known.replacedIn(text, this::mark);
        for (Pattern shape : SHAPES) {
            clean = shape.matcher(clean).replaceAll(this::withoutLastGroup);
        }
        return clean;
    }

    /**
     * Redacts what was thrown.
     *
     * @param thrown anything
     * @return the same where its words and those of its causes hold no secret; otherwise one of the same meaning without
     */
    public Throwable redacted(Throwable thrown) {
        if (clean(thrown)) {
            return thrown;
        }
        String message = redacted(String.valueOf(thrown.getMessage()));
        Throwable replaced;
        if (thrown instanceof EnvironmentBroken broken) {
            replaced = new EnvironmentBroken(message, redacted(broken.cure()));
        } else if (thrown instanceof TestAbortedException) {
            replaced = new TestAbortedException(message);
        } else {
            replaced = new AssertionFailedError(message);
        }
        replaced.setStackTrace(thrown.getStackTrace());
        return replaced;
    }

    private boolean clean(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (!redacted(message).equals(message)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The mark that stands for a secret.
     *
     * @return the same mark for the same secret, within this run only
     */
    public String mark(String secret) {
        return "[redacted " + digest(secret) + "]";
    }

    /**
     * The digest of a secret under the run's key.
     *
     * @return such as {@code hmac:1a2b3c4d}
     */
    public String digest(String secret) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] digest = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return "hmac:" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private String withoutLastGroup(java.util.regex.MatchResult match) {
        String secret = match.group(1);
        if (secret.contains("[redacted")) {
            return Matcher.quoteReplacement(match.group());
        }
        return Matcher.quoteReplacement(match.group().replace(secret, mark(secret)));
    }
}
