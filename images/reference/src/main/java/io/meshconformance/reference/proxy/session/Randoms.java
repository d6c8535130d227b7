package io.meshconformance.reference.proxy.session;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that cannot be guessed. */
public final class Randoms {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Randoms() {}

    /** So many random bytes in base64url. */
    public static String text(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
