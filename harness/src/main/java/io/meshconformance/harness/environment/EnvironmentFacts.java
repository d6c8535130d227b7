package io.meshconformance.harness.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.command.InspectImageResponse;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.browser.BrowserProgram;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.image.ImageReference;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was judged, by what, and how the boot went: the head of every report. */
public final class EnvironmentFacts {

    private static final String VERSION_LABEL = "org.opencontainers.image.version";

    /** On every image that images/assemble made. */
    private static final String ASSEMBLED_LABEL = "io.meshconformance.image";

    private static final JsonMapper JSON = new JsonMapper();

    private EnvironmentFacts() {}

    /**
     * States the facts of an environment that is up.
     *
     * @param environment the environment
     * @return the tree that is published as {@code environment.json}
     */
    public static JsonNode of(Environment environment) {
        ObjectNode facts = run(environment.run(), environment.settings());
        facts.put("catalogue", environment.catalogue().name());
        facts.put("catalogueTitle", environment.catalogue().title());
        var components = facts.putArray("components");
        KubernetesClient client = environment.cluster().client();
        Map<String, String> running = environment.runningImages().ids();
        new TreeMap<>(environment.catalogue().images())
                .forEach((name, image) -> components.add(
                        component(name, image, environment.engine().image(image.image()), running.get(image.image()))));
        components
                .addObject()
                .put("name", "kubernetes")
                .put("role", "cluster")
                .put("title", "Kubernetes API server")
                .put("version", client.getKubernetesVersion().getGitVersion())
                .put("reference", false);
        client.nodes().list().getItems().stream()
                .map(node -> node.getStatus().getNodeInfo().getContainerRuntimeVersion())
                .distinct()
                .forEach(runtime -> components
                        .addObject()
                        .put("name", "container-runtime")
                        .put("role", "runtime")
                        .put("title", "the node's " + runtime.replaceFirst("://.*", ""))
                        .put("version", runtime.replaceFirst(".*://", ""))
                        .put("reference", false));
        components
                .addObject()
                .put("name", "engine")
                .put("role", "runtime")
                .put("title", "Docker engine")
                .put("version", environment.engine().version())
                .put("reference", false);
        BrowserProgram.onPath()
                .flatMap(program -> program.version(environment.timeouts().connect()))
                .ifPresent(version -> components
                        .addObject()
                        .put("name", "browser")
                        .put("role", "browser")
                        .put("title", "Chromium")
                        .put("version", version)
                        .put("reference", false));
        var boot = facts.putArray("boot");
        for (BootLog.Stage stage : environment.log().stages()) {
            boot.add(JSON.<JsonNode>valueToTree(stage));
        }
        return facts;
    }

    /**
     * States why there is no environment.
     *
     * @param settings what was asked for
     * @param broken what happened
     * @return the tree that is published as {@code environment.json}
     */
    public static JsonNode broken(Settings settings, EnvironmentBroken broken) {
        ObjectNode facts = run(Run.begin(settings), settings);
        @Nullable Throwable cause = broken.getCause();
        facts.putObject("failure")
                .put("summary", broken.getMessage())
                .put("cure", broken.cure())
                .put("details", cause == null ? "" : cause.toString());
        return facts;
    }

    private static ObjectNode run(Run run, Settings settings) {
        ObjectNode facts = JSON.createObjectNode();
        SuiteCommit commit = SuiteCommit.of(Settings.root(System.getProperties()));
        facts.putObject("run")
                .put("id", run.id())
                .put("started", run.started().toString())
                .put("seed", run.seed())
                .put("reproduce", reproduce(settings))
                .put("version", suiteVersion())
                .put("commit", commit.id())
                .put("dirty", commit.dirty());
        var described = facts.putArray("settings");
        settings.described()
                .forEach((key, value) -> described.addObject().put("key", key).put("value", value));
        return facts;
    }

    private static String suiteVersion() {
        try (InputStream file = EnvironmentFacts.class.getResourceAsStream("suite.properties")) {
            var suite = new Properties();
            suite.load(Objects.requireNonNull(file, "suite.properties"));
            return suite.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reproduce(Settings settings) {
        var command = new StringBuilder("ci/verify --images ").append(settings.images());
        List<String> scenarios = settings.choice().scenarios();
        if (!scenarios.isEmpty()) {
            command.append(" --scenario ").append(String.join(",", scenarios));
        }
        new TreeMap<>(settings.imageOverrides())
                .forEach((name, image) -> command.append(" -Dconformance.image.")
                        .append(name)
                        .append('=')
                        .append(image));
        if (settings.timeoutFactor() != 1.0) {
            command.append(" -Dconformance.timeout.factor=").append(settings.timeoutFactor());
        }
        return command.append(" --seed ").append(settings.seed()).toString();
    }

    /**
     * One image. Of itself says which version it holds only what images/assemble made: a label of that name on any other
     * image may be that of the image it was made from, as on Istio's.
     */
    static ObjectNode component(
            String name, Catalogue.Image image, Optional<InspectImageResponse> inspected, @Nullable String running) {
        Map<String, String> labels = inspected
                .map(InspectImageResponse::getConfig)
                .map(config -> config.getLabels())
                .orElse(Map.of());
        // An image that stands in for another says so itself, whatever name it was given.
        @Nullable String standIn = labels.get(Engine.STAND_IN_LABEL);
        ImageReference reference = ImageReference.parse(image.image());
        String version = labels.containsKey(ASSEMBLED_LABEL)
                ? labels.getOrDefault(VERSION_LABEL, reference.version())
                : reference.version();
        return JSON.createObjectNode()
                .put("name", name)
                .put("role", image.role())
                .put("title", standIn == null ? image.component() : standIn)
                .put("version", version)
                .put("image", image.image())
                .put(
                        "imageId",
                        running == null
                                ? inspected.map(InspectImageResponse::getId).orElse("")
                                : running.substring(running.lastIndexOf('@') + 1))
                .put("digest", labels.containsKey(ASSEMBLED_LABEL) ? "" : digest(reference, inspected))
                .put("reference", standIn != null);
    }

    /** The digest by which a registry gives the same image again; empty for one that no registry has. */
    private static String digest(ImageReference reference, Optional<InspectImageResponse> inspected) {
        if (!reference.digest().isEmpty()) {
            return reference.digest();
        }
        return inspected.map(InspectImageResponse::getRepoDigests).orElse(List.of()).stream()
                .map(ImageReference::parse)
                .filter(pulled -> pulled.repository().equals(reference.repository()))
                .map(ImageReference::digest)
                .findFirst()
                .orElse("");
    }
}
