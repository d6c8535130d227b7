package io.meshconformance.harness.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An address is taken as it stands or refused; no redirect that a server writes ends a check. */
class UrlProperties {

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.oneOf(
                BadInput.like(
                        "https://a.test:8443/x/%2e%2e/y?a=%2F&b=two+words#part",
                        "http://hello.localhost.pomerium.io/", "https://a.test?q=1"),
                BadInput.texts());
    }

    @Provide
    Arbitrary<String> references() {
        return Arbitraries.oneOf(
                BadInput.like(
                        "/x?y=https://b.test/", "../a/./b/..", "//b.test/z", "?q=1", "#p", "a:b", "mailto:x@y", "z"),
                BadInput.texts());
    }

    @Provide
    Arbitrary<String> segments() {
        return Arbitraries.of("a", "b%2e", ".", "..", "", "c;d")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("/", parts));
    }

    @Property
    @Label("what is taken goes over the wire as one line, and is read back the same")
    void parse(@ForAll("addresses") String text) {
        Survival.of(() -> Url.parse(text), IllegalArgumentException.class).ifPresent(url -> {
            assertSound(url);
            assertTrue(text.contains(url.target().substring(1)), text);
        });
    }

    @Property
    @Label("a reference leads to an address or nowhere")
    void resolve(@ForAll("addresses") String base, @ForAll("references") String reference) {
        Url page = Survival.of(() -> Url.parse(base), IllegalArgumentException.class)
                .orElse(new Url("https", "a.test", 8443, "/x/y|{z}?q=%zz"));
        Optional<Url> leadsTo = Survival.of(() -> page.resolve(reference)).orElseThrow();
        leadsTo.ifPresent(UrlProperties::assertSound);
    }

    /** Against the JDK, which drops no dots above the root and merges as the RFC does everywhere else. */
    @Property
    @Label("a path leads where the JDK says it leads")
    void likeTheJdk(@ForAll("segments") String reference) {
        String within = "d/" + reference;
        String expected =
                URI.create("https://a.test/1/2/3/4/5/6/7/8").resolve(within).toString();
        if (!within.contains("//")) {
            assertEquals(
                    expected,
                    Url.parse("https://a.test/1/2/3/4/5/6/7/8")
                            .resolve(within)
                            .orElseThrow()
                            .toString());
        }
    }

    @Property
    @Label("any query is read, and one that was encoded says what was meant")
    void parameters(@ForAll("references") String text) {
        Survival.of(new Url("https", "a.test", 443, "/?" + text)::parameters);
        String written = URLEncoder.encode(text, StandardCharsets.UTF_8);
        Url url = Url.parse("https://a.test/?a=" + written);
        // A lone surrogate cannot be encoded.
        if (text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))) {
            assertEquals(Map.of("a", List.of(text)), url.parameters());
        }
    }

    private static void assertSound(Url url) {
        assertEquals(url, Url.parse(url.toString()));
        assertTrue(url.toString().chars().noneMatch(c -> c <= ' ' || c == 127), url::toString);
        assertTrue(url.port() >= 0 && url.port() <= 65535, url::toString);
        assertEquals(url.host().toLowerCase(Locale.ROOT), url.host());
    }
}
