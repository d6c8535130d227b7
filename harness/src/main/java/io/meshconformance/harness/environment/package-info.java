/** One run: its settings, platform, addresses and secrets, and what is undone at its end. */
@NullMarked
package io.meshconformance.harness.environment;

import org.jspecify.annotations.NullMarked;
