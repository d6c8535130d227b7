/** Keys, certificates, tokens good and bad, and the people who sign in with them. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.harness.identity;
