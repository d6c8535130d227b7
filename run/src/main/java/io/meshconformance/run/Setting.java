package io.meshconformance.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting of a run: its key, the form of its values, and the sentence that {@code ci/verify --help} prints. */
public enum Setting {
    /** The image catalogue. */
    IMAGES(
            "images",
            Form.TEXT,
            "CATALOGUE",
            "which images are judged: public (released), local (assembled here), the path of a catalogue, or auto"
                    + " (the default): released ones where they are here or a registry answers, else local ones"),
    /** The identity provider. */
    PROVIDER(
            "provider",
            Form.TEXT,
            "NAME|FILE",
            "which identity provider people sign in at: mock-oauth2-server (the default, fast), keycloak, or the file of"
                    + " one of your own; manifests/providers/examples has some"),
    /** Scenarios by id. */
    SCENARIO("scenario", Form.LIST, "ID,...", "only these scenarios, such as GUIDE-002"),
    /** Scenarios by area. */
    AREA("area", Form.LIST, "AREA,...", "only scenarios of these areas, such as GUIDE"),
    /** Scenarios by strength. */
    STRENGTH("strength", Form.LIST, "MUST|SHOULD", "only requirements of this strength"),
    /** Scenarios that are left out. */
    EXCLUDE("exclude", Form.LIST, "ID,...", "without these scenarios or areas; GRAF-* works too"),
    /** Scenarios that failed last time. */
    FAILED("failed", Form.FLAG, "", "only what failed in the last run"),
    /** Stop at the first failure. */
    FAIL_FAST("fail-fast", Form.FLAG, "", "begin no further scenario once one has failed"),
    /** How long scenarios may begin. */
    BUDGET(
            "budget",
            Form.MINUTES,
            "MINUTES",
            "begin no scenario once the others have taken so long, 0 for no end; the default is three times what a whole"
                    + " run took the last time here, 30 where that is not known"),
    /** How often each scenario is played. */
    REPEAT("repeat", Form.COUNT, "N", "play each scenario N times; it passes only if each play does"),
    /** The node outlives the run. */
    KEEP("keep", Form.FLAG, "", "leave the node running for --reuse"),
    /** The namespace of a failed scenario outlives the run. */
    KEEP_FAILED("keep-failed", Form.FLAG, "", "leave the namespaces of failed scenarios, and the node with them"),
    /** A kept node is taken. */
    REUSE("reuse", Form.FLAG, "", "take the node that an earlier run kept: seconds, not minutes"),
    /** The seed of the order. */
    SEED("seed", Form.SEED, "N", "the order of the scenarios, as an earlier run printed it"),
    /** What every limit is multiplied by. */
    TIMEOUT_FACTOR("timeout.factor", Form.FACTOR, "N", "multiply every limit on a slow machine; 1 is the default"),
    /** No limit is cut. */
    FULL_LIMITS(
            "full-limits",
            Form.FLAG,
            "",
            "wait for everything as long as the limits say, also where the run has learned that it comes sooner: what is"
                    + " red takes a minute each"),
    /** Where archives and remembered durations lie. */
    CACHE("cache", Form.TEXT, "FOLDER", "folder of image archives and remembered durations"),
    /** Where the report is written. */
    REPORT_DIRECTORY("report.directory", Form.TEXT, "FOLDER", "folder of the report; target/report is the default"),
    /** What standard output shows. */
    REPORT_FORMAT("report.format", Form.FORMAT, "plain|junit|json", "what standard output shows"),
    /** How a person is told what is waited for. */
    REPORT_LIVE("report.live", Form.LIVE, "line|lines|off", "how the terminal tells what is waited for"),
    /** File of the last runs. */
    REPORT_HISTORY("report.history", Form.TEXT, "FILE", "file of the last runs, which the trend is drawn from"),
    /** File of the failures that are expected. */
    KNOWN_FAILURES("known-failures", Form.TEXT, "FILE", "accepted failures; ci/known-failures.yaml is the default"),
    /** File of settings. */
    FILE("settings", Form.TEXT, "FILE", "settings, a line each; conformance.properties is the default where it exists");

    /** What the key of each setting begins with. */
    public static final String PREFIX = "conformance.";

    /** What the key of an image's setting begins with; its logical name follows. */
    public static final String IMAGE_PREFIX = PREFIX + "image.";

    /** What a value may be. */
    enum Form {
        /** Any text. */
        TEXT,
        /** Texts separated by commas. */
        LIST,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A whole number from 1 to 1000. */
        COUNT,
        /** A whole number from 0 to 10000. */
        MINUTES,
        /** A whole number. */
        SEED,
        /** A number above 0 and up to 100. */
        FACTOR,
        /** One of {@link ReportSettings.Format}. */
        FORMAT,
        /** One of {@link ReportSettings.Live}. */
        LIVE
    }

    private static final List<Setting> WITH_SHORT_OPTION = List.of(REPORT_FORMAT);

    private final String name;
    private final Form form;
    private final String placeholder;
    private final String help;

    Setting(String name, Form form, String placeholder, String help) {
        this.name = name;
        this.form = form;
        this.placeholder = placeholder;
        this.help = help;
    }

    /** The system property, and the key in a file of settings: {@code conformance.seed}. */
    public String key() {
        return PREFIX + name;
    }

    /** The environment variable: {@code CONFORMANCE_SEED}. */
    public String variable() {
        return variable(key());
    }

    /** The option of {@code ci/verify}: {@code --seed}. */
    public String option() {
        return "--"
                + (WITH_SHORT_OPTION.contains(this) ? name.substring(name.indexOf('.') + 1) : name).replace('.', '-');
    }

    /** Whether the option stands alone, without a value. */
    public boolean isFlag() {
        return form == Form.FLAG;
    }

    /** What a value looks like, for a person: {@code N}. Empty for a flag. */
    public String placeholder() {
        return placeholder;
    }

    /** What it does, in one sentence without a full stop. */
    public String help() {
        return help;
    }

    /** The setting of a key, if there is one. */
    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /** The setting of an option of {@code ci/verify}, if there is one. */
    public static Optional<Setting> ofOption(String option) {
        return Arrays.stream(values())
                .filter(one -> one.option().equals(option))
                .findFirst();
    }

    /** The environment variable of any key: capitals, and one underscore for each dot and hyphen. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
