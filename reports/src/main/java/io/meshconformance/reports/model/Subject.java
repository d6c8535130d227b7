package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was judged.
 *
 * @param project the architecture in one phrase
 * @param components its parts, sorted by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subject(String project, List<Component> components) {

    /** Reads what is absent as empty. */
    public Subject {
        project = Absent.text(project);
        components = Absent.list(components);
    }

    /** The parts that are reference implementations, not the products they stand for. */
    public List<Component> references() {
        return components.stream().filter(Component::reference).toList();
    }
}
