package io.meshconformance.harness.image;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.run.EnvironmentBroken;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the cluster runs, held against what the engine has: what was asked for is what is judged. A node that pulled an
 * image of its own, or was kept while an image was made anew, would else be judged under another's name.
 */
public final class RunningImages {

    private static final String CURE = "take a fresh node: docker rm -f -v its container, or run without --reuse";

    private final KubernetesClient client;
    private final Catalogue catalogue;
    private final Function<String, Optional<InspectImageResponse>> engine;
    private final Function<String, Optional<ArchivedImage>> archived;

    /**
     * One container and its image.
     *
     * @param pod its pod, with the namespace
     * @param container its name
     * @param reference the image as the pod asks for it
     * @param imageId the image as the kubelet tells it: the id of its configuration, or a digest behind a repository
     */
    record Running(String pod, String container, String reference, String imageId) {}

    /**
     * Names both sides.
     *
     * @param client the cluster
     * @param catalogue what was asked for
     * @param engine what the engine has by a reference
     * @param archived an image's names in its archive, where the engine calls it otherwise
     */
    public RunningImages(
            KubernetesClient client,
            Catalogue catalogue,
            Function<String, Optional<InspectImageResponse>> engine,
            Function<String, Optional<ArchivedImage>> archived) {
        this.client = client;
        this.catalogue = catalogue;
        this.engine = engine;
        this.archived = archived;
    }

    /**
     * Holds the node, and every pod there is, against the engine.
     *
     * @param nodes ids of the images of the containers that the node's run started
     * @throws EnvironmentBroken where one runs another image than the engine has for its reference
     */
    public void holdAll(Collection<String> nodes) {
        String reference = catalogue.reference("node");
        String id = engine.apply(reference).map(InspectImageResponse::getId).orElse("nothing");
        if (!nodes.contains(id)) {
            throw new EnvironmentBroken(
                    "the node runs %s, and the engine has %s for %s"
                            .formatted(nodes.isEmpty() ? "nowhere" : String.join(", ", nodes), id, reference),
                    CURE);
        }
        hold(running(client.pods().inAnyNamespace().list().getItems()));
    }

    /**
     * Holds the pods of one namespace against the engine.
     *
     * @throws EnvironmentBroken where one runs another image than the engine has for its reference
     */
    public void hold(String namespace) {
        hold(running(client.pods().inNamespace(namespace).list().getItems()));
    }

    /**
     * The ids by which the cluster knows the images it runs at the moment.
     *
     * @return image id by reference
     */
    public Map<String, String> ids() {
        return running(client.pods().inAnyNamespace().list().getItems()).stream()
                .collect(Collectors.toMap(Running::reference, Running::imageId, (first, second) -> first));
    }

    void hold(Collection<Running> all) {
        Set<String> asked =
                catalogue.images().values().stream().map(Catalogue.Image::image).collect(Collectors.toSet());
        for (Running running : all) {
            if (asked.contains(running.reference())) {
                hold(running);
            }
        }
    }

    private void hold(Running running) {
        Set<String> known = known(running.reference());
        if (known.contains(digest(running.imageId()))
                || archived.apply(running.reference())
                        .filter(image -> image.mayBe(running.imageId()))
                        .isPresent()) {
            return;
        }
        throw new EnvironmentBroken(
                "the container %s of %s runs %s, and the engine has %s for %s"
                        .formatted(
                                running.container(),
                                running.pod(),
                                running.imageId(),
                                known.isEmpty() ? "nothing" : String.join(" or ", known),
                                running.reference()),
                CURE);
    }

    /** Every name that the engine knows the image by. */
    private Set<String> known(String reference) {
        Set<String> known = new TreeSet<>();
        engine.apply(reference).ifPresent(image -> {
            known.add(digest(String.valueOf(image.getId())));
            List<String> digests = image.getRepoDigests();
            if (digests != null) {
                digests.forEach(name -> known.add(digest(name)));
            }
        });
        return known;
    }

    private static String digest(String name) {
        return name.substring(name.lastIndexOf('@') + 1);
    }

    /** The containers of pods that have begun; one that has not begun runs nothing yet. */
    static List<Running> running(Collection<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> Stream.of(
                                pod.getStatus().getInitContainerStatuses(),
                                pod.getStatus().getContainerStatuses())
                        .flatMap(List::stream)
                        .filter(status -> status.getImageID() != null
                                && !status.getImageID().isEmpty())
                        .map(status -> running(pod, status)))
                .toList();
    }

    /** The reference is the specification's: a status may name another of the image's tags. */
    private static Running running(Pod pod, ContainerStatus status) {
        String asked = Stream.of(
                        pod.getSpec().getInitContainers(), pod.getSpec().getContainers())
                .flatMap(List::stream)
                .filter(container -> container.getName().equals(status.getName()))
                .map(Container::getImage)
                .findFirst()
                .orElse(status.getImage());
        String name = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        return new Running(name, status.getName(), asked, status.getImageID());
    }
}
