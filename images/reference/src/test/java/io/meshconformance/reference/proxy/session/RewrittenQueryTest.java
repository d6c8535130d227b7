package io.meshconformance.reference.proxy.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewrittenQueryTest {

    @ParameterizedTest
    @CsvSource({
        "a=1&b=two+words, a=1&b=two+words",
        "b=two%20words&a=1, a=1&b=two+words",
        "b=2&a=2&a=1, a=2&a=1&b=2",
        "flag, flag=",
        "a=%2F~*, a=%2F~%2A",
        "a=1&b=%zz&c=3;4, a=1"
    })
    void saysTheSameInTheRealProxysWriting(String sent, String written) {
        assertEquals(written, RewrittenQuery.of(sent));
    }

    /** The front door takes addresses of 60 KiB. */
    @Test
    void aLongQueryIsWrittenAnewAsWell() {
        String sent = "a=" + "%41b".repeat(15_000);
        assertEquals("a=" + "Ab".repeat(15_000), RewrittenQuery.of(sent));
    }
}
