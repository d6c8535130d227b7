/** {@code ci/chaos}: has faults of the environment befall runs, and looks how each ends. */
package io.meshconformance.ci.chaos;
