package io.meshconformance.harness.istio;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.image.KeptOutput;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.ObjectKey;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Istio's manifests, rendered by the release's own istioctl: its charts are inside, no network is needed. */
public final class IstioRendering {

    /** In the cache. */
    private static final String FOLDER = "istio-renderings";

    private final Engine engine;
    private final Catalogue catalogue;
    private final KeptOutput kept;
    private final Map<String, String> labels;
    private final Duration limit;

    /**
     * Creates the rendering.
     *
     * @param engine has the image of istioctl
     * @param catalogue names the image and may carry install values
     * @param cache the folder where a rendering is kept for the next run
     * @param labels what the container is marked with
     * @param limit how long rendering may take
     */
    public IstioRendering(Engine engine, Catalogue catalogue, Path cache, Map<String, String> labels, Duration limit) {
        this.engine = engine;
        this.catalogue = catalogue;
        this.kept = new KeptOutput(cache.resolve(FOLDER));
        this.labels = Map.copyOf(labels);
        this.limit = limit;
    }

    /**
     * Renders Istio, or takes what an earlier run rendered of the same image and values.
     *
     * @param parameters fill the operator's values
     * @return Istio, ready to apply
     * @throws EnvironmentBroken when istioctl refuses the values
     */
    public Istio render(ManifestParameters parameters) {
        String image = catalogue.reference("istioctl");
        String operator = Manifest.filledYaml(
                "platform/istio/operator.yaml", Manifest.text("platform/istio/operator.yaml"), parameters);
        // In one order: what is kept goes by the text.
        String overlay = Manifest.toYaml(new TreeMap<>(
                Map.of("apiVersion", "install.istio.io/v1alpha1", "kind", "IstioOperator", "spec", catalogue.istio())));
        Supplier<String> istioctl = () -> rendered(image, operator, overlay);
        Manifest rendered = engine.image(image)
                .map(InspectImageResponse::getId)
                .map(id -> kept.of(image, List.of(id, operator, overlay), istioctl, IstioRendering::read))
                .orElseGet(() -> read(istioctl.get()));
        List<HasMetadata> objects = new ArrayList<>();
        for (String own : List.of("platform/istio/namespace.yaml", "platform/istio/authority.yaml")) {
            objects.addAll(Manifest.load(own, parameters).objects());
        }
        Set<ObjectKey> given = objects.stream().map(ObjectKey::of).collect(Collectors.toSet());
        rendered.objects().stream()
                .filter(object -> !given.contains(ObjectKey.of(object)))
                .forEach(objects::add);
        return Istio.of(objects);
    }

    private static Manifest read(String rendered) {
        return Manifest.parse("istioctl manifest generate", rendered);
    }

    private String rendered(String image, String operator, String overlay) {
        try (GenericContainer<?> istioctl = new GenericContainer<>(DockerImageName.parse(image))) {
            istioctl.withLabels(labels)
                    .withCopyToContainer(Transferable.of(operator), "/values/operator.yaml")
                    .withCopyToContainer(Transferable.of(overlay), "/values/overlay.yaml")
                    .withCommand("manifest", "generate", "-f", "/values/operator.yaml", "-f", "/values/overlay.yaml")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(limit));
            try {
                istioctl.start();
            } catch (ContainerLaunchException e) {
                throw new EnvironmentBroken(
                        "istioctl of " + image + " refused the install values:\n" + istioctl.getLogs(),
                        "compare manifests/platform/istio/operator.yaml with the values this release knows",
                        e);
            }
            return istioctl.getLogs(OutputType.STDOUT);
        }
    }
}
