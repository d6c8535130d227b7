package io.meshconformance.ci;

import io.meshconformance.run.WrongUse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is measured: a run of {@code ci/verify} of one kind. */
enum BenchPart {
    /** One scenario on a node that is booted for it. */
    ONE(false, "--scenario", "GUIDE-002"),
    /** The whole catalogue on a node that is booted for it. */
    WHOLE(false),
    /** The whole catalogue on a kept node. */
    KEPT(true, "--reuse"),
    /** One scenario on a kept node. */
    KEPT_ONE(true, "--reuse", "--scenario", "GUIDE-002"),
    /** The whole catalogue twice in one run: how the time grows. */
    GROWTH(false, "--repeat", "2");

    private final boolean onKeptNode;
    private final List<String> options;

    BenchPart(boolean onKeptNode, String... options) {
        this.onKeptNode = onKeptNode;
        this.options = List.of(options);
    }

    /**
     * The one of a name.
     *
     * @throws WrongUse when there is none
     */
    static BenchPart named(String word) {
        return Arrays.stream(values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new WrongUse("there is no part " + word + "; there are "
                        + Arrays.stream(values()).map(BenchPart::word).collect(Collectors.joining(", "))));
    }

    /** Its name on the command line and in files. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a node has to be kept for it. */
    boolean onKeptNode() {
        return onKeptNode;
    }

    /** What {@code ci/verify} is told. */
    List<String> options() {
        return options;
    }
}
