package io.meshconformance.reports.model;

import io.meshconformance.reports.model.state.ProfileResult;
import io.meshconformance.reports.model.state.Statistics;
import java.util.List;

/**
 * One level of a profile.
 *
 * @param result its result
 * @param statistics its counts
 * @param failedScenarios ids, sorted
 * @param skippedScenarios ids, sorted
 * @param errorScenarios ids, sorted
 */
public record ProfileStatus(
        ProfileResult result,
        Statistics statistics,
        List<String> failedScenarios,
        List<String> unstableScenarios,
        List<String> skippedScenarios,
        List<String> errorScenarios) {}
