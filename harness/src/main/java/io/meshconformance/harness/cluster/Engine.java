package io.meshconformance.harness.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine, as far as the suite asks for more than Testcontainers offers. */
public final class Engine {

    /** Label of everything this suite starts; its value is the run's id. */
    public static final String RUN_LABEL = "io.meshconformance.run";

    /** Label of the same; its value is the cache folder of the run, which is what the run's lock guards. */
    public static final String CACHE_LABEL = "io.meshconformance.cache";

    /** Label of a node that was asked to outlive its run. */
    public static final String KEPT_LABEL = "io.meshconformance.kept";

    /** The label by which an image says that it stands in for another program, in the words the report prints. */
    public static final String STAND_IN_LABEL = "io.meshconformance.stand-in";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final int OLDEST_MAJOR = 20;
    private static final int OK = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Optional<URI> host;
    private final DockerClient client;
    private final String version;
    private final boolean cgroupV1;

    private Engine(Optional<URI> host, DockerClient client, String version, boolean cgroupV1) {
        this.host = host;
        this.client = client;
        this.version = version;
        this.cgroupV1 = cgroupV1;
    }

    /**
     * Finds the engine and speaks its own API version to it. Testcontainers pings with a version that older engines
     * refuse and then falls back to one that newer engines refuse, so the version is taken from the engine first.
     *
     * @return the engine
     * @throws EnvironmentBroken when none answers, or it is too old
     */
    public static Engine find() {
        Optional<URI> host = host();
        if (host.isPresent()) {
            JsonNode answer = version(host.get());
            if (major(answer.path("Version").asText()) < OLDEST_MAJOR) {
                throw new EnvironmentBroken(
                        "the container engine is Docker "
                                + answer.path("Version").asText() + ", older than 20.10",
                        "install Docker 20.10 or newer");
            }
            System.setProperty("api.version", answer.path("ApiVersion").asText());
        }
        try {
            DockerClient client = DockerClientFactory.instance().client();
            var info = client.infoCmd().exec();
            @Nullable Object cgroup = info.getRawValues().get("CgroupVersion");
            return new Engine(host, client, String.valueOf(info.getServerVersion()), "1".equals(cgroup));
        } catch (IllegalStateException e) {
            throw new EnvironmentBroken(
                    "no container engine answers", "start Docker, or run ci/verify as root on a bare machine", e);
        }
    }

    private static Optional<URI> host() {
        @Nullable String configured = System.getenv("DOCKER_HOST");
        if (configured != null && !configured.isEmpty()) {
            return configured.startsWith("unix:") ? Optional.of(URI.create(configured)) : Optional.empty();
        }
        return Optional.of(URI.create("unix:///var/run/docker.sock"));
    }

    private static JsonNode version(URI host) {
        try {
            return ask(host, "/version");
        } catch (IOException | RuntimeException e) {
            throw new EnvironmentBroken(
                    "no container engine answers at " + host,
                    "start Docker, or run ci/verify as root on a bare machine",
                    e);
        }
    }

    private static JsonNode ask(URI host, String path) throws IOException {
        var request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path(path)
                .build();
        try (var http = new ZerodepDockerHttpClient.Builder()
                        .dockerHost(host)
                        .connectionTimeout(ANSWER_LIMIT)
                        .responseTimeout(ANSWER_LIMIT)
                        .build();
                var response = http.execute(request);
                InputStream body = response.getBody()) {
            if (response.getStatusCode() != OK) {
                throw new IOException(path + " answered " + response.getStatusCode());
            }
            return JsonMapper.builder().build().readTree(body);
        }
    }

    /**
     * Asks the image's registry once, through the engine, with its settings, and with a short limit.
     *
     * @param reference an image
     * @return whether the registry answers and has it
     */
    public boolean registryHas(String reference) {
        if (host.isEmpty()) {
            return false;
        }
        try {
            return ask(host.get(), "/distribution/" + reference + "/json").has("Descriptor");
        } catch (IOException | RuntimeException e) {
            LOG.debug("no registry gives {}", reference, e);
            return false;
        }
    }

    private static int major(String version) {
        try {
            return Integer.parseInt(version.split("\\.", 2)[0]);
        } catch (NumberFormatException e) {
            throw new EnvironmentBroken(
                    "the container engine's version is " + version + ", which is no number",
                    "use a Docker engine, or one that states its version like Docker",
                    e);
        }
    }

    /** The API client, as Testcontainers configured it. */
    public DockerClient client() {
        return client;
    }

    /** The engine's own version, such as {@code 28.2.2}. */
    public String version() {
        return version;
    }

    /** True on hosts with control groups of version 1, which a kubelet has to be told to accept. */
    public boolean cgroupV1() {
        return cgroupV1;
    }

    /**
     * Looks at an image that is on this machine.
     *
     * @param reference the image's name
     * @return what the engine says of it, or empty when it is not here
     */
    public Optional<InspectImageResponse> image(String reference) {
        try {
            return Optional.of(client.inspectImageCmd(reference).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * The labels of everything that a run starts.
     *
     * @param run the run's id
     * @param cache the run's cache folder
     * @return names and values
     */
    public static Map<String, String> labels(String run, Path cache) {
        return Map.of(RUN_LABEL, run, CACHE_LABEL, owner(cache));
    }

    /**
     * Containers that an earlier run left. Runs with another cache folder hold another lock, so theirs may be alive.
     *
     * @param cache the cache folder of those runs
     * @param alsoKept whether those count that were asked to outlive their run
     * @return their ids
     */
    public List<String> leftovers(Path cache, boolean alsoKept) {
        return of(cache)
                .filter(container -> alsoKept || !isKept(container))
                .map(Container::getId)
                .toList();
    }

    /** Whether a node outlives its run at the moment, of runs with this cache folder. */
    public boolean keepsNode(Path cache) {
        return of(cache).anyMatch(Engine::isKept);
    }

    private Stream<Container> of(Path cache) {
        return client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(CACHE_LABEL, owner(cache)))
                .exec()
                .stream();
    }

    private static String owner(Path cache) {
        return cache.toAbsolutePath().normalize().toString();
    }

    private static boolean isKept(Container container) {
        return container.getLabels() != null && container.getLabels().containsKey(KEPT_LABEL);
    }

    /**
     * Removes a container with its volumes.
     *
     * @param id the container's id
     */
    public void remove(String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // Gone already, which is what was wanted.
            LOG.debug("container {} was gone already", id, e);
        }
    }
}
