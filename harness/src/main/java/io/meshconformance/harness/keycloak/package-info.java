/** All that names Keycloak: users and groups by its administration API. */
@NullMarked
package io.meshconformance.harness.keycloak;

import org.jspecify.annotations.NullMarked;
