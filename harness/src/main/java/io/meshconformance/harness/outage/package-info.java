/** The watch on what a run stands on, and the end of the run where a part of it is gone. */
@NullMarked
package io.meshconformance.harness.outage;

import org.jspecify.annotations.NullMarked;
