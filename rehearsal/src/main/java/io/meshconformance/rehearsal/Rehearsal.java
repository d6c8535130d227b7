package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Exit;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The command {@code ci/rehearse}: what has to come from this machine, then the secluded one, then the end of both. */
public final class Rehearsal {

    private static final List<String> NEEDED = List.of(
            "unshare", "mount", "ip", "iptables", "dockerd", "docker", "tar", "setpriv", "useradd", "git", "mvn");

    private final Path root;
    private final Workplace place;
    private final boolean whole;
    private volatile @Nullable Seclusion machine;

    private Rehearsal(Path root, Workplace place, boolean whole) {
        this.root = root;
        this.place = place;
        this.whole = whole;
    }

    /**
     * Rehearses, and exits with 0, 1 when something was not as it has to be, 2 when nothing can be said, or 3.
     *
     * @param arguments the checkout's root folder, then what a person typed
     */
    public static void main(String[] arguments) {
        System.exit(new Exit("ci/rehearse", "ci/rehearse --help", System.err).of(() -> {
            List<String> typed = Arrays.asList(arguments).subList(1, arguments.length);
            if (typed.stream().anyMatch(List.of("--help", "-h")::contains)) {
                System.out.print(resource("help.txt"));
                return Exit.DONE;
            }
            if (!List.of(List.of(), List.of("--whole")).contains(typed)) {
                throw new WrongUse("it takes --whole, --provider, --help or nothing, not " + String.join(" ", typed));
            }
            Path cache = cache();
            var rehearsal =
                    new Rehearsal(Path.of(arguments[0]), new Workplace(cache.resolve("rehearsal")), !typed.isEmpty());
            return rehearsal.locked(cache) ? Exit.DONE : Exit.FAILED;
        }));
    }

    private boolean locked(Path cache) {
        check();
        try {
            Files.createDirectories(cache);
            try (var channel = FileChannel.open(
                            cache.resolve("rehearsal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    @Nullable FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new EnvironmentBroken("another rehearsal is under way", "wait for it to end");
                }
                return rehearse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new EnvironmentBroken("a machine of its own can only be made by root", "sudo ci/rehearse");
        }
        List<String> missing = NEEDED.stream().filter(Rehearsal::isMissing).toList();
        if (!missing.isEmpty()) {
            throw new EnvironmentBroken(
                    "these programs are missing: " + String.join(", ", missing),
                    "apt-get install docker.io iptables iproute2 util-linux passwd git maven");
        }
    }

    private static boolean isMissing(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .noneMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    }

    private boolean rehearse() throws IOException {
        Instant begun = Instant.now();
        LookAlikes lookAlikes = LookAlikes.of(root);
        Path program = Registry.program(place.folder().resolveSibling("rehearsal-registry"));
        place.begin();
        var interrupted = new Thread(this::endInterrupted, "end");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            System.out.println("rehearsal: the local images are assembled where their sources changed");
            Program.of(root.resolve("images/assemble").toString()).show();
            System.out.println("rehearsal: the look-alikes are built");
            lookAlikes.save(place.images());
            Seclusion started = Seclusion.start(place, root, program, whole);
            machine = started;
            int code = started.code();
            results();
            if (code != Exit.DONE && code != Exit.FAILED) {
                throw new EnvironmentBroken("the rehearsal came to no result", "read the lines above");
            }
            System.out.printf(
                    Locale.ROOT,
                    "rehearsed in %d s; no released image was judged. Results: %s%n",
                    Duration.between(begun, Instant.now()).toSeconds(),
                    root.resolve("target/rehearsal"));
            return code == Exit.DONE;
        } finally {
            end();
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private void endInterrupted() {
        end();
        Runtime.getRuntime().halt(Exit.INTERRUPTED);
    }

    /** Takes everything away, in an order in which it goes; a second time does nothing. */
    private synchronized void end() {
        Seclusion started = machine;
        if (started != null) {
            started.end();
        }
        ProcessHandle.current().descendants().forEach(left -> {
            left.destroyForcibly();
            left.onExit().join();
        });
        LookAlikes.forget();
        place.clear();
    }

    private void results() throws IOException {
        Path kept = root.resolve("target/rehearsal");
        if (Files.exists(kept)) {
            Workplace.delete(kept);
        }
        Files.createDirectories(kept.getParent());
        Program.of("cp", "-R", place.results().toString(), kept.toString()).run();
    }

    private static Path cache() {
        @Nullable String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("mesh-conformance");
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Rehearsal.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
