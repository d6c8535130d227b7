package io.meshconformance.scenarios.front;

import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.pomerium.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way in which a client can write identity headers of its own. */
enum Forgery {
    DASHES("as the proxy writes it", one -> one),
    SMALL("in small letters", each(name -> name.toLowerCase(Locale.ROOT))),
    CAPITALS("in capitals", each(name -> name.toUpperCase(Locale.ROOT))),
    UNDERSCORES("with underscores", each(name -> name.replace('-', '_'))),
    LAST_UNDERSCORE("with one underscore", each(name -> name.replaceFirst("-(?=[^-]*$)", "_"))),
    BLANK("with a blank before the colon", each(name -> name + " ")),
    TWICE("in two lines", one -> joined(one, one)),
    TWO_SPELLINGS("in two spellings", one -> joined(one, CAPITALS.of(one))),
    NOMINATION(
            "named by Connection alone",
            one -> Headers.none()
                    .with("Connection", one.lines().stream().map(Header::name).collect(Collectors.joining(", ")))),
    NOMINATED("and named by Connection", one -> joined(one, NOMINATION.of(one)));

    private static final List<String> NAMES =
            List.of(Proxy.ASSERTION, "X-Pomerium-Claim-Email", "X-Pomerium-Claim-Groups");

    /** What no user of the suite is called. */
    static final String VALUE = "root@example.com";

    private final String sentence;
    private final UnaryOperator<Headers> form;

    Forgery(String sentence, UnaryOperator<Headers> form) {
        this.sentence = sentence;
        this.form = form;
    }

    /** All identity headers in this form. */
    Headers headers() {
        return of(NAMES.stream().reduce(Headers.none(), (headers, name) -> headers.with(name, VALUE), Forgery::joined));
    }

    private Headers of(Headers one) {
        return form.apply(one);
    }

    private static UnaryOperator<Headers> each(UnaryOperator<String> name) {
        return one -> new Headers(one.lines().stream()
                .map(line -> new Header(name.apply(line.name()), line.value()))
                .toList());
    }

    private static Headers joined(Headers one, Headers other) {
        return new Headers(
                Stream.concat(one.lines().stream(), other.lines().stream()).toList());
    }

    @Override
    public String toString() {
        return sentence;
    }
}
