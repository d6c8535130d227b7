package io.meshconformance.rehearsal;

import io.meshconformance.run.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The first program of the secluded machine: when it ends, the kernel ends everything there. */
final class SecludedMachine {

    private static final int TLS_PORT = 443;
    private static final String PAUSE = "pause";
    /** Its image has a shell and `sleep`. */
    private static final String CLIENT = "client";

    private final Workplace place;
    private final Path root;
    private final Tally tally = new Tally(System.out);

    private SecludedMachine(Workplace place, Path root) {
        this.place = place;
        this.root = root;
    }

    /**
     * Rehearses, and exits as {@code ci/rehearse} does.
     *
     * @param arguments the workplace, the checkout, the local Maven repository, the registry's program, {@code short} or
     *     {@code whole}
     */
    public static void main(String[] arguments) {
        endWithStarter();
        System.exit(new Exit("rehearsal", System.err)
                .of(() -> new SecludedMachine(new Workplace(Path.of(arguments[0])), Path.of(arguments[1]))
                                .rehearse(Path.of(arguments[2]), Path.of(arguments[3]), arguments[4].equals("whole"))
                        ? Exit.DONE
                        : Exit.FAILED));
    }

    /** However the starter ends, its end of the pipe closes. */
    private static void endWithStarter() {
        var watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        System.err.println("the starter cannot be heard any more: " + e.getMessage());
                    }
                    Runtime.getRuntime().halt(Exit.INTERRUPTED);
                },
                "starter");
        watch.setDaemon(true);
        watch.start();
    }

    private boolean rehearse(Path repository, Path program, boolean whole) {
        LookAlikes lookAlikes = LookAlikes.of(root);
        var hosts = new TreeSet<String>();
        hosts.add("auth.docker.io");
        lookAlikes.references().values().forEach(reference -> hosts.add(reference.registry()));
        ServerKey key = ServerKey.make(Path.of("/run"), hosts);
        name(hosts);
        Map<String, PlatformImage> images =
                tally.step("the look-alikes become images of two platforms", () -> LookAlikes.read(place.images()));
        tally.step("a registry on loopback takes them", () -> {
            Upload upload = new Upload(Registry.start(program, place.registry(), log("registry")));
            lookAlikes.references().forEach((name, reference) -> upload.push(reference, part(images, name)));
            return upload;
        });
        var address = new InetSocketAddress("127.0.0.1", TLS_PORT);
        try (RegistryFront front = RegistryFront.start(address, key.context(), Registry.ADDRESS)) {
            tally.step("an engine of its own starts", () -> {
                OwnEngine.start(place.engine(), key.authority(), log("engine"));
                return true;
            });
            Jdk jdk = Jdk.running();
            if (jdk.feature() != Jdk.NEWEST) {
                tally.skipped("JDK " + Jdk.NEWEST + " alone: there is none on this machine");
            }
            Person person = tally.step(
                    "a user without root, Go and mmdebstrap is set up, with JDK " + jdk.feature() + " alone",
                    () -> Person.settle(root, whole, repository, jdk, place.cache()));
            play(Case.of(whole), person, front);
            importForeign(lookAlikes, images);
            return end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(List<Case> cases, Person person, RegistryFront front) {
        for (int number = 1; number <= cases.size(); number++) {
            Case one = cases.get(number - 1);
            Path said = log("case-" + number);
            tally.trial(one.title(), () -> {
                front.become(one.mood());
                Program.Ended ended = person.verify(one.arguments(), said, System.out);
                return one.differences(ended, person.reported());
            });
        }
        keep(person.report());
    }

    private void importForeign(LookAlikes lookAlikes, Map<String, PlatformImage> images) {
        var parts = new ForeignParts(place.cache());
        Map<String, Reference> names = lookAlikes.references();
        tally.trial("a node imports archives of two platforms that hold one, and a pod starts from them", () -> {
            for (String name : List.of(PAUSE, CLIENT)) {
                parts.write(part(names, name), part(images, name));
            }
            return parts.boot(part(LookAlikes.published(root), "node"), part(names, PAUSE), part(names, CLIENT));
        });
    }

    private static <T> T part(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private boolean end() {
        boolean asItHasToBe = tally.told();
        try {
            Files.writeString(place.results().resolve("rehearsal.txt"), tally.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asItHasToBe;
    }

    private void keep(Path report) {
        if (Files.isDirectory(report)) {
            Program.of("cp", "-R", report.toString(), place.results().toString())
                    .run();
        }
    }

    private Path log(String name) {
        return place.results().resolve(name + ".log");
    }

    private static void name(TreeSet<String> hosts) {
        try {
            Files.writeString(
                    Path.of("/etc/hosts"), "127.0.0.1 " + String.join(" ", hosts) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
