/** Settings, preflight and the root object that is opened once per run. */
@NullMarked
package io.meshconformance.harness.environment;

import org.jspecify.annotations.NullMarked;
