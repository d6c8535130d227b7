package io.meshconformance.harness.scenario;

import io.meshconformance.harness.junit.BeginsInTime;
import io.meshconformance.harness.junit.MeshLock;
import io.meshconformance.harness.junit.RepeatedPlays;
import io.meshconformance.harness.junit.ScenarioExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Declares a class as one scenario of the suite: a namespace of its own, the manifests applied to it, and checks that
 * are each named by a sentence. It is played once, or as often as the run was asked to, each time on a new stage: as
 * JUnit has one instance for all plays, it holds no state. The shape follows the conformance tests of Gateway API
 * ({@code conformance/utils/suite}).
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith({BeginsInTime.class, RepeatedPlays.class, ScenarioExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(providers = MeshLock.class)
@Tag("scenario")
public @interface Scenario {

    /** Stable id, never reused, such as {@code GUIDE-002}: the requirement that this scenario is named after. */
    String id();

    /** One sentence that says what can be observed when the mesh conforms. */
    String title();

    /** Further requirements this scenario proves, beside the one of its {@link #id()}. */
    String[] alsoProves() default {};

    /** Resources below {@code manifests/scenarios/}, applied in order before the first check. */
    String[] manifests() default {};

    /** True where the scenario changes what all others stand on (mesh-wide policy, the proxy): it then runs alone. */
    boolean meshWide() default false;

    /** The algorithm that signs the tokens this scenario mints itself: {@code ES256} or {@code RS256}. */
    String tokens() default "ES256";
}
