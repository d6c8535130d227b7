package io.meshconformance.reference.proxy.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The {@code state} of a sign-in: the browser's token, when it began, and, sealed, where it returns to. The provider
 * and its logs learn nothing of the last (facts 5, hop 2 and 4).
 */
public final class SignInState {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Seal seal;
    private final Clock clock;

    /** States sealed under the cookie secret. */
    public SignInState(byte[] cookieSecret, Clock clock) {
        this.seal = new Seal(cookieSecret);
        this.clock = clock;
    }

    /** A new state for the browser that holds this token. */
    public String begin(String token, String returnTo) {
        String open = token + "|" + clock.instant().getEpochSecond() + "|";
        return encode(open + seal.close(returnTo, open));
    }

    /**
     * Where a state returns to; absent when it is not ours, not this browser's or too old.
     *
     * @param token what the browser's cookie holds
     */
    public Optional<String> finish(String state, String token) {
        String[] parts = decode(state).split("\\|", 3);
        if (parts.length != 3) {
            return Optional.empty();
        }
        return seal.open(parts[2], parts[0] + "|" + parts[1] + "|")
                .filter(returnTo -> MessageDigest.isEqual(
                        parts[0].getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .filter(returnTo -> clock.instant()
                        .isBefore(
                                Instant.ofEpochSecond(Long.parseLong(parts[1])).plus(LIFETIME)));
    }

    /** The fault's way: where a state of ours returns to, whichever browser brings it and however old it is. */
    public Optional<String> finishUnchecked(String state) {
        String[] parts = decode(state).split("\\|", 3);
        return parts.length == 3 ? seal.open(parts[2], parts[0] + "|" + parts[1] + "|") : Optional.empty();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
