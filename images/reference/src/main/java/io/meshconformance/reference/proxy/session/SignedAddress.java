package io.meshconformance.reference.proxy.session;

import io.meshconformance.reference.proxy.crypto.MessageDigests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Addresses that only we can have made, each good for five minutes (facts 5). */
public final class SignedAddress {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    /** Clocks of two proxies may differ by this much. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private final byte[] sharedSecret;
    private final Clock clock;

    /** Signs and checks under the shared secret. */
    public SignedAddress(byte[] sharedSecret, Clock clock) {
        this.sharedSecret = sharedSecret.clone();
        this.clock = clock;
    }

    /**
     * A signed address.
     *
     * @param base scheme, host and path, without query
     */
    public String sign(String base, Query query) {
        Instant now = clock.instant();
        Query timed = query.without(Parameter.SIGNATURE)
                .with(Parameter.ISSUED, Long.toString(now.getEpochSecond()))
                .with(Parameter.EXPIRY, Long.toString(now.plus(LIFETIME).getEpochSecond()));
        String signature = Base64.getUrlEncoder().encodeToString(mac(base, timed));
        return base + "?" + timed.with(Parameter.SIGNATURE, signature).encoded();
    }

    /** Why an address is not one of ours that is still good; absent when it is. */
    public Optional<String> flaw(String base, Query query) {
        Optional<byte[]> signature = query.get(Parameter.SIGNATURE).flatMap(SignedAddress::decode);
        if (signature.isEmpty()) {
            return Optional.of("malformed signature");
        }
        byte[] expected = mac(base, query.without(Parameter.SIGNATURE));
        if (!MessageDigest.isEqual(expected, signature.get())) {
            return Optional.of("hmac failed");
        }
        Instant now = clock.instant();
        if (now.minus(LEEWAY).isAfter(time(query, Parameter.EXPIRY))) {
            return Optional.of("expired");
        }
        return now.plus(LEEWAY).isBefore(time(query, Parameter.ISSUED))
                ? Optional.of("issued in the future")
                : Optional.empty();
    }

    private byte[] mac(String base, Query query) {
        return MessageDigests.hmac(sharedSecret, (base + "?" + query.encoded()).getBytes(StandardCharsets.UTF_8));
    }

    /** Only asked once the signature is known to be ours, so the text is a number we wrote. */
    private static Instant time(Query query, String name) {
        return Instant.ofEpochSecond(Long.parseLong(query.get(name).orElse("0")));
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
