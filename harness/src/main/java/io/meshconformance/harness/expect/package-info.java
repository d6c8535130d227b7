/** Expectations of exchanges and other observations, their judgement, and its record. */
@NullMarked
package io.meshconformance.harness.expect;

import org.jspecify.annotations.NullMarked;
