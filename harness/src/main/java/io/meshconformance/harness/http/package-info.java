/** Values of HTTP as it went over the wire: requests, responses, failures, URLs, and who answered. */
@NullMarked
package io.meshconformance.harness.http;

import org.jspecify.annotations.NullMarked;
