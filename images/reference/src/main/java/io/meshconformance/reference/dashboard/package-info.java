/** The reference dashboard: takes the place of Grafana, as far as the scenarios ask who is signed in. */
@NullMarked
package io.meshconformance.reference.dashboard;

import org.jspecify.annotations.NullMarked;
