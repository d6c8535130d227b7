package io.meshconformance.reports.model;

import io.meshconformance.reports.model.requirement.Strength;
import io.meshconformance.reports.model.state.RequirementResult;
import io.meshconformance.run.Guard;
import io.meshconformance.run.Impact;
import java.util.List;

/**
 * One requirement and what the run says about it.
 *
 * @param id its stable id
 * @param strength how strong it is
 * @param impact what its failure means to the people behind the proxy
 * @param guards public reports that its scenario would have caught
 * @param sources numbers of the documents that make it
 * @param section the heading in the first of them, empty beyond the documents
 * @param quote words of that document, empty beyond the documents
 * @param statement the promise
 * @param result what this run says
 * @param scenarios ids of the scenarios that prove it, sorted
 */
public record RequirementRow(
        String id,
        Strength strength,
        Impact impact,
        List<Guard> guards,
        List<String> sources,
        String section,
        String quote,
        String statement,
        RequirementResult result,
        List<String> scenarios) {}
