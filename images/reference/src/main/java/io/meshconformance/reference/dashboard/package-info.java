/** The reference dashboard: takes the place of Grafana, as far as the scenarios ask for the signed-in user. */
@NullMarked
package io.meshconformance.reference.dashboard;

import org.jspecify.annotations.NullMarked;
