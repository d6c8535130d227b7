/** All that names Grafana: its answers, pages and users. */
@NullMarked
package io.meshconformance.harness.grafana;

import org.jspecify.annotations.NullMarked;
