package io.meshconformance.reports.model;

import io.meshconformance.evidence.run.JudgedPart;
import java.util.List;

/**
 * What was judged.
 *
 * @param project the architecture in one phrase
 * @param components its parts, sorted by name
 */
public record Subject(String project, List<JudgedPart> components) {

    /** The parts that are reference implementations, not the products they stand for. */
    public List<JudgedPart> references() {
        return components.stream().filter(JudgedPart::reference).toList();
    }
}
