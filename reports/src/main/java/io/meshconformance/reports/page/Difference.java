package io.meshconformance.reports.page;

import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.PastRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Something that differs between two runs.
 *
 * @param subject the scenario or component
 * @param before what it was
 * @param now what it is
 */
public record Difference(String subject, String before, String now) {

    /** Everything that differs: components first, then scenarios, each sorted. */
    public static List<Difference> between(PastRun before, PastRun now) {
        List<Difference> differences = new ArrayList<>();
        add(differences, before.components(), now.components());
        add(differences, words(before), words(now));
        return differences;
    }

    private static Map<String, String> words(PastRun run) {
        Map<String, String> words = new TreeMap<>();
        for (Map.Entry<String, Outcome> entry : run.scenarios().entrySet()) {
            words.put(entry.getKey(), entry.getValue().word());
        }
        return words;
    }

    private static void add(List<Difference> differences, Map<String, String> before, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String then = before.getOrDefault(name, "not there");
            String today = now.getOrDefault(name, "not there");
            if (!then.equals(today)) {
                differences.add(new Difference(name, then, today));
            }
        }
    }
}
