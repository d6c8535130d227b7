/**
 * What a run is asked for, and by which words it is refused: settings and where they come from, the list of scenarios,
 * the lock that keeps two runs apart. Knows the JDK alone, so that {@code ci/verify} compiles it within a second and
 * refuses wrong use before anything is prepared or built.
 */
package io.meshconformance.run;
