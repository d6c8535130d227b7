package io.meshconformance.harness.debug;

import io.fabric8.kubernetes.api.model.Namespace;
import io.meshconformance.harness.kube.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a bundle is about.
 *
 * @param namespace the scenario's namespace
 * @param applied what it applied
 * @param since when it began
 */
public record DebugScope(String namespace, List<Manifest> applied, Instant since) {

    /** Its namespace, then those it brought. */
    List<String> namespaces() {
        return Stream.concat(
                        Stream.of(namespace),
                        applied.stream()
                                .flatMap(manifest -> manifest.objects().stream())
                                .filter(Namespace.class::isInstance)
                                .map(object -> object.getMetadata().getName()))
                .distinct()
                .toList();
    }
}
