package io.meshconformance.reports.model;

import io.meshconformance.reports.model.requirement.RequirementsDocument;
import org.jspecify.annotations.Nullable;

/**
 * One run: the only part of a report that holds a clock or a random value.
 *
 * @param id id of the run, which its namespaces and hosts carry
 * @param started instant of the start, ISO 8601 in UTC
 * @param finished instant of the end, ISO 8601 in UTC; empty while the run goes on
 * @param completed false while the run goes on, and for ever where it died
 * @param mode mode of the mesh: sidecar
 * @param catalogue name of the image catalogue
 * @param seed seed of every random choice of the run
 * @param reproduce command that runs the same again
 * @param previous id of the run before this one, null where none is known
 * @param suite the suite that judged
 * @param requirements the list it was held against
 * @param cores how busy the machine was, null where that was not measured
 */
public record Run(
        String id,
        String started,
        String finished,
        boolean completed,
        String mode,
        String catalogue,
        long seed,
        String reproduce,
        @Nullable String previous,
        Suite suite,
        RequirementsDocument requirements,
        @Nullable CoreUse cores) {}
