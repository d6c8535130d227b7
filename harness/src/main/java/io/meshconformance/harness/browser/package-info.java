/**
 * A person's browser: a headless Chromium that walks the same way as the suite's own client, to the same ports, and shows
 * what a person sees. What it asks and is answered becomes exchanges like all others.
 */
@NullMarked
package io.meshconformance.harness.browser;

import org.jspecify.annotations.NullMarked;
