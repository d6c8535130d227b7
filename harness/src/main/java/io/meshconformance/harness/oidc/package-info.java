/** The OpenID Connect provider: where it is, how it comes to know a user, and its sign-in form. */
@NullMarked
package io.meshconformance.harness.oidc;

import org.jspecify.annotations.NullMarked;
