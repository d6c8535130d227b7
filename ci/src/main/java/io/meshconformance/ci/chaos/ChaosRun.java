package io.meshconformance.ci.chaos;

import io.meshconformance.ci.Children;
import io.meshconformance.ci.Scratch;
import io.meshconformance.run.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs that something befalls, or nothing.
 *
 * @param root the checkout
 * @param folder where what they say is written
 * @param docker knows their cache folder, which no other runs use
 * @param images the images they are judged on
 * @param children ends with this process what it started
 */
record ChaosRun(Path root, Path folder, Docker docker, String images, Children children) {

    /** Short ones of different kinds; each is played three times, so that there is a middle. */
    private static final String SCENARIOS = "GUIDE-002,POL-001";

    private static final int LONGEST_SECONDS = 1200;
    private static final int POLL_MILLIS = 200;
    private static final Pattern FAILED =
            Pattern.compile("\"event\":\"scenario\",\"id\":\"([^\"]*)\",\"result\":\"failed\"");

    /**
     * How a run ended.
     *
     * @param seconds from the fault to its end, or its whole time where nothing befell it
     * @param code its exit code
     * @param wrong what is not as it has to be, as sentences
     */
    record Ended(double seconds, int code, List<String> wrong) {}

    /** A run that nothing befalls: it has to pass. */
    Ended undisturbed(String name, List<String> arguments, Traces before) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Process verify = start(name, arguments);
        int code = verify.waitFor();
        List<String> wrong = new ArrayList<>();
        if (code != Exit.DONE) {
            wrong.add("it ended with " + code + " instead of 0: " + log(name));
        }
        if (!arguments.contains("--keep")) {
            left(before).forEach(trace -> wrong.add("it left: " + trace));
        }
        return new Ended(since(begun), code, wrong);
    }

    /** A run that something befalls. */
    Ended befallen(ChaosFault fault, Traces before) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("--repeat", "3"));
        if (fault.kept()) {
            arguments.add("--reuse");
        }
        List<String> earlier = earlier(fault.kept());
        Process verify = start(fault.name(), arguments);
        Optional<ChaosNode> node = await(fault.moment(), earlier, verify);
        if (node.isEmpty()) {
            return new Ended(0, verify.waitFor(), List.of("it ended before the moment came: " + log(fault.name())));
        }
        Instant struck = Instant.now();
        fault.blow().strike(node.get(), verify.toHandle());
        int code = verify.waitFor();
        double seconds = since(struck);
        List<String> wrong = wrong(fault, code, seconds);
        if (fault.kept()) {
            node.get().recover();
        }
        // What a killed process left, the next run takes away.
        if (!fault.name().startsWith("jvm")) {
            left(before).forEach(trace -> wrong.add("it left: " + trace));
        }
        return new Ended(seconds, code, wrong);
    }

    /** The names of the scenarios' namespaces that are there, and the id of a node that is going to be taken away. */
    private List<String> earlier(boolean kept) {
        Optional<ChaosNode> node = docker.node();
        List<String> earlier = new ArrayList<>(node.stream()
                .flatMap(each -> each.scenarios().stream())
                .map(ChaosNode::name)
                .toList());
        node.filter(each -> !kept).map(ChaosNode::id).ifPresent(earlier::add);
        return earlier;
    }

    /** A run that cannot stand from its beginning on. */
    Ended grounded(Ground ground, Traces before) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        try (var place = new Scratch(Files.createDirectories(docker.cache().resolve("ground")));
                Ground.Laid laid = ground.laying().in(place.folder(), docker.cache())) {
            int code = start(ground.name(), laid.arguments()).waitFor();
            List<String> wrong = wrong(ground.name(), code, Exit.BROKEN, ground.cause());
            left(before).forEach(trace -> wrong.add("it left: " + trace));
            return new Ended(since(begun), code, wrong);
        }
    }

    private List<String> wrong(ChaosFault fault, int code, double seconds) throws IOException {
        List<String> wrong = wrong(fault.name(), code, fault.code(), fault.cause());
        if (seconds > fault.seconds()) {
            wrong.add(String.format(Locale.ROOT, "it took %.1f s to end, more than %d", seconds, fault.seconds()));
        }
        return wrong;
    }

    private List<String> wrong(String name, int code, int right, String cause) throws IOException {
        String said = Files.readString(log(name));
        List<String> wrong = new ArrayList<>();
        if (code != right) {
            wrong.add("it ended with " + code + " instead of " + right);
        }
        if (!said.contains(cause)) {
            wrong.add("it does not say '" + cause + "'");
        }
        FAILED.matcher(said).results().forEach(failed -> wrong.add("it calls " + failed.group(1) + " failed"));
        return wrong;
    }

    private Process start(String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                root.resolve("ci/verify").toString(), "--images", images, "--format", "json", "--scenario", SCENARIOS));
        words.addAll(arguments);
        // An option that is given twice is refused: these are those of a run that stands on other ground.
        given(words, "--cache", docker.cache());
        given(words, "--report-directory", folder.resolve("report"));
        return children.start(new ProcessBuilder(words)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile()));
    }

    private static void given(List<String> words, String option, Path unlessGiven) {
        if (!words.contains(option)) {
            words.addAll(List.of(option, unlessGiven.toString()));
        }
    }

    private Optional<ChaosNode> await(Moment moment, List<String> earlier, Process verify) throws InterruptedException {
        Instant begun = Instant.now();
        while (since(begun) < LONGEST_SECONDS && !verify.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<ChaosNode> node = moment.on(docker, earlier);
            if (node.isPresent()) {
                return node;
            }
        }
        return Optional.empty();
    }

    private Set<String> left(Traces before) throws IOException {
        return traces().beyond(before);
    }

    /** What is there now of runs. */
    Traces traces() throws IOException {
        return Traces.of(docker, root.resolve("target/tmp"));
    }

    /** What a run said. */
    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private static double since(Instant moment) {
        return Duration.between(moment, Instant.now()).toMillis() / 1000.0;
    }
}
