package io.meshconformance.harness.istio;

import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Istio's manifests, rendered by the release's own istioctl: its charts are inside, no network is needed. */
public final class IstioRendering {

    private final Catalogue catalogue;
    private final Map<String, String> labels;
    private final Duration limit;

    /**
     * Creates the rendering.
     *
     * @param catalogue names the image and may carry install values
     * @param labels what the container is marked with
     * @param limit how long rendering may take
     */
    public IstioRendering(Catalogue catalogue, Map<String, String> labels, Duration limit) {
        this.catalogue = catalogue;
        this.labels = Map.copyOf(labels);
        this.limit = limit;
    }

    /**
     * Renders Istio.
     *
     * @param parameters fill the operator's values
     * @return Istio, ready to apply
     * @throws EnvironmentBroken when istioctl refuses the values
     */
    public Istio render(ManifestParameters parameters) {
        String operator = Manifest.filledYaml(
                "platform/istio/operator.yaml", Manifest.text("platform/istio/operator.yaml"), parameters);
        String overlay = Manifest.toYaml(
                Map.of("apiVersion", "install.istio.io/v1alpha1", "kind", "IstioOperator", "spec", catalogue.istio()));
        try (GenericContainer<?> istioctl =
                new GenericContainer<>(DockerImageName.parse(catalogue.reference("istioctl")))) {
            istioctl.withLabels(labels)
                    .withCopyToContainer(Transferable.of(operator), "/values/operator.yaml")
                    .withCopyToContainer(Transferable.of(overlay), "/values/overlay.yaml")
                    .withCommand("manifest", "generate", "-f", "/values/operator.yaml", "-f", "/values/overlay.yaml")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(limit));
            try {
                istioctl.start();
            } catch (ContainerLaunchException e) {
                throw new EnvironmentBroken(
                        "istioctl of " + catalogue.reference("istioctl") + " refused the install values:\n"
                                + istioctl.getLogs(),
                        "compare manifests/platform/istio/operator.yaml with the values this release knows",
                        e);
            }
            var objects = new ArrayList<>(
                    Manifest.load("platform/istio/namespace.yaml", parameters).objects());
            objects.addAll(Manifest.parse("istioctl manifest generate", istioctl.getLogs(OutputType.STDOUT))
                    .objects());
            return Istio.of(objects);
        }
    }
}
