package io.meshconformance.evidence.declaration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * Declares a class as one scenario of the suite: a namespace to itself, the manifests applied to it, and checks that
 * are each named by a sentence. It is played once, or as often as the run was asked to, then each time in a new namespace:
 * as JUnit has one instance for all plays, it holds no state; what it needs it declares by {@link Given} fields. The
 * harness registers with JUnit, as services, the extensions that play it; JUnit loads them where {@code
 * junit.jupiter.extensions.autodetection.enabled} is set, and refuses the class elsewhere. The shape follows the
 * conformance tests of Gateway API ({@code conformance/utils/suite}).
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("scenario")
public @interface Scenario {

    /** Stable id, never reused, such as {@code GUIDE-002}: the requirement that this scenario is named after. */
    String id();

    /** One sentence that says what can be observed when the mesh conforms. */
    String title();

    /** Resources below {@code manifests/scenarios/}, applied in order before the first check. */
    String[] manifests() default {};

    /** True where the scenario changes what all others stand on, such as a policy of the whole mesh: it then runs alone. */
    boolean meshWide() default false;

    /**
     * True where it changes the proxy, or the provider behind it, and nothing else that others stand on: it then runs beside
     * those alone that have {@link #byProxy} false.
     */
    boolean proxyWide() default false;

    /** False where neither its requests nor anything it waits for go by the proxy or to the provider behind it. */
    boolean byProxy() default true;

    /** True where it takes a minute or more on some proxy: it then begins before others, so that no run ends waiting for it. */
    boolean isLong() default false;

    /** What proxy and identity provider have to have: where one of these is lacking, the scenario is not judged and the report says why. */
    Feature[] needs() default {};

    /**
     * The users whom it signs in, each by the subject and the groups that they have to be in: {@code alice}, {@code alice in
     * engineers}. Where the identity provider knows one of them not, the scenario is not judged. Users whom it makes up are
     * {@link Feature#MADE_UP_USERS}.
     */
    String[] users() default {};

    /** The algorithm that signs the tokens this scenario mints itself: {@code ES256} or {@code RS256}. */
    String tokens() default "ES256";
}
