/** What a workload's pods wrote about requests: Envoy's access log with its decisions, and the application's own lines. */
@NullMarked
package io.meshconformance.harness.accesslog;

import org.jspecify.annotations.NullMarked;
