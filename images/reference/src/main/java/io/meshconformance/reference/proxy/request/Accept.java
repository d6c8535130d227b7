package io.meshconformance.reference.proxy.request;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of answer a client would rather have (RFC 9110, section 12.5.1).
 *
 * @param ranges the media ranges it accepts
 */
public record Accept(List<Range> ranges) {
    private static final List<String> OFFERS = List.of(
            "text/html",
            "application/json",
            "text/plain",
            "application/grpc-web-text",
            "application/grpc-web+proto",
            "application/grpc+proto");

    /**
     * One media range.
     *
     * @param type the range, in lower case
     * @param weight how much it is liked, from 0 to 1
     */
    public record Range(String type, double weight) {
        /** 0: no match; 1: any type; 2: the same main type; 3: the very type. */
        int closeness(String offer) {
            if (type.equals(offer)) {
                return 3;
            }
            String main = offer.substring(0, offer.indexOf('/') + 1);
            return type.equals(main + "*") ? 2 : type.equals("*/*") ? 1 : 0;
        }
    }

    /** Reads an Accept header; a missing one accepts everything. */
    public static Accept read(String header) {
        return new Accept(Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(Accept::range)
                .toList());
    }

    /** A browser may be sent away to sign in: it wants HTML, or does not say. */
    public boolean wantsBrowserRedirect() {
        return best(OFFERS).orElse("text/html").equals("text/html");
    }

    /** The client would rather have JSON than HTML. */
    public boolean wantsJson() {
        return best(OFFERS.subList(0, 2)).orElse("").equals("application/json");
    }

    private Optional<String> best(List<String> offers) {
        return offers.stream()
                .filter(offer -> weight(offer) > 0)
                .max(Comparator.comparingDouble((String offer) -> weight(offer))
                        .thenComparingInt(this::closeness)
                        .thenComparingInt(offer -> -offers.indexOf(offer)));
    }

    private double weight(String offer) {
        return closest(offer).map(Range::weight).orElse(0.0);
    }

    private int closeness(String offer) {
        return closest(offer).map(range -> range.closeness(offer)).orElse(0);
    }

    private Optional<Range> closest(String offer) {
        return ranges.stream()
                .filter(range -> range.closeness(offer) > 0)
                .max(Comparator.comparingInt(range -> range.closeness(offer)));
    }

    private static Range range(String text) {
        String[] parts = text.split(";");
        double weight = Arrays.stream(parts)
                .map(String::strip)
                .filter(parameter -> parameter.matches("q=[01](\\.\\d{1,3})?"))
                .mapToDouble(parameter -> Double.parseDouble(parameter.substring(2)))
                .findFirst()
                .orElse(1.0);
        return new Range(text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), weight);
    }
}
