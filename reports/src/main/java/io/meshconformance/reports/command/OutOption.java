package io.meshconformance.reports.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The option {@code --out} of a command line.
 *
 * @param value its value; null where it is not given
 * @param rest the other words
 */
public record OutOption(@Nullable String value, List<String> rest) {

    /** Reads it from anywhere in a command line. */
    public static OutOption of(List<String> arguments) {
        int at = arguments.indexOf("--out");
        if (at < 0 || at + 1 >= arguments.size()) {
            return new OutOption(null, arguments);
        }
        List<String> rest = new ArrayList<>(arguments);
        String value = rest.remove(at + 1);
        rest.remove(at);
        return new OutOption(value, rest);
    }
}
