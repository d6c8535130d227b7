/** Sessions, the cookies that name them, and the signed addresses of the sign-in. */
@NullMarked
package io.meshconformance.reference.proxy.session;

import org.jspecify.annotations.NullMarked;
