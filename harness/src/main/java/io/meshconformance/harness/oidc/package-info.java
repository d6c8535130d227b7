/** All that names the OpenID Connect provider: its addresses and its sign-in form. */
@NullMarked
package io.meshconformance.harness.oidc;

import org.jspecify.annotations.NullMarked;
