@org.jspecify.annotations.NullMarked
package io.meshconformance.harness.junit;
