package io.meshconformance.ci.chaos;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The stages of a run at which something can befall it, told by what is on the node. */
enum Moment {
    /** The node's container runs, and does not answer yet. */
    BOOT("while the node boots", namespace -> false),
    /** The control plane is being installed. */
    INSTALL("while the platform is installed", namespace -> false),
    /** The first scenario's namespace is there. */
    FIRST("in the first scenario", namespace -> namespace.endsWith(" Active")),
    /** A scenario is played for the second time. */
    MIDDLE("in the middle of the run", namespace -> namespace.endsWith("-2 Active")),
    /** A scenario's namespace is being taken back, and others are still to come. */
    TEARDOWN("while a scenario is taken back", namespace -> namespace.endsWith(" Terminating"));

    private final String words;
    private final Predicate<String> told;

    Moment(String words, Predicate<String> told) {
        this.words = words;
        this.told = told;
    }

    /** When, as the end of a sentence. */
    String words() {
        return words;
    }

    /**
     * The node, once the moment has come on it.
     *
     * @param earlier what an earlier run left: the names of namespaces, and the id of a node
     */
    Optional<ChaosNode> on(Docker docker, List<String> earlier) {
        return docker.node().filter(node -> !earlier.contains(node.id())).filter(node -> switch (this) {
            case BOOT -> true;
            case INSTALL -> node.namespaces().contains("istio-system Active");
            default ->
                node.scenarios().stream()
                        .filter(namespace -> !earlier.contains(ChaosNode.name(namespace)))
                        .anyMatch(told);
        });
    }
}
