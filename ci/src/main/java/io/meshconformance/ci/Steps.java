package io.meshconformance.ci;

import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Exit;
import io.meshconformance.run.KeptImages;
import io.meshconformance.run.Setting;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of a run, each a program of its own. One that fails has said why; the run then ends. */
final class Steps {

    private static final Pattern MODULE = Pattern.compile("^\\[INFO] Building (\\S.*?)\\s+\\S+\\s+\\[(\\d+/\\d+)]$");
    private static final int SHOWN_ERRORS = 5;
    /** Above it, Java and the shells give the signal by which a program was ended. */
    private static final int SIGNALLED = 128;

    private static final Path IN_CONTAINER = Path.of("/.dockerenv");

    private final Checkout checkout;
    private final Children children;
    private final PrintStream people;

    Steps(Checkout checkout, Children children, PrintStream people) {
        this.checkout = checkout;
        this.children = children;
        this.people = people;
    }

    /**
     * Prepares this machine.
     *
     * @param images {@code local} where images are going to be assembled, which needs more
     */
    void prepare(String images) throws IOException, InterruptedException {
        said(checkout.program("ci/prepare"), "--images", images);
    }

    /** Assembles the local images that are missing or out of date. */
    void assemble() throws IOException, InterruptedException {
        said(checkout.program("images/assemble"));
    }

    /** Runs a program that speaks to the person itself. */
    private void said(String... words) throws IOException, InterruptedException {
        int code = children.run(
                Children.program(List.of(words)),
                checkout.log(Path.of(words[0]).getFileName().toString()),
                people::println);
        if (code != 0) {
            throw new StepEnded();
        }
    }

    /** Builds the suite where its sources have changed. */
    void build() throws IOException, InterruptedException {
        if (checkout.isBuilt()) {
            return;
        }
        people.println("Building the suite (its own tests are ci/test)");
        var errors = new ArrayList<String>();
        ProcessBuilder maven = Children.program(List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "process-test-classes",
                        "-pl",
                        "scenarios",
                        "-am",
                        "-DskipUnitTests=true",
                        "-DskipITs=true"))
                .directory(checkout.root().toFile());
        int code = children.run(maven, checkout.log("build"), line -> {
            Matcher module = MODULE.matcher(line);
            if (module.matches()) {
                people.println("  " + module.group(2) + " " + module.group(1));
            } else if (line.startsWith("[ERROR]")) {
                errors.add(line);
            }
        });
        if (code != 0) {
            errors.stream().limit(SHOWN_ERRORS).forEach(people::println);
            throw new EnvironmentBroken("the suite could not be built", "the whole log is " + checkout.log("build"));
        }
    }

    /**
     * Which catalogue is judged; {@code auto} is decided by the container engine and its registries. Where images may be
     * assembled, the engine is looked at first: that takes a second, assembling takes minutes.
     */
    String chosenImages(Options options, Settings settings) throws IOException, InterruptedException {
        if (!List.of(Settings.AUTO, Settings.LOCAL).contains(settings.images())) {
            return settings.images();
        }
        var chosen = new AtomicReference<>("");
        int code = children.run(
                java(options.properties(), "io.meshconformance.harness.environment.ImageChoice"),
                checkout.log("images"),
                line -> {
                    if (line.startsWith("images=")) {
                        chosen.set(line.substring("images=".length()));
                    } else {
                        people.println(line);
                    }
                });
        if (code != 0 || chosen.get().isEmpty()) {
            throw new StepEnded();
        }
        return chosen.get();
    }

    /**
     * Does all that has to be done before scenarios can be played on a new node.
     *
     * @param options what was given; which images are judged is said among its properties
     * @param settings the same as settings
     */
    void ready(Options options, Settings settings) throws IOException, InterruptedException {
        prepare("public");
        build();
        String images = chosenImages(options, settings);
        if (images.equals(Settings.LOCAL)) {
            prepare(Settings.LOCAL);
            assemble();
        }
        options.properties().setProperty(Setting.IMAGES.key(), images);
    }

    /** Whether the node that a run kept is remembered and still runs. */
    static boolean keptNodeRuns(Path cache) throws IOException, InterruptedException {
        if (KeptImages.read(cache).isEmpty()) {
            return false;
        }
        Process listed = Children.program(
                        List.of("docker", "ps", "--quiet", "--filter", "label=io.meshconformance.kept"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String ids = new String(listed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return listed.waitFor() == 0 && !ids.isBlank();
    }

    /**
     * Takes the kept node away, also while this process ends.
     *
     * @param properties the settings that it was booted with
     */
    void removeKeptNode(Properties properties) {
        try {
            ProcessBuilder removal =
                    java(properties, "io.meshconformance.harness.environment.KeptNodeRemoval", "ci/mutants");
            if (!Children.last(removal)) {
                people.println("the node that was booted for the mutants stays; the next run of ci/verify removes it");
            }
        } catch (IOException e) {
            // Nothing was built, and so nothing was booted.
            people.println("the suite is not built: " + e.getMessage());
        }
    }

    /**
     * Plays mutants on the kept node.
     *
     * @param properties the settings
     * @param words what is played
     * @return the exit code
     */
    int playMutants(Properties properties, List<String> words) throws IOException, InterruptedException {
        Path table = checkout.root().resolve("target").resolve("mutants-played");
        Files.deleteIfExists(table);
        var arguments = new ArrayList<>(List.of(table.toString()));
        arguments.addAll(words);
        int code = children.run(
                java(properties, "io.meshconformance.scenarios.mutants.PlayMutants", arguments.toArray(String[]::new)));
        // A program that dies ends with 1 as well: only what it wrote down was judged.
        return code != Exit.FAILED || Files.exists(table) ? code : Exit.BROKEN;
    }

    /** Plays the scenarios and gives the exit code of the verdict; without a verdict the environment is broken. */
    int play(Options options) throws IOException, InterruptedException {
        Path verdict = checkout.root().resolve("target").resolve("verdict");
        Files.deleteIfExists(verdict);
        int code = children.run(java(options.properties(), "io.meshconformance.scenarios.Play", verdict.toString()));
        // A program that dies ends with 1 as well: only what it wrote down is a verdict.
        if (code == Exit.WRONG || Files.exists(verdict)) {
            return code;
        }
        if (code > SIGNALLED) {
            throw new EnvironmentBroken(
                    "the JVM that plays the scenarios was ended by signal " + (code - SIGNALLED)
                            + " before its verdict",
                    "see whether the machine is out of memory, sudo dmesg; run again, which takes away what it left");
        }
        return Exit.BROKEN;
    }

    private ProcessBuilder java(Properties properties, String main, String... arguments) throws IOException {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JvmOptions.of(Runtime.version().feature()));
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(Setting.PREFIX)) {
                words.add("-D" + key + "=" + properties.getProperty(key));
            }
        }
        if (properties.getProperty(Setting.REPORT_LIVE.key()) == null) {
            // The script that started this knows whether standard output is a terminal.
            words.add("-D" + Setting.REPORT_LIVE.key() + "=" + System.getProperty("suite.live", "lines"));
        }
        words.add("-D" + Settings.ROOT + "=" + checkout.root());
        words.add("-Dplaywright.driver.tmpdir=" + checkout.root().resolve("target"));
        // What libraries have to say is for a person who looks for a cause, not for the terminal.
        words.add("-Dorg.slf4j.simpleLogger.logFile=" + checkout.log("verify"));
        words.addAll(List.of("-cp", checkout.classPath(), main));
        words.addAll(List.of(arguments));
        ProcessBuilder java = Children.program(words);
        // The suite sweeps by its own label; these two would first pull images that no run needs.
        java.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
        java.environment().put("TESTCONTAINERS_CHECKS_DISABLE", "true");
        // Only with it does Testcontainers let a node outlive the run that asked for it.
        java.environment().put("TESTCONTAINERS_REUSE_ENABLE", "true");
        if (Files.exists(IN_CONTAINER)) {
            // Testcontainers would look for the gateway by an image.
            java.environment().putIfAbsent("TESTCONTAINERS_HOST_OVERRIDE", "localhost");
        }
        return java;
    }
}
