package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user of the secluded machine who is not root: a member of the engine's group, with a checkout, Maven and one JDK,
 * and without what only the local images need.
 *
 * @param home the person's home folder
 * @param checkout where the person works
 */
record Person(Path home, Path checkout) {

    private static final String NAME = "judge";
    private static final List<String> NOT_THERE =
            List.of("go", "mmdebstrap", "debootstrap", "pip", "pip3", "java", "javac", "jlink");

    /**
     * Makes the person and takes away what the machine is not to have.
     *
     * @param root this machine's checkout
     * @param clean whether the person has a checkout of their own that nothing was built in, or takes this one with what
     *     was built in it
     * @param repository the local Maven repository that is shared, without being changed
     * @param jdk the only JDK
     * @param cache the folder for the person's cache, on a disk
     */
    static Person settle(Path root, boolean clean, Path repository, Jdk jdk, Path cache) {
        bare(jdk);
        Program.of("groupadd", "--system", "--force", "docker").run();
        Program.of("useradd", "--create-home", "--shell=/bin/bash", "--groups=docker", NAME)
                .run();
        Path home = Path.of("/home", NAME);
        var person = new Person(home, clean ? home.resolve("mesh-conformance") : root);
        shell("""
                set -eu
                mkdir -p "$1/.cache" "$1/.m2" /run/maven/changes /run/maven/work
                mount --bind "$3" "$1/.cache"
                mount -t overlay overlay -o "lowerdir=$2,upperdir=/run/maven/changes,workdir=/run/maven/work" "$1/.m2"
                find "$1/.m2" -type d -exec chown "$4:" {} +
                chown "$4:" "$1/.cache"
                """, home.toString(), repository.toString(), cache.toString(), NAME);
        if (clean) {
            shell("""
                    set -eu
                    mkdir "$2"
                    cd "$1"
                    git -c safe.directory="$1" ls-files -z --cached --others --exclude-standard |
                      tar --create --null --files-from=- --ignore-failed-read |
                      tar --extract --directory="$2"
                    """, root.toString(), person.checkout.toString());
        } else {
            open(root);
            open(repository);
        }
        Program.of("chown", "--recursive", NAME + ":", person.checkout.toString())
                .run();
        person.command(List.of("docker", "context", "create", "rehearsal", "--docker", "host=" + OwnEngine.HOST))
                .run();
        person.command(List.of("docker", "context", "use", "rehearsal")).run();
        return person;
    }

    /** What was built knows its places by their full names, so the way there has to be open. */
    private static void open(Path place) {
        for (Path folder = place; folder != null; folder = folder.getParent()) {
            Program.of("chmod", "o+x", folder.toString()).run();
        }
    }

    private static void shell(String script, String... arguments) {
        var words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        words.addAll(List.of(arguments));
        new Program(words, java.util.Map.of()).run();
    }

    private static void bare(Jdk jdk) {
        try {
            for (String folder : System.getenv("PATH").split(":")) {
                for (String program : NOT_THERE) {
                    Files.deleteIfExists(Path.of(folder, program));
                }
            }
            if (Files.isDirectory(Jdk.PACKAGED)) {
                try (Stream<Path> others = Files.list(Jdk.PACKAGED)) {
                    for (Path other : others.toList()) {
                        if (Files.isSymbolicLink(other)) {
                            Files.delete(other);
                        } else if (!other.equals(jdk.home())) {
                            Workplace.delete(other);
                        }
                    }
                }
            }
            for (String program : List.of("java", "javac")) {
                Files.createSymbolicLink(
                        Path.of("/usr/local/bin", program),
                        jdk.home().resolve("bin").resolve(program));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the suite lays its report. */
    Path report() {
        return checkout.resolve("target/report");
    }

    /** The report's text, or nothing when there is none. */
    String reported() {
        Path report = report().resolve("conformance-report.yaml");
        try {
            return Files.exists(report) ? Files.readString(report) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command line, run by this person with an environment of their own alone. */
    Program command(List<String> command) {
        var words = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + NAME,
                "--regid=" + NAME,
                "--init-groups",
                "env",
                "--ignore-environment",
                "--chdir=" + checkout,
                "HOME=" + home,
                "USER=" + NAME,
                "LANG=C.UTF-8",
                "PATH=/usr/local/bin:/usr/bin:/bin"));
        words.addAll(command);
        return new Program(words, java.util.Map.of());
    }

    /**
     * Runs the suite.
     *
     * @param arguments the arguments of {@code ci/verify}
     * @param log a file for what it says
     * @param out told each line as it comes
     * @return how it ended
     */
    Program.Ended verify(List<String> arguments, Path log, PrintStream out) {
        var words = new ArrayList<>(List.of("ci/verify"));
        words.addAll(arguments);
        try {
            Process suite = command(words).builder().redirectErrorStream(true).start();
            suite.getOutputStream().close();
            var said = new StringBuilder();
            try (var lines =
                    new BufferedReader(new InputStreamReader(suite.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null) {
                    said.append(line).append('\n');
                    out.println("    | " + line);
                    line = lines.readLine();
                }
            }
            Files.writeString(log, said);
            return new Program.Ended(suite.waitFor(), said.toString());
        } catch (IOException e) {
            throw new EnvironmentBroken("ci/verify cannot be started: " + e.getMessage(), "look at the checkout", e);
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }
}
