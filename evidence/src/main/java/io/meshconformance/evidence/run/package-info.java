/** What the harness records of a run: what was judged, how it came up, or why it did not. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.evidence.run;
