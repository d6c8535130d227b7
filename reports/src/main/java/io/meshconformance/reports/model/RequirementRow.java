package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One requirement and what the run says about it.
 *
 * @param id its stable id
 * @param strength how strong it is
 * @param sources numbers of the documents that make it
 * @param section the heading in the first of them, empty beyond the documents
 * @param quote words of that document, empty beyond the documents
 * @param statement the promise
 * @param result what this run says
 * @param scenarios ids of the scenarios that prove it, sorted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequirementRow(
        String id,
        Strength strength,
        List<String> sources,
        String section,
        String quote,
        String statement,
        RequirementResult result,
        List<String> scenarios) {

    /** Reads what is absent as empty. */
    public RequirementRow {
        id = Absent.text(id);
        sources = Absent.list(sources);
        section = Absent.text(section);
        quote = Absent.text(quote);
        statement = Absent.text(statement);
        scenarios = Absent.list(scenarios);
    }
}
