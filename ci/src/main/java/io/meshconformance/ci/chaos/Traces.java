package io.meshconformance.ci.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs can leave behind on this machine: containers, namespaces, volumes, networks, folders, temporary files, processes.
 *
 * @param found each by a word and a name
 */
record Traces(Set<String> found) {

    private static final List<String> OURS = List.of("conformance", "mesh-conformance", "playwright", "testcontainers");

    /**
     * Looks.
     *
     * @param docker where they are looked for, with the cache folder of the runs
     * @param scratch where their programs keep what must not outlive them
     */
    static Traces of(Docker docker, Path scratch) throws IOException {
        var found = new TreeSet<String>();
        docker.containers("--all").forEach(id -> found.add("container " + id.substring(0, 12)));
        docker.node().stream()
                .flatMap(node -> node.scenarios().stream())
                .filter(namespace -> namespace.endsWith(" Active"))
                .forEach(namespace -> found.add("namespace " + ChaosNode.name(namespace)));
        docker.lines("volume", "ls", "--quiet", "--filter", "dangling=true")
                .forEach(name -> found.add("volume " + name));
        docker.lines("network", "ls", "--quiet").forEach(name -> found.add("network " + name));
        names(docker.cache().resolve("mounts")).forEach(name -> found.add("mount " + name));
        names(scratch).forEach(name -> found.add("scratch file " + name));
        names(Path.of(System.getProperty("java.io.tmpdir"))).stream()
                .filter(name -> OURS.stream().anyMatch(name::startsWith))
                .forEach(name -> found.add("temporary file " + name));
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(docker.cache().toString()))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .forEach(process -> found.add("process " + process.pid()));
        return new Traces(Set.copyOf(found));
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What is here that was not there. */
    Set<String> beyond(Traces before) {
        return found.stream()
                .filter(trace -> !before.found().contains(trace))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
