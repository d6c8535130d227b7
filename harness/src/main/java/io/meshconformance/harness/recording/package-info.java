/** What happened in a run as it is published, with every secret taken out at one place. */
@NullMarked
package io.meshconformance.harness.recording;

import org.jspecify.annotations.NullMarked;
