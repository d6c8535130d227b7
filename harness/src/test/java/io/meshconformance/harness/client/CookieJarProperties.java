package io.meshconformance.harness.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Url;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a server sets, a cookie goes back to nobody whom it is not for. */
class CookieJarProperties {

    private static final Url HERE = Url.parse("https://hello.example.test/a/b");

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.oneOf(
                BadInput.like(
                        "_pomerium=abc; Path=/; Domain=example.test; Max-Age=3600; HttpOnly; Secure; SameSite=Lax",
                        "a=b; Expires=Wed, 21 Oct 2099 07:28:00 GMT",
                        "\"q\"=\"x;y\"; path=/a; secure"),
                BadInput.texts());
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMaxLength(60)
                .map(value -> value.replaceAll("[\",;\\\\]", "_"))
                .withoutEdgeCases();
    }

    @Property
    @Label("any line sets cookies of this host or its parents, or nothing")
    void anyLine(@ForAll("lines") String line) {
        CookieJar jar = new CookieJar();
        Survival.of(() -> taken(jar, line));
        jar.all()
                .forEach(cookie -> assertTrue(
                        HERE.host().equals(cookie.domain()) || HERE.host().endsWith("." + cookie.domain()),
                        cookie::toString));
        for (String elsewhere : new String[] {"https://other.test/a/b", "https://xhello.example.test.other/a/b"}) {
            assertEquals(Optional.empty(), jar.headerFor(Url.parse(elsewhere)), line);
        }
        Survival.of(() -> jar.headerFor(HERE))
                .flatMap(header -> header)
                .ifPresent(header -> assertTrue(header.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0), line));
        jar.find(HERE.host(), "a");
    }

    @Property
    @Label("a value comes back as it was set")
    void roundTrip(@ForAll("values") String value) {
        CookieJar jar = taken(new CookieJar(), "_pomerium=" + value + "; Path=/; Secure; HttpOnly");
        assertEquals(Optional.of("_pomerium=" + value), jar.headerFor(HERE));
        assertEquals(Optional.empty(), jar.headerFor(Url.parse("http://hello.example.test/a")));
        assertEquals(Optional.empty(), jar.headerFor(Url.parse("https://example.test/")));
        assertEquals(value, jar.find(HERE.host(), "_pomerium").orElseThrow().value());
    }

    private static CookieJar taken(CookieJar jar, String line) {
        jar.take(HERE, Headers.none().with("Set-Cookie", line));
        return jar;
    }
}
