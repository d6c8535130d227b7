/**
 * Plays scenarios under mutants, each a configuration or a program that is wrong in one way, and tells which scenarios
 * noticed. A mutant is data: {@code manifests/mutants} and {@code images/reference/faults.yaml}.
 */
@NullMarked
package io.meshconformance.scenarios.mutants;

import org.jspecify.annotations.NullMarked;
