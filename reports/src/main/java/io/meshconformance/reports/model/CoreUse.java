package io.meshconformance.reports.model;

import java.util.List;

/**
 * How busy the machine of a run was, whatever kept it busy.
 *
 * @param cores how many cores it has
 * @param busy how many of them were busy in each second, from the start of the run on
 */
public record CoreUse(int cores, List<Double> busy) {}
