/** The container engine: where it is found, what it must offer, what it says. */
@NullMarked
package io.meshconformance.harness.engine;

import org.jspecify.annotations.NullMarked;
