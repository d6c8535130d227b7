package io.meshconformance.ci;

import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Exit;
import io.meshconformance.run.Setting;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.io.PrintStream;
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

    /**
     * Assembles the local images that are missing or out of date.
     *
     * @param provider the identity provider, whose image may be one that is assembled on demand
     */
    void assemble(String provider) throws IOException, InterruptedException {
        said(checkout.program("images/assemble"));
        if (Files.exists(checkout.root().resolve("images").resolve(provider).resolve("Dockerfile"))) {
            said(checkout.program("images/assemble"), provider);
        }
    }

    /** Runs a program that speaks to the person itself. */
    private void said(String... words) throws IOException, InterruptedException {
        int code = children.run(
                new ProcessBuilder(words),
                checkout.log(Path.of(words[0]).getFileName().toString()),
                people::println);
        if (code != 0) {
            throw new StepEnded(code);
        }
    }

    /** Builds the suite where its sources have changed. */
    void build() throws IOException, InterruptedException {
        if (checkout.isBuilt()) {
            return;
        }
        people.println("Building the suite (its own tests are ci/test)");
        var errors = new ArrayList<String>();
        ProcessBuilder maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-ntp",
                        "process-test-classes",
                        "-pl",
                        "scenarios",
                        "-am",
                        "-DskipUnitTests=true",
                        "-DskipITs=true")
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
                new SuiteProgram(checkout, "io.meshconformance.harness.environment.ImageChoice")
                        .with(options.properties(), List.of()),
                checkout.log("images"),
                line -> {
                    if (line.startsWith("images=")) {
                        chosen.set(line.substring("images=".length()));
                    } else {
                        people.println(line);
                    }
                });
        if (code != 0 || chosen.get().isEmpty()) {
            throw new StepEnded(code);
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
            assemble(settings.provider());
        }
        options.properties().setProperty(Setting.IMAGES.key(), images);
    }

    /**
     * Plays mutants on the kept node.
     *
     * @param properties the settings
     * @param words what is played
     * @return the exit code
     */
    int playMutants(Properties properties, List<String> words) throws IOException, InterruptedException {
        return judged("io.meshconformance.scenarios.mutants.PlayMutants", properties, words);
    }

    /** Plays the scenarios and gives the exit code of the verdict; without a verdict the environment is broken. */
    int play(Options options) throws IOException, InterruptedException {
        return judged("io.meshconformance.scenarios.Play", options.properties(), List.of());
    }

    /** A program that dies ends with 1 as well: only what it wrote down, into the file named first, is a verdict. */
    private int judged(String program, Properties properties, List<String> words)
            throws IOException, InterruptedException {
        Path verdict = checkout.root().resolve("target").resolve("verdict");
        Files.deleteIfExists(verdict);
        var arguments = new ArrayList<>(List.of(verdict.toString()));
        arguments.addAll(words);
        ProcessBuilder player = new SuiteProgram(checkout, program).with(properties, arguments);
        int code;
        try (Scratch scratch = Scratch.empty(checkout.scratch())) {
            player.command().add(1, "-Dsuite.scratch=" + scratch.folder());
            code = children.run(player);
        }
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
}
