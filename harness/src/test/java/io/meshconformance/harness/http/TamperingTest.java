package io.meshconformance.harness.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TamperingTest {

    @Test
    @DisplayName("one character in the middle is another, be it an A already")
    void oneCharacter() {
        assertEquals("abAde", Tampering.oneCharacterOf("abcde"));
        assertEquals("B", Tampering.oneCharacterOf("A"));
        assertThrows(IllegalArgumentException.class, () -> Tampering.oneCharacterOf(""));
    }

    @Test
    @DisplayName("each part of a token is tampered with by itself, its signature too, and what has no parts as a whole")
    void eachPart() {
        assertEquals(
                List.of("hBd.pay.sig", "hAd.pAy.sig", "hAd.pay.sAg"), Tampering.oneCharacterOfEachPart("hAd.pay.sig"));
        assertEquals(List.of("opAue"), Tampering.oneCharacterOfEachPart("opque"));
        assertThrows(IllegalArgumentException.class, () -> Tampering.oneCharacterOfEachPart("a..b"));
    }

    @Test
    @DisplayName("a parameter of an address is tampered with, and nothing else of it")
    void parameter() {
        Url url = Url.parse("https://a.test/callback?first=abc&second=xyz");
        assertEquals("https://a.test/callback?first=abc&second=xAz", Tampering.parameterOf(url, "second"));
        assertThrows(AssertionError.class, () -> Tampering.parameterOf(url, "third"));
    }
}
