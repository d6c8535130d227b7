package io.meshconformance.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every knob of a run, and where each was turned. Values come from a file, from {@code CONFORMANCE_*} variables and from
 * system properties or options, in that order; what comes later holds.
 *
 * @param images which image catalogue: {@code public}, {@code local}, {@code auto}, or the path of a catalogue file
 * @param imageOverrides image references by logical name, from {@code conformance.image.<name>}
 * @param provider which identity provider: the name of a file in {@code manifests/providers}, or a path
 * @param choice which scenarios are played
 * @param failFast whether no further scenario begins once one has failed
 * @param budget how long scenarios may begin, zero for no end; empty for three times the usual
 * @param repeat how often each scenario is played, 1 to {@value #MOST_REPEATS}
 * @param keep whether the node outlives the run
 * @param keepFailed whether the namespaces of failed scenarios outlive the run
 * @param reuse whether a kept node is taken instead of a new one
 * @param seed the seed of the scenarios' order
 * @param timeoutFactor what every limit is multiplied by, above 0
 * @param fullLimits whether no limit is cut to what the run has learned
 * @param cache where image archives and remembered durations lie
 * @param report where the report goes and how it is told
 * @param given each value that was given, by its key, with the words it was given by
 */
public record Settings(
        String images,
        Map<String, String> imageOverrides,
        String provider,
        Choice choice,
        boolean failFast,
        Optional<Duration> budget,
        int repeat,
        boolean keep,
        boolean keepFailed,
        boolean reuse,
        long seed,
        double timeoutFactor,
        boolean fullLimits,
        Path cache,
        ReportSettings report,
        Map<String, String> given) {

    /** The catalogue that chooses between the two others. */
    public static final String AUTO = "auto";

    /** The catalogue whose images are assembled on this machine. */
    public static final String LOCAL = "local";

    /** The provider that is taken where none is named. */
    public static final String PROVIDER = "mock-oauth2-server";

    /** System property with the checkout's root folder; the build sets it. */
    public static final String ROOT = "suite.root";

    private static final int MOST_REPEATS = 1000;
    /** Short enough to be typed. */
    private static final int SEEDS = 1_000_000;

    /** Reads the settings of this process: its system properties, its environment, its checkout. */
    public static Settings ofThisProcess() {
        return from(System.getProperties(), System.getenv());
    }

    /**
     * Reads the settings. A seed that is not given is drawn and written back, so that every reader of these properties
     * later, such as the order of the scenarios and the report, finds the same.
     *
     * @param properties usually the system properties
     * @param environment usually the process's environment
     * @throws WrongUse when a key is unknown or a value cannot be read
     */
    public static Settings from(Properties properties, Map<String, String> environment) {
        return from(properties, environment, Map.of());
    }

    /**
     * Reads the settings as they were given to a command, whose messages name its options.
     *
     * @param properties usually the system properties, with a value for each option
     * @param environment usually the process's environment
     * @param words what a person wrote, by key, where that was not a system property
     * @throws WrongUse when a key is unknown or a value cannot be read
     */
    public static Settings from(Properties properties, Map<String, String> environment, Map<String, String> words) {
        Path root = root(properties);
        GivenSettings given = GivenSettings.gather(properties, environment, root, words);
        var read = new SettingReader(given);
        var overrides = new TreeMap<String, String>();
        given.images().forEach((name, value) -> overrides.put(name, value.text()));
        return new Settings(
                read.nameOrPath(Setting.IMAGES).orElse(AUTO),
                Map.copyOf(overrides),
                read.text(Setting.PROVIDER).orElse(PROVIDER),
                new Choice(
                        read.list(Setting.SCENARIO),
                        read.list(Setting.AREA),
                        read.list(Setting.STRENGTH),
                        read.list(Setting.EXCLUDE),
                        read.flag(Setting.FAILED)),
                read.flag(Setting.FAIL_FAST),
                read.minutes(Setting.BUDGET),
                read.count(Setting.REPEAT, MOST_REPEATS),
                read.flag(Setting.KEEP),
                read.flag(Setting.KEEP_FAILED),
                read.flag(Setting.REUSE),
                read.number(Setting.SEED).orElseGet(() -> drawn(properties)),
                read.factor(Setting.TIMEOUT_FACTOR),
                read.flag(Setting.FULL_LIMITS),
                read.path(Setting.CACHE).orElseGet(() -> defaultCache(properties, environment)),
                report(read, root),
                given.all().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().by())));
    }

    private static ReportSettings report(SettingReader read, Path root) {
        Path directory = read.path(Setting.REPORT_DIRECTORY)
                .orElse(root.resolve("target").resolve("report"))
                .toAbsolutePath()
                .normalize();
        return new ReportSettings(
                directory,
                read.oneOf(Setting.REPORT_FORMAT, ReportSettings.Format.PLAIN),
                read.path(Setting.REPORT_HISTORY).orElse(directory.resolveSibling("conformance-history.jsonl")),
                read.path(Setting.KNOWN_FAILURES).orElse(root.resolve("ci").resolve("known-failures.yaml")),
                read.oneOf(Setting.REPORT_LIVE, ReportSettings.Live.LINES));
    }

    /**
     * The root folder of the checkout: where the property says, else the nearest folder at or above the working
     * directory that holds the manifests, else the working directory.
     *
     * @param properties usually the system properties
     */
    public static Path root(Properties properties) {
        String told = properties.getProperty(ROOT, "");
        if (!told.isEmpty()) {
            return Path.of(told);
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(RequirementIndex.DOCUMENT))) {
                return folder;
            }
        }
        return here;
    }

    /**
     * The same for images and a provider other than those that were asked for: those of a kept node.
     *
     * @param catalogue the image catalogue that is judged
     * @param overrides single images that are judged
     * @param signedInAt the identity provider that runs
     * @return the settings as they hold
     */
    public Settings on(String catalogue, Map<String, String> overrides, String signedInAt) {
        return new Settings(
                catalogue,
                overrides,
                signedInAt,
                choice,
                failFast,
                budget,
                repeat,
                keep,
                keepFailed,
                reuse,
                seed,
                timeoutFactor,
                fullLimits,
                cache,
                report,
                given);
    }

    private static long drawn(Properties properties) {
        long drawn = new SecureRandom().nextInt(SEEDS);
        properties.setProperty(Setting.SEED.key(), Long.toString(drawn));
        return drawn;
    }

    private static Path defaultCache(Properties properties, Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = configured.isEmpty() ? Path.of(properties.getProperty("user.home"), ".cache") : Path.of(configured);
        return base.resolve("mesh-conformance");
    }
}
