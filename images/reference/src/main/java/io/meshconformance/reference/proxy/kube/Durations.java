package io.meshconformance.reference.proxy.kube;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations in Go's notation, such as {@code 1h30m} or {@code 250ms}. */
final class Durations {
    private static final Pattern PART = Pattern.compile("\\G([0-9]{1,12}(?:\\.[0-9]{1,12})?)(ms|h|m|s)");
    /** Go counts nanoseconds in 63 bits: some 292 years. */
    private static final double MOST_MILLIS = Long.MAX_VALUE / 1e6;

    private Durations() {}

    static Duration read(String field, String text) throws Rejected {
        double millis = 0;
        int read = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            millis += Double.parseDouble(part.group(1))
                    * switch (part.group(2)) {
                        case "h" -> 3_600_000;
                        case "m" -> 60_000;
                        case "s" -> 1_000;
                        default -> 1;
                    };
            read = part.end();
        }
        boolean whole = read == text.length() && read > 0 || text.equals("0");
        if (!whole || millis > MOST_MILLIS) {
            throw new Rejected(field + ": invalid duration \"" + text + "\"");
        }
        return Duration.ofMillis(Math.round(millis));
    }
}
