package io.meshconformance.reports.events;

import java.util.List;

/**
 * A run as it happened.
 *
 * @param started instant of the start, ISO 8601 in UTC
 * @param finished instant of the end, empty while it goes on
 * @param completed whether the plan was carried out to its end
 * @param environment what was published about the environment
 * @param scenarios its scenarios
 * @param remarks what went wrong with the events themselves, such as an unreadable file
 */
public record RecordedRun(
        String started,
        String finished,
        boolean completed,
        EnvironmentEvent environment,
        List<RecordedScenario> scenarios,
        List<String> remarks) {}
