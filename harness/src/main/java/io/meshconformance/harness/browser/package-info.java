/** A real, headless Chromium, at the same addresses as the suite's own client; its requests become exchanges. */
@NullMarked
package io.meshconformance.harness.browser;

import org.jspecify.annotations.NullMarked;
