package io.meshconformance.harness.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.utility.TestcontainersConfiguration;

/** The container engine of this machine, as far as the suite asks for more than Testcontainers offers. */
public final class Engine {

    /** Label of everything this suite starts; its value is the run's id. */
    public static final String RUN_LABEL = "io.meshconformance.run";

    /** Label of the same; its value is the cache folder of the run, which is what the run's lock guards. */
    public static final String CACHE_LABEL = "io.meshconformance.cache";

    /** The label by which an image says that it stands in for another program, in the words the report prints. */
    public static final String STAND_IN_LABEL = "io.meshconformance.stand-in";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final EngineAddress address;
    private final EngineApi api;
    private final DockerClient client;
    private final JsonNode info;

    private Engine(EngineAddress address, EngineApi api, DockerClient client, JsonNode info) {
        this.address = address;
        this.api = api;
        this.client = client;
        this.info = info;
    }

    /**
     * Finds the engine that {@code docker} uses and speaks its own API version to it. Testcontainers pings with a version
     * that older engines refuse and then falls back to one that newer engines refuse, so the version is taken from the
     * engine first.
     *
     * @param machine this machine
     * @param oldest the oldest engine that will do
     * @throws EnvironmentBroken when none answers, it is remote, no Docker, or too old
     */
    public static Engine find(Machine machine, DockerVersion oldest) {
        EngineAddress address = EngineAddress.of(machine);
        EngineProblem problem = new EngineProblem(machine, address);
        if (!address.isLocal()) {
            throw Problem.broken(List.of(problem.remote()));
        }
        EngineApi api = new EngineApi(address);
        try {
            api.reach();
            JsonNode version = answered(api, "/version");
            Optional<Problem> unfit = problem.version(version, oldest);
            if (unfit.isPresent()) {
                throw Problem.broken(List.of(unfit.get()));
            }
            System.setProperty("api.version", version.path("ApiVersion").asText());
            JsonNode info = answered(api, "/info");
            return new Engine(address, api, client(address), info);
        } catch (IOException | TimeoutException e) {
            throw Problem.broken(List.of(problem.silent(e)));
        }
    }

    private static JsonNode answered(EngineApi api, String path) throws IOException, TimeoutException {
        EngineApi.Reply reply = api.get(path, Map.of(), ANSWER_LIMIT);
        if (!reply.isGood()) {
            throw new IOException(path + " answered " + reply.message());
        }
        return reply.body();
    }

    private static DockerClient client(EngineAddress address) {
        return DockerClientProviderStrategy.getClientForConfig(
                TransportConfig.builder().dockerHost(address.uri()).build());
    }

    /**
     * Makes Testcontainers use this engine, whatever its own settings in {@code ~/.testcontainers.properties} say: those
     * were written for other programs, and a run has one engine. Nothing is written there.
     *
     * @throws EnvironmentBroken when it goes to another all the same
     */
    public void lend() {
        Properties own = TestcontainersConfiguration.getInstance().getUserProperties();
        own.remove("tc.host");
        own.setProperty("docker.host", address.uri().toString());
        URI taken = DockerClientFactory.instance().getTransportConfig().getDockerHost();
        if (!taken.equals(address.uri())) {
            throw new EnvironmentBroken(
                    "docker uses the engine at " + address + ", Testcontainers goes to " + taken,
                    "remove dockerconfig.source from ~/.testcontainers.properties and unset DOCKERCONFIG_SOURCE");
        }
    }

    /** What the engine says of itself. */
    public JsonNode info() {
        return info;
    }

    /** Where it is. */
    EngineAddress address() {
        return address;
    }

    /** Its API, for questions of few words. */
    public EngineApi api() {
        return api;
    }

    /** The API client, which sends along the user's logins at registries. */
    public DockerClient client() {
        return client;
    }

    /** The engine's own version, such as {@code 28.2.2}. */
    public String version() {
        return info.path("ServerVersion").asText();
    }

    /** True on hosts with control groups of version 1, which a kubelet has to be told to accept. */
    public boolean cgroupV1() {
        return info.path("CgroupVersion").asText().equals("1");
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

    /** The value of a label of an image; empty where it has none, or there is no such image. */
    public Optional<String> label(String reference, String label) {
        return image(reference)
                .map(InspectImageResponse::getConfig)
                .map(ContainerConfig::getLabels)
                .map(labels -> labels.get(label));
    }

    /**
     * What an image's name means at the moment.
     *
     * @param reference the image's name
     * @return the image's id, or empty when it is not here
     */
    public Optional<String> imageId(String reference) {
        return image(reference).map(InspectImageResponse::getId);
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
     * The containers that a run started and that run still.
     *
     * @param run the run's id
     */
    public List<Container> startedBy(String run) {
        return client.listContainersCmd()
                .withLabelFilter(Map.of(RUN_LABEL, run))
                .exec();
    }

    /** The value of {@link #CACHE_LABEL}. */
    static String owner(Path cache) {
        return cache.toAbsolutePath().normalize().toString();
    }
}
