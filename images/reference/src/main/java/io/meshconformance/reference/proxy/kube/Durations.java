package io.meshconformance.reference.proxy.kube;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations in Go's notation, such as {@code 1h30m} or {@code 250ms}. */
final class Durations {
    private static final Pattern WHOLE = Pattern.compile("0|(\\d+(\\.\\d+)?(ms|h|m|s))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

    private Durations() {}

    static Duration read(String field, String text) throws Rejected {
        if (!WHOLE.matcher(text).matches()) {
            throw new Rejected(field + ": invalid duration \"" + text + "\"");
        }
        double millis = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            millis += Double.parseDouble(part.group(1))
                    * switch (part.group(2)) {
                        case "h" -> 3_600_000;
                        case "m" -> 60_000;
                        case "s" -> 1_000;
                        default -> 1;
                    };
        }
        return Duration.ofMillis(Math.round(millis));
    }
}
