/** Scenarios of nothing, apart from the suite's own: what plays and hears scenarios is tested by them. */
@NullMarked
package io.meshconformance.samples;

import org.jspecify.annotations.NullMarked;
