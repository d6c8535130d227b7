package io.meshconformance.evidence.declaration;

import java.util.List;

/**
 * The order that scenarios which failed are played once more: one at a time, with full limits, in namespaces of their own. A
 * plan that it may follow says so by {@link #FOLLOWS}. The listener that judges then leaves the order in the store of the
 * launcher's session, under this class as namespace and key, where anything failed, and goes on until the plan that carries
 * it out has ended, which has {@link #PARAMETER}.
 *
 * @param scenarios what failed, in the order in which it is to be played
 */
public record SecondPass(List<Failed> scenarios) {

    /** The parameter of JUnit's plans that a second pass may follow. */
    public static final String FOLLOWS = "io.meshconformance.second-pass-follows";

    /** The parameter of the plan that is the second pass: the ids of its scenarios in their order, separated by commas. */
    public static final String PARAMETER = "io.meshconformance.second-pass";

    /**
     * A scenario that failed.
     *
     * @param id its id
     * @param key its unique id in JUnit's plan
     * @param checks the ids of the checks that failed: name of the method, with the place of the invocation such as
     *     {@code #2} where there are several; none where it failed beside its checks
     */
    public record Failed(String id, String key, List<String> checks) {}

    /** The value of {@link #PARAMETER}. */
    public String ids() {
        return String.join(",", scenarios.stream().map(Failed::id).toList());
    }

    /** The checks that failed, as {@code POL-001/denied#2}, separated by commas. */
    public String checks() {
        return String.join(
                ",",
                scenarios.stream()
                        .flatMap(failed -> failed.checks().stream().map(check -> failed.id() + "/" + check))
                        .toList());
    }
}
