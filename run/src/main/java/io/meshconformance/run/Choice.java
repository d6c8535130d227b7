package io.meshconformance.run;

import java.util.List;

/**
 * Which scenarios a run was asked for. What is given narrows down together: a scenario is played where every filter
 * lets it through. An empty list lets everything through.
 *
 * @param scenarios ids
 * @param areas areas, such as {@code GUIDE}
 * @param strengths {@code MUST}, {@code SHOULD}
 * @param excluded ids, areas or patterns such as {@code GRAF-*} that are left out
 * @param failed whether only those are played that failed in the last run
 */
public record Choice(
        List<String> scenarios, List<String> areas, List<String> strengths, List<String> excluded, boolean failed) {

    /** Everything. */
    public static final Choice ALL = new Choice(List.of(), List.of(), List.of(), List.of(), false);

    /** Whether nothing was asked for, and so everything is played. */
    public boolean isEverything() {
        return equals(ALL);
    }
}
