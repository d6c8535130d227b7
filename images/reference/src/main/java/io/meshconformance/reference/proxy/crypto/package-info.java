/** Keys, certificates and digests: what is signed with, what is shown and whom the proxy trusts. */
@NullMarked
package io.meshconformance.reference.proxy.crypto;

import org.jspecify.annotations.NullMarked;
