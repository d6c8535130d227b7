package io.meshconformance.ci;

import java.util.Optional;
import java.util.function.Predicate;

/** The stages of a run at which something can befall it, told by what is on the node. */
enum Moment {
    /** The node's container runs, and does not answer yet. */
    BOOT("while the node boots", node -> true),
    /** The control plane is being installed. */
    INSTALL("while the platform is installed", node -> node.namespaces("").contains("istio-system")),
    /** The first scenario's namespace is there. */
    FIRST("in the first scenario", node -> node.scenarios().contains(" Active")),
    /** A scenario is played for the second time. */
    MIDDLE("in the middle of the run", node -> node.scenarios().contains("-2 Active")),
    /** A scenario's namespace is being taken back, and others are still to come. */
    TEARDOWN("while a scenario is taken back", node -> node.scenarios().contains(" Terminating"));

    private final String words;
    private final Predicate<ChaosNode> come;

    Moment(String words, Predicate<ChaosNode> come) {
        this.words = words;
        this.come = come;
    }

    /** When, as the end of a sentence. */
    String words() {
        return words;
    }

    /** The node, once the moment has come on it. */
    Optional<ChaosNode> on(Docker docker) {
        return docker.node().filter(come);
    }
}
