package io.meshconformance.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An archive as an engine with containerd's store saves it: it names an image of two platforms and holds the parts of
 * one. A node has to import those that are there; a pod has to start from it.
 */
final class ForeignParts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = "Node controller sync successful";
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(120);
    private static final long PAUSE_MILLISECONDS = 300;
    private static final String NODE = "mesh-rehearsal-node";

    private final Path archives;
    private final Path layout;

    /**
     * Creates the trial.
     *
     * @param folder an empty folder, on a disk
     */
    ForeignParts(Path folder) {
        this.archives = folder.resolve("archives");
        this.layout = folder.resolve("layout");
    }

    /**
     * Writes an archive.
     *
     * @param reference the image's name
     * @param image the image
     */
    void write(Reference reference, PlatformImage image) {
        Path blobs = layout.resolve("blobs/sha256");
        try {
            Files.createDirectories(archives);
            Files.createDirectories(blobs);
            for (Blob blob : Stream.concat(
                            Stream.of(
                                    image.index(), image.own(), image.configs().get(0)),
                            image.layers().stream())
                    .distinct()
                    .toList()) {
                Files.copy(blob.file(), blobs.resolve(blob.hash()));
            }
            Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
            Map<String, Object> entry = new HashMap<>(image.index().descriptor());
            entry.put(
                    "annotations",
                    Map.of(
                            "io.containerd.image.name", reference.inFull(),
                            "org.opencontainers.image.ref.name", reference.tag()));
            JSON.writeValue(
                    layout.resolve("index.json").toFile(),
                    Map.of("schemaVersion", 2, "mediaType", Blob.INDEX, "manifests", List.of(entry)));
            Path archive = archives.resolve(image.index().hash() + ".tar");
            Program.of("tar", "--create", "--file=" + archive, "--directory=" + layout, ".")
                    .run();
            Workplace.delete(layout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Boots a node that finds only these archives, and a pod on it.
     *
     * @param node the node's image
     * @param pause the name of the image that holds a pod's sandbox
     * @param program the name of an image that can run {@code sleep}
     * @return each difference as a sentence
     */
    List<String> boot(String node, Reference pause, Reference program) {
        OwnEngine.docker(
                        "run",
                        "--detach",
                        "--privileged",
                        "--cgroupns=host",
                        "--tmpfs=/run",
                        "--tmpfs=/var/run",
                        "--volume=/sys/fs/cgroup:/sys/fs/cgroup:rw",
                        "--volume=" + archives + ":/var/lib/rancher/k3s/agent/images:ro",
                        "--name=" + NODE,
                        node,
                        "server",
                        "--disable=coredns",
                        "--pause-image=" + pause.inFull())
                .run();
        try {
            String log = said(OwnEngine.docker("logs", NODE), READY);
            if (!log.contains(READY)) {
                return List.of("the node does not get ready: " + tail(log));
            }
            Program.Ended pod = kubectl(
                            "run",
                            "trial",
                            "--image=" + program.inFull(),
                            "--image-pull-policy=Never",
                            "--command",
                            "--",
                            "sleep",
                            "300")
                    .ended();
            if (pod.code() != 0) {
                return List.of("no pod can be made: " + tail(pod.output()));
            }
            Program.Ended ready = kubectl("wait", "--for=condition=Ready", "pod/trial", "--timeout=60s")
                    .ended();
            return ready.code() == 0
                    ? List.of()
                    : List.of("the pod does not start: "
                            + tail(ready.output()
                                    + kubectl("get", "events").ended().output()));
        } finally {
            OwnEngine.docker("rm", "--force", "--volumes", NODE).run();
        }
    }

    private static Program kubectl(String... arguments) {
        var words = new ArrayList<>(List.of("exec", NODE, "kubectl", "--kubeconfig=/etc/rancher/k3s/k3s.yaml"));
        words.addAll(List.of(arguments));
        return OwnEngine.docker(words.toArray(String[]::new));
    }

    /** Asks for the log until it has the line, the node has ended, or the limit is over. */
    private static String said(Program question, String line) {
        Instant end = Instant.now().plus(BOOT_LIMIT);
        try {
            // Ends with the node; waiting for that is the pause between two questions.
            Process life = OwnEngine.docker("wait", NODE).builder().start();
            boolean ended = false;
            String answer = question.run();
            while (!ended && !answer.contains(line) && Instant.now().isBefore(end)) {
                ended = life.waitFor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
                answer = question.run();
            }
            life.destroy();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 1500)).strip();
    }
}
