package io.meshconformance.harness.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

    @ParameterizedTest
    @DisplayName("an address is taken apart and put together again as it was, target untouched")
    @ValueSource(
            strings = {
                "https://a.test/",
                "https://a.test:8443/x?y=%2F&z",
                "http://a.test/a/%2e%2e/b",
                "http://a.test//a",
                "https://a.test/?x=https://b.test/"
            })
    void roundTrip(String text) {
        assertEquals(text, Url.parse(text).toString());
    }

    @ParameterizedTest
    @DisplayName("default ports stay out of sight, fragments off the wire, host names in lower case")
    @CsvSource({
        "https://A.test:443, https://a.test/",
        "http://a.test:80/x, http://a.test/x",
        "https://a.test?q=1, https://a.test/?q=1",
        "https://a.test/x#part, https://a.test/x"
    })
    void normalForm(String text, String expected) {
        assertEquals(expected, Url.parse(text).toString());
    }

    @ParameterizedTest
    @DisplayName("a reference leads where a browser would go")
    @CsvSource({
        "https://a.test/x/y, /z, https://a.test/z",
        "https://a.test:8443/x/y, /z?q, https://a.test:8443/z?q",
        "https://a.test/x/y, z, https://a.test/x/z",
        "https://a.test/x/y, //b.test/z, https://b.test/z",
        "https://a.test/x/y, http://b.test/%2e%2e/z, http://b.test/%2e%2e/z",
        "https://a.test/x/y, ?q=1, https://a.test/x/y?q=1",
        "https://a.test/x/y?q, '', https://a.test/x/y?q",
        "https://a.test/x/y?q, #p, https://a.test/x/y?q",
        "https://a.test/x/y, ../../../z?../a, https://a.test/z?../a",
        "https://a.test/x/y/, ./.., https://a.test/x/",
        "https://a.test/{x}/y|z, w, https://a.test/{x}/w"
    })
    void references(String base, String reference, String expected) {
        assertEquals(expected, Url.parse(base).resolve(reference).orElseThrow().toString());
    }

    @ParameterizedTest
    @DisplayName("what is no absolute http or https address is refused")
    @ValueSource(
            strings = {
                "",
                "/x",
                "ftp://a.test/",
                "https://",
                "https://user@a.test/",
                "https://a.test:999999/",
                "https://a.test:65536/",
                "https://a b/",
                "https://a\0/",
                "https://a.test/x y",
                "https://a.test/x\r\ny"
            })
    void refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Url.parse(text));
    }

    @ParameterizedTest
    @DisplayName("a redirect that leads to no address leads nowhere, and ends no check")
    @ValueSource(strings = {"mailto:a@b.test", "javascript:1", "https://", "http://[", "//", "a b", "x\0", "%"})
    void nowhere(String reference) {
        Url page = Url.parse("https://a.test/x");
        assertEquals(reference.equals("%"), page.resolve(reference).isPresent());
    }

    @Test
    @DisplayName("a broken escape stays as it is")
    void aBrokenEscape() {
        assertEquals(
                Map.of("a", List.of("%zz"), "b", List.of("%")),
                Url.parse("https://h/?a=%zz&b=%").parameters());
    }

    @Test
    @DisplayName("a query is read by what it says, not by how it is written")
    void aQueryIsReadByWhatItSays() {
        assertEquals(
                Url.parse("https://h/?a=1&a=%2F&b=two+words").parameters(),
                Url.parse("https://h/?b=two%20words&a=1&a=%2F").parameters());
        assertNotEquals(
                Url.parse("https://h/?a=1&a=2").parameters(),
                Url.parse("https://h/?a=2&a=1").parameters());
        assertTrue(Url.parse("https://h/path").parameters().isEmpty());
    }
}
