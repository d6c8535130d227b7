package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts on the way of released images run on macOS too: bash 3.2, BSD's tools, no /proc. */
class StartersTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, Pattern> FOREIGN = foreign();

    private static Map<String, Pattern> foreign() {
        var foreign = new LinkedHashMap<String, Pattern>();
        foreign.put("bash 4: mapfile", Pattern.compile("\\b(mapfile|readarray|coproc)\\b"));
        foreign.put("bash 4: associative arrays", Pattern.compile("\\b(declare|local|typeset) -[a-z]*[An]"));
        foreign.put("bash 4: changes of case", Pattern.compile("\\$\\{\\w+(\\[[^]]*])?(,,?|\\^\\^?)[^}]*}"));
        foreign.put("bash 4: redirections", Pattern.compile("&>>|\\|&"));
        foreign.put("bash 4: tests and formats", Pattern.compile("\\[\\[ -v |printf '%\\(|wait -n|\\$\\{\\w+@\\w}"));
        foreign.put("bash 4: an empty array under set -u", Pattern.compile("(?<!\\+)\"\\$\\{\\w+\\[@]}\""));
        foreign.put("GNU: readlink -f", Pattern.compile("\\b(readlink -[a-z]*f|realpath)\\b"));
        foreign.put("GNU: sed -i", Pattern.compile("\\bsed (-[a-zA-Z]+ )*-[a-zA-Z]*i"));
        foreign.put(
                "GNU: options", Pattern.compile("\\b(stat -c|date -d|grep -[a-zA-Z]*P|find .*-printf|df --output)"));
        foreign.put("Linux: programs", Pattern.compile("(?<![-\\w/])(timeout|setsid|pidof|nproc|sha256sum)\\s"));
        return foreign;
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "ci/{0} asks for nothing that a Mac lacks")
    @ValueSource(strings = {"start", "verify", "mutants", "report", "test"})
    void portable(String script) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("ci").resolve(script));
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            int at = number;
            if (!line.strip().startsWith("#")) {
                FOREIGN.forEach((what, pattern) ->
                        assertFalse(pattern.matcher(line).find(), () -> script + ":" + at + " " + what + ": " + line));
                assertFalse(line.contains("/proc/"), script + ":" + at + " Linux: " + line);
            }
        }
    }

    @Test
    @DisplayName("each thing that a Mac lacks is found where it is used")
    void found() {
        Map<String, String> used = Map.of(
                "bash 4: mapfile", "mapfile -t wanted < <(list)",
                "bash 4: associative arrays", "local -A seen",
                "bash 4: changes of case", "echo ${name,,}",
                "bash 4: redirections", "run &>> log",
                "bash 4: tests and formats", "[[ -v name ]]",
                "bash 4: an empty array under set -u", "run \"${settings[@]}\"",
                "GNU: readlink -f", "readlink -f \"$0\"",
                "GNU: sed -i", "sed -i 's/a/b/' file",
                "GNU: options", "stat -c %s file",
                "Linux: programs", "timeout 5 docker version");
        assertEquals(
                FOREIGN.keySet(),
                new java.util.LinkedHashSet<>(used.keySet().stream()
                        .sorted(java.util.Comparator.comparing(List.copyOf(FOREIGN.keySet())::indexOf))
                        .toList()));
        FOREIGN.forEach(
                (what, pattern) -> assertTrue(pattern.matcher(used.get(what)).find(), what));
        assertEquals(
                List.of(),
                FOREIGN.entrySet().stream()
                        .filter(each -> each.getValue()
                                .matcher("run ${settings[@]+\"${settings[@]}\"}")
                                .find())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    @DisplayName("ci/verify refuses a wrong option where there is no tool but those of POSIX, Java and Maven")
    void bare() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of(
                "bash", "env", "dirname", "uname", "find", "head", "rm", "mkdir", "touch", "cat", "grep", "mvn")) {
            script(bin.resolve(tool), "exec " + tool(tool) + " \"$@\"");
        }
        for (String tool : List.of("java", "javac")) {
            script(bin.resolve(tool), "exec " + Path.of(System.getProperty("java.home"), "bin", tool) + " \"$@\"");
        }
        // BSD's sed takes the word after -i for the ending of a backup file.
        script(
                bin.resolve("sed"),
                "case \" $* \" in *' -i '*) echo 'sed: -i wants an ending' >&2; exit 1;; esac\nexec " + tool("sed")
                        + " \"$@\"");
        ProcessBuilder verify = new ProcessBuilder(ROOT.resolve("ci/verify").toString(), "--no-such-option");
        verify.environment().clear();
        verify.environment().putAll(Map.of("PATH", bin.toString(), "HOME", folder.toString()));
        Path said = folder.resolve("said");
        Process process =
                verify.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        assertEquals(3, process.exitValue(), Files.readString(said));
        assertTrue(Files.readString(said).contains("--no-such-option"), Files.readString(said));
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path tool(String name) throws IOException {
        for (String place : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(place, name))) {
                return Path.of(place, name);
            }
        }
        throw new IOException("no " + name + " on this machine");
    }
}
