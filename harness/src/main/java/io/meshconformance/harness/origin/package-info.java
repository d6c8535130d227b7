/** How it is known where an answer came from. */
@NullMarked
package io.meshconformance.harness.origin;

import org.jspecify.annotations.NullMarked;
