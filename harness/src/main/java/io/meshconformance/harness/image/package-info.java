/** The images that are judged: catalogue, registries, pulls and archives. */
@NullMarked
package io.meshconformance.harness.image;

import org.jspecify.annotations.NullMarked;
