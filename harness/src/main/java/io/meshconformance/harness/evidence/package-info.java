/** What is published of a run, redacted at one place. */
@NullMarked
package io.meshconformance.harness.evidence;

import org.jspecify.annotations.NullMarked;
