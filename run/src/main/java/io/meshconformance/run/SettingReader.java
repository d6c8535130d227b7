package io.meshconformance.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of settings by their form. A value that cannot be read is wrong use, in the words it was given by. */
final class SettingReader {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private static final int MOST_MINUTES = 10_000;

    private final GivenSettings given;

    SettingReader(GivenSettings given) {
        this.given = given;
    }

    Optional<String> text(Setting setting) {
        return given.value(setting).map(GivenSettings.Value::text);
    }

    /** A name, or a path, as it was written. */
    Optional<String> nameOrPath(Setting setting) {
        return given.value(setting)
                .filter(value -> !path(value).toString().isEmpty())
                .map(GivenSettings.Value::text);
    }

    Optional<Path> path(Setting setting) {
        return given.value(setting).map(SettingReader::path);
    }

    static Path path(GivenSettings.Value value) {
        try {
            return Path.of(value.text());
        } catch (InvalidPathException e) {
            throw refused(value, "a path");
        }
    }

    boolean flag(Setting setting) {
        return given.value(setting)
                .map(value -> switch (value.text()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw refused(value, "true or false");
                })
                .orElse(false);
    }

    List<String> list(Setting setting) {
        return text(setting).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
    }

    int count(Setting setting, int most) {
        return given.value(setting)
                .map(value -> {
                    long count = number(value, "a whole number from 1 to " + most);
                    if (count < 1 || count > most) {
                        throw refused(value, "a whole number from 1 to " + most);
                    }
                    return (int) count;
                })
                .orElse(1);
    }

    Optional<Duration> minutes(Setting setting) {
        String form = "a whole number of minutes from 0 to " + MOST_MINUTES;
        return given.value(setting).map(value -> {
            long minutes = number(value, form);
            if (minutes < 0 || minutes > MOST_MINUTES) {
                throw refused(value, form);
            }
            return Duration.ofMinutes(minutes);
        });
    }

    Optional<Long> number(Setting setting) {
        return given.value(setting).map(value -> number(value, "a whole number"));
    }

    private static long number(GivenSettings.Value value, String form) {
        try {
            return Long.parseLong(value.text());
        } catch (NumberFormatException e) {
            throw refused(value, form);
        }
    }

    double factor(Setting setting) {
        return given.value(setting).map(SettingReader::factor).orElse(1.0);
    }

    private static double factor(GivenSettings.Value value) {
        String form = "a number above 0 and up to 100";
        // Java would take 1d and 0x1p3 as well.
        double factor = DECIMAL.matcher(value.text()).matches() ? Double.parseDouble(value.text()) : 0;
        if (factor > 0 && factor <= 100) {
            return factor;
        }
        throw refused(value, form);
    }

    <E extends Enum<E>> E oneOf(Setting setting, E otherwise) {
        return given.value(setting)
                .map(value -> {
                    E[] known = otherwise.getDeclaringClass().getEnumConstants();
                    return Arrays.stream(known)
                            .filter(one -> word(one).equals(value.text()))
                            .findFirst()
                            .orElseThrow(() -> refused(
                                    value,
                                    Arrays.stream(known)
                                            .map(SettingReader::word)
                                            .collect(Collectors.joining(" or "))));
                })
                .orElse(otherwise);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static WrongUse refused(GivenSettings.Value value, String form) {
        return new WrongUse(value.by() + " takes " + form + ", not " + value.text());
    }
}
