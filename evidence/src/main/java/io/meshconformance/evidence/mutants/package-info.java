/** What became of the suite's mutants: wrong configurations and wrong programs, each of which scenarios must notice. */
@NullMarked
package io.meshconformance.evidence.mutants;

import org.jspecify.annotations.NullMarked;
