/** A provider of the user's own, outside the cluster: found, asked and trusted before anything is booted. */
@NullMarked
package io.meshconformance.harness.foreign;

import org.jspecify.annotations.NullMarked;
