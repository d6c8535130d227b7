package io.meshconformance.run;

import io.meshconformance.run.RequirementIndex.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which scenarios a run was asked for. What is given narrows down together: a scenario is played where every filter
 * lets it through. An empty list lets everything through. Upper and lower case are the same.
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

    /** Takes upper case for lower case. */
    public Choice {
        scenarios = upper(scenarios);
        areas = upper(areas);
        strengths = upper(strengths);
        excluded = upper(excluded);
    }

    private static List<String> upper(List<String> names) {
        return names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    }

    /** Whether nothing was asked for, and so everything is played. */
    public boolean isEverything() {
        return equals(ALL);
    }

    /**
     * The scenarios that are asked for.
     *
     * @param index what can be asked for
     * @param lastFailed ids that failed, or met a broken environment, in the last run; only asked where that is a filter
     * @return the ids of those that every filter leaves, in the order of the index
     * @throws WrongUse where a filter names what is not known, or nothing is left: the message says after which filter
     */
    public List<String> among(RequirementIndex index, Supplier<Set<String>> lastFailed) {
        List<Entry> known = index.entries();
        requireKnown(known);
        var steps = new Narrowing(known);
        steps.keep("--scenario", scenarios, entry -> scenarios.contains(entry.id()));
        steps.keep("--area", areas, entry -> areas.contains(entry.area()));
        steps.keep("--strength", strengths, entry -> strengths.contains(entry.strength()));
        steps.keep("--exclude", excluded, entry -> excluded.stream().noneMatch(exclude -> matches(exclude, entry)));
        if (failed) {
            Set<String> ids = lastFailed.get();
            steps.keep("--failed", List.of(String.join(", ", ids)), entry -> ids.contains(entry.id()));
        }
        return steps.left.stream().map(Entry::id).toList();
    }

    private void requireKnown(List<Entry> known) {
        Set<String> knownAreas = names(known, Entry::area);
        Set<String> knownStrengths = names(known, Entry::strength);
        for (String area : areas) {
            require(knownAreas, area, "area", knownAreas);
        }
        for (String strength : strengths) {
            require(knownStrengths, strength, "strength", knownStrengths);
        }
        for (String id : scenarios) {
            // All ids would fill a screen: those of its area are what was meant.
            Set<String> near = names(
                    known.stream()
                            .filter(entry -> id.startsWith(entry.area() + "-"))
                            .toList(),
                    Entry::id);
            require(names(known, Entry::id), id, "scenario", near.isEmpty() ? starred(knownAreas) : near);
        }
        for (String exclude : excluded) {
            if (known.stream().noneMatch(entry -> matches(exclude, entry))) {
                throw new WrongUse(
                        "--exclude " + exclude + " matches no scenario; it takes ids, patterns such as GRAF-*,"
                                + " and the areas " + String.join(", ", knownAreas));
            }
        }
    }

    private static Set<String> starred(Set<String> areas) {
        return areas.stream().map(area -> area + "-*").collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void require(Set<String> known, String name, String what, Set<String> shown) {
        if (!known.contains(name)) {
            throw new WrongUse("unknown " + what + " " + name + "; known are " + String.join(", ", shown)
                    + "; ci/verify --list shows all");
        }
    }

    private static Set<String> names(List<Entry> known, Function<Entry, String> name) {
        return known.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean matches(String exclude, Entry entry) {
        // Many stars mean what one means, and a pattern with many would be tried for minutes.
        String pattern = Pattern.quote(exclude.replaceAll("\\*+", "*")).replace("*", "\\E.*\\Q");
        return entry.id().matches(pattern) || entry.area().equals(exclude);
    }

    /** The filters one after the other, so that the one that leaves nothing can be named. */
    private static final class Narrowing {

        private final List<String> told = new ArrayList<>();
        private List<Entry> left;

        Narrowing(List<Entry> known) {
            this.left = List.copyOf(known);
        }

        void keep(String option, List<String> given, Predicate<Entry> wanted) {
            if (given.isEmpty()) {
                return;
            }
            int before = left.size();
            left = left.stream().filter(wanted).toList();
            told.add("%s %s leaves %s of %d"
                    .formatted(option, String.join(",", given), left.isEmpty() ? "none" : left.size(), before));
            if (left.isEmpty()) {
                throw new WrongUse("no scenario is left to be judged: " + String.join(", then ", told));
            }
        }
    }
}
