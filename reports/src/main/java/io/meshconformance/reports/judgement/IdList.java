package io.meshconformance.reports.judgement;

import java.util.List;

/**
 * Ids in a sentence.
 *
 * @param ids the ids
 */
public record IdList(List<String> ids) {

    private static final int SHOWN = 8;

    /** All of them, or the first few and how many more there are. */
    @Override
    public String toString() {
        return ids.size() <= SHOWN
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, SHOWN)) + " and " + (ids.size() - SHOWN) + " more";
    }
}
