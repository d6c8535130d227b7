/** How JUnit runs scenarios: the extension, their selection and order, and what is published of each. */
@NullMarked
package io.meshconformance.harness.junit;

import org.jspecify.annotations.NullMarked;
