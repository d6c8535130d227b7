package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.jwk.JWKSet;
import io.meshconformance.reference.proxy.crypto.AssertionSigningKey;
import io.meshconformance.reference.proxy.crypto.MessageDigests;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The published key set.
 *
 * @param json the document, public parts only
 * @param tag its entity tag, quoted
 */
public record KeySet(String json, String tag) {
    /** The key set that publishes this key alone. */
    public static KeySet of(AssertionSigningKey key, Faults faults) {
        JWKSet keys = faults.has(Fault.OPAQUE_KEYSET) ? new JWKSet(List.of()) : new JWKSet(key.jwk());
        String json = keys.toString(true);
        byte[] digest = Arrays.copyOf(MessageDigests.sha256(json.getBytes(StandardCharsets.UTF_8)), 8);
        return new KeySet(json, "\"" + HexFormat.of().formatHex(digest) + "\"");
    }
}
