package io.meshconformance.harness.environment;

import io.meshconformance.harness.scenario.WrongUse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every knob of a run, read once from the system properties {@code conformance.*} and printed in the report.
 *
 * @param images which image catalogue: {@code public}, {@code local}, {@code auto}, or the path of a catalogue file
 * @param imageOverrides image references by logical name, from {@code conformance.image.<name>}
 * @param scenarios ids to run; empty means all
 * @param keep whether the node outlives the run
 * @param reuse whether a kept node is taken instead of a new one
 * @param seed the seed of the scenarios' order
 * @param timeoutFactor what every limit is multiplied by, above 0
 * @param cache where image archives and remembered durations lie
 */
public record Settings(
        String images,
        Map<String, String> imageOverrides,
        List<String> scenarios,
        boolean keep,
        boolean reuse,
        long seed,
        double timeoutFactor,
        Path cache) {

    private static final String PREFIX = "conformance.";
    private static final String IMAGE_PREFIX = PREFIX + "image.";
    /** Short enough to be typed. */
    private static final int SEEDS = 1_000_000;

    /** What a person may set, with the sentence that {@code ci/verify --help} prints. */
    public static final Map<String, String> KNOWN = known();

    private static Map<String, String> known() {
        var known = new LinkedHashMap<String, String>();
        known.put("images", "image catalogue: public, local, auto, or the path of a catalogue file");
        known.put("scenario", "ids of the scenarios to run, separated by commas");
        known.put("keep", "true leaves the node running after the run");
        known.put("reuse", "true takes the node that an earlier run kept");
        known.put("seed", "a whole number: the seed of the scenarios' order");
        known.put("timeout.factor", "what every limit is multiplied by on a slow machine");
        known.put("cache", "folder of image archives and remembered durations");
        known.put("report.directory", "folder the report is written to");
        known.put("report.format", "plain, junit or json");
        known.put("report.live", "line, lines or off");
        known.put("preflight", "false lets the build go on without asking for an engine");
        return known;
    }

    /**
     * Reads the settings. A seed that is not given is drawn and written back, so that whoever reads these properties
     * later, such as the order of the scenarios and the report, finds the same.
     *
     * @param properties usually the system properties
     * @return the settings
     * @throws WrongUse when a key is unknown or a value cannot be read
     */
    public static Settings from(Properties properties) {
        var given = new TreeMap<String, String>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                given.put(key, properties.getProperty(key).strip());
            }
        }
        var overrides = new TreeMap<String, String>();
        for (var entry : given.entrySet()) {
            if (entry.getKey().startsWith(IMAGE_PREFIX)) {
                overrides.put(entry.getKey().substring(IMAGE_PREFIX.length()), entry.getValue());
            } else if (!KNOWN.containsKey(entry.getKey().substring(PREFIX.length()))) {
                throw new WrongUse("unknown setting " + entry.getKey() + "; known are "
                        + KNOWN.keySet().stream().map(PREFIX::concat).collect(Collectors.joining(", ")) + ", "
                        + IMAGE_PREFIX + "<name>");
            }
        }
        return new Settings(
                value(given, "images").orElse("auto"),
                Map.copyOf(overrides),
                value(given, "scenario").map(Settings::list).orElse(List.of()),
                flag(given, "keep"),
                flag(given, "reuse"),
                seed(properties, given),
                value(given, "timeout.factor").map(Settings::factor).orElse(1.0),
                value(given, "cache").map(Path::of).orElseGet(Settings::defaultCache));
    }

    /**
     * The same for images other than those that were asked for: those of a kept node.
     *
     * @param catalogue the image catalogue it was booted with
     * @param overrides single images it was booted with
     */
    Settings on(String catalogue, Map<String, String> overrides) {
        return new Settings(catalogue, overrides, scenarios, keep, reuse, seed, timeoutFactor, cache);
    }

    /** The settings as the report prints them, in a fixed order. */
    public Map<String, String> described() {
        var described = new LinkedHashMap<String, String>();
        described.put("conformance.images", images);
        new TreeMap<>(imageOverrides).forEach((name, image) -> described.put(IMAGE_PREFIX + name, image));
        described.put("conformance.scenario", scenarios.isEmpty() ? "all" : String.join(",", scenarios));
        described.put("conformance.keep", Boolean.toString(keep));
        described.put("conformance.reuse", Boolean.toString(reuse));
        described.put("conformance.timeout.factor", Double.toString(timeoutFactor));
        return described;
    }

    /**
     * Checks the asked scenarios against those that exist.
     *
     * @param known all scenario ids
     * @throws WrongUse when an asked id is not among them
     */
    public void requireKnownScenarios(Set<String> known) {
        for (String id : scenarios) {
            if (!known.contains(id)) {
                throw new WrongUse("unknown scenario " + id + "; known are " + String.join(", ", known));
            }
        }
    }

    private static Optional<String> value(Map<String, String> given, String key) {
        @Nullable String value = given.get(PREFIX + key);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static boolean flag(Map<String, String> given, String key) {
        String value = value(given, key).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new WrongUse(PREFIX + key + " takes true or false, not " + value);
        };
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private static long seed(Properties properties, Map<String, String> given) {
        Optional<String> fixed = value(given, "seed");
        if (fixed.isPresent()) {
            return number(fixed.get(), "seed");
        }
        long drawn = new SecureRandom().nextInt(SEEDS);
        properties.setProperty(PREFIX + "seed", Long.toString(drawn));
        return drawn;
    }

    private static long number(String value, String key) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new WrongUse(PREFIX + key + " takes a whole number, not " + value, e);
        }
    }

    private static double factor(String value) {
        try {
            double factor = Double.parseDouble(value);
            if (factor > 0 && factor <= 100) {
                return factor;
            }
            throw new WrongUse("conformance.timeout.factor takes a number above 0 and up to 100, not " + value);
        } catch (NumberFormatException e) {
            throw new WrongUse("conformance.timeout.factor takes a number above 0 and up to 100, not " + value, e);
        }
    }

    private static Path defaultCache() {
        @Nullable String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("mesh-conformance");
    }
}
