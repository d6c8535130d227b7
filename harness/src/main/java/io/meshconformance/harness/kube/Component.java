package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * One thing the platform is made of.
 *
 * @param name its name in the boot table
 * @param objects what is applied for it; it is ready when all Deployments among them are
 */
public record Component(String name, List<HasMetadata> objects) {

    /** Copies the list. */
    public Component {
        objects = List.copyOf(objects);
    }

    /**
     * Reads a component from {@code manifests/platform}.
     *
     * @param name its name
     * @param parameters what its manifests can name
     * @param files paths below {@code manifests/platform/}
     */
    public static Component of(String name, ManifestParameters parameters, String... files) {
        return new Component(
                name,
                List.of(files).stream()
                        .flatMap(file -> Manifest.load("platform/" + file, parameters).objects().stream())
                        .toList());
    }

    /**
     * Applies the component and waits until it is ready.
     *
     * @param applier applies
     * @param readiness waits
     */
    public void install(Applier applier, Readiness readiness) {
        applier.apply(objects);
        readiness.awaitDeployments(objects);
    }
}
