package io.meshconformance.reference.proxy.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a client brings back, handle, state, signed address or query: only what the proxy gave it is taken. */
class TokenProperties {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final SessionHandle HANDLE = new SessionHandle("id", "idp", "issuer.test", List.of("a.test"));
    private static final String TOKEN = new HandleCodec(SECRET, false).encode(HANDLE, CLOCK.instant());
    private static final String STATE = new SignInState(SECRET, CLOCK).begin("token", "https://a.test/");
    private static final String BASE = "https://a.test/.pomerium/callback";
    private static final String ADDRESS =
            new SignedAddress(SECRET, CLOCK).sign(BASE, Query.empty().with("uri", "https://a.test/?a=b c&d"));
    private static final String QUERY = ADDRESS.substring(BASE.length() + 1);

    @Provide
    Arbitrary<String> tokens() {
        return BadInput.like(TOKEN, "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJIUzI1NiJ9.e30.AA");
    }

    @Provide
    Arbitrary<String> states() {
        return BadInput.like(STATE);
    }

    @Provide
    Arbitrary<String> queries() {
        // No request holds half a pair of surrogates.
        return Arbitraries.oneOf(BadInput.like(QUERY, "a=1&a=2&b=%20+c"), BadInput.texts(), longOnes())
                .map(text -> text.replaceAll("\\p{Cs}", ""));
    }

    private static Arbitrary<String> longOnes() {
        return Arbitraries.integers().between(1, 20_000).map("a"::repeat);
    }

    @Property
    @Label("a damaged handle is none of ours")
    void tokens(@ForAll("tokens") String text) {
        Optional<SessionHandle> read =
                Survival.of(() -> new HandleCodec(SECRET, false).decode(text)).orElseThrow();
        assertTrue(read.isEmpty() || read.get().equals(HANDLE), text);
        Survival.of(() -> new HandleCodec(SECRET, true).decode(text));
    }

    @Property
    @Label("a damaged state leads nowhere")
    void states(@ForAll("states") String text) {
        SignInState states = new SignInState(SECRET, CLOCK);
        Optional<String> returnTo =
                Survival.of(() -> states.finish(text, "token")).orElseThrow();
        assertTrue(returnTo.isEmpty() || returnTo.get().equals("https://a.test/"), text);
        assertEquals(
                Optional.empty(),
                Survival.of(() -> states.finish(text, "other")).orElseThrow());
        Survival.of(() -> states.finishUnchecked(text));
    }

    @Property
    @Label("an address with a damaged query is signed only where the query says the same")
    void addresses(@ForAll("queries") String text) {
        Optional<String> flaw = Survival.of(() -> new SignedAddress(SECRET, CLOCK).flaw(BASE, Query.read(text)))
                .orElseThrow();
        assertTrue(
                flaw.isPresent()
                        || Query.read(text)
                                .without(Parameter.SIGNATURE)
                                .equals(Query.read(QUERY).without(Parameter.SIGNATURE)),
                text);
    }

    @Property
    @Label("a query that was written is read back, and written anew a second time it stays as it is")
    void queries(@ForAll("queries") String text) {
        Query read = Survival.of(() -> Query.read(text)).orElseThrow();
        assertEquals(read, Query.read(read.encoded()));
        String anew = Survival.of(() -> RewrittenQuery.of(text)).orElseThrow();
        assertEquals(anew, RewrittenQuery.of(anew));
    }
}
