/**
 * The run on released images, rehearsed where no registry answers: on a machine of its own, made of this one, a registry
 * on loopback holds look-alikes under the public names, and the suite's ordinary command pulls, boots and judges them.
 */
@NullMarked
package io.meshconformance.rehearsal;

import org.jspecify.annotations.NullMarked;
