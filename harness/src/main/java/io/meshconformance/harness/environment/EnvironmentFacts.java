package io.meshconformance.harness.environment;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.EnvironmentEvidence.RunFacts;
import io.meshconformance.evidence.run.EnvironmentFailure;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.evidence.run.StatedSetting;
import io.meshconformance.harness.browser.BrowserProgram;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.image.ImageReference;
import io.meshconformance.run.DescribedSettings;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

    private EnvironmentFacts() {}

    /**
     * States the facts of an environment that is up.
     *
     * @return the evidence, as it is published
     */
    public static EnvironmentEvidence of(Environment environment) {
        List<JudgedPart> components = new ArrayList<>();
        KubernetesClient client = environment.cluster().client();
        Map<String, String> running = environment.runningImages().ids();
        new TreeMap<>(environment.catalogue().images())
                .forEach((name, image) -> components.add(
                        component(name, image, environment.engine().image(image.image()), running.get(image.image()))));
        components.add(JudgedPart.noImage(
                "kubernetes",
                "cluster",
                "Kubernetes API server",
                client.getKubernetesVersion().getGitVersion()));
        client.nodes().list().getItems().stream()
                .map(node -> node.getStatus().getNodeInfo().getContainerRuntimeVersion())
                .distinct()
                .forEach(runtime -> components.add(JudgedPart.noImage(
                        "container-runtime",
                        "runtime",
                        "the node's " + runtime.replaceFirst("://.*", ""),
                        runtime.replaceFirst(".*://", ""))));
        components.add(JudgedPart.noImage(
                "engine", "runtime", "Docker engine", environment.engine().version()));
        environment
                .provider()
                .foreign()
                .ifPresent(own -> components.add(JudgedPart.noImage(
                        "identity-provider", "identity provider", own.issuer().url(), "")));
        BrowserProgram.onPath()
                .flatMap(program -> program.version(environment.timeouts().connect()))
                .ifPresent(version -> components.add(JudgedPart.noImage("browser", "browser", "Chromium", version)));
        return new EnvironmentEvidence(
                run(environment.run(), environment.settings()),
                environment.catalogue().name(),
                components,
                environment.log().stages(),
                settings(environment.settings()),
                null);
    }

    /**
     * States why there is no environment.
     *
     * @param settings what was asked for
     * @param broken what happened
     * @return the evidence, as it is published
     */
    public static EnvironmentEvidence broken(Settings settings, EnvironmentBroken broken) {
        return new EnvironmentEvidence(
                run(RunIdentity.begin(settings), settings),
                null,
                List.of(),
                List.of(),
                settings(settings),
                failure(broken));
    }

    /**
     * States that an environment that was up broke.
     *
     * @param told what was stated of it
     * @param broken what happened
     * @return the evidence, as it is published in the place of the other
     */
    public static EnvironmentEvidence broken(EnvironmentEvidence told, EnvironmentBroken broken) {
        return new EnvironmentEvidence(
                told.run(), told.catalogue(), told.components(), told.boot(), told.settings(), failure(broken));
    }

    private static EnvironmentFailure failure(EnvironmentBroken broken) {
        @Nullable Throwable cause = broken.getCause();
        return new EnvironmentFailure(
                String.valueOf(broken.getMessage()), broken.cure(), cause == null ? "" : cause.toString());
    }

    private static RunFacts run(RunIdentity run, Settings settings) {
        SuiteCommit commit = SuiteCommit.of(Settings.root(System.getProperties()));
        return new RunFacts(
                run.id(),
                run.started().toString(),
                run.seed(),
                new DescribedSettings(settings).command(),
                commit.id(),
                commit.dirty(),
                suiteVersion());
    }

    private static List<StatedSetting> settings(Settings settings) {
        return new DescribedSettings(settings)
                .rows().entrySet().stream()
                        .map(setting -> new StatedSetting(setting.getKey(), setting.getValue()))
                        .toList();
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

    /**
     * One image. Of itself says which version it holds only what images/assemble made: a label of that name on any other
     * image may be that of the image it was made from, as on Istio's.
     */
    static JudgedPart component(
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
        return new JudgedPart(
                name,
                image.role(),
                standIn == null ? image.component() : standIn,
                version,
                image.image(),
                running == null
                        ? inspected.map(InspectImageResponse::getId).orElse("")
                        : running.substring(running.lastIndexOf('@') + 1),
                labels.containsKey(ASSEMBLED_LABEL) ? "" : digest(reference, inspected),
                standIn != null);
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
