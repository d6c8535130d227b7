package io.meshconformance.reports.words;

import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.HeaderLine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers that a scenario chose for a request: without them a row does not say what was asked. */
public final class ChosenHeaders {

    private static final int VALUE = 80;

    /** What clients send of their own accord, browsers among them, and by which a request is found again. */
    private static final Set<String> USUAL = Set.of(
            "accept-encoding",
            "accept-language",
            "cache-control",
            "connection",
            "content-length",
            "cookie",
            "host",
            "pragma",
            "referer",
            "te",
            "upgrade-insecure-requests",
            "x-conformance-request");

    /** Of headers that every client sends, the values that say nothing: a scenario chose any other. */
    private static final Pattern SAYS_NOTHING = Pattern.compile(
            "(?i)(accept: (\\*/\\*|text/html).*|user-agent: (conformance/|Mozilla/|curl/).*|sec-.*|priority: .*)");

    private ChosenHeaders() {}

    /** Such as {@code X-Forwarded-Uri: /public}, in the order in which they were sent; empty where it chose none. */
    public static List<String> of(ExpectationEvidence expectation, List<ExchangeEvidence> exchanges) {
        Integer place = expectation.exchange();
        if (place == null || place >= exchanges.size()) {
            return List.of();
        }
        return exchanges.get(place).request().headers().stream()
                .filter(line -> !USUAL.contains(line.name().toLowerCase(Locale.ROOT)))
                .map(ChosenHeaders::words)
                .filter(words -> !SAYS_NOTHING.matcher(words).matches())
                .toList();
    }

    private static String words(HeaderLine line) {
        String value = line.value();
        return line.name() + ": " + (value.length() <= VALUE ? value : value.substring(0, VALUE - 1) + "…");
    }
}
