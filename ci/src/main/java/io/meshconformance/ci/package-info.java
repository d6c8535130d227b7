/**
 * What a person starts: {@code ci/verify} and its terminal. Knows the JDK and the package of settings alone, so that it
 * is compiled within a second and speaks before anything is prepared or built.
 */
package io.meshconformance.ci;
