package io.meshconformance.reference.proxy.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealTest {
    private final Seal seal = new Seal(new byte[32]);

    /** The JDK's cipher does not end as it says for what is shorter than its own tag. */
    @Test
    void whatIsTooShortIsNoSeal() {
        for (int length = 0; length < 40; length++) {
            String text = Base64.getUrlEncoder().encodeToString(new byte[length]);
            assertEquals(Optional.empty(), seal.open(text, ""), text);
        }
        assertEquals(Optional.of(""), seal.open(seal.close("", "a"), "a"));
    }
}
