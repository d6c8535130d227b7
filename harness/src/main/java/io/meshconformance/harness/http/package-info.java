/** Values of HTTP as it went over the wire: requests, responses, failures, URLs, and the hops that answered. */
@NullMarked
package io.meshconformance.harness.http;

import org.jspecify.annotations.NullMarked;
