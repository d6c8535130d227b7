package io.meshconformance.evidence.declaration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field by which a {@link Scenario} asks for something: its routes, its callers, a workload. The harness sets it before
 * each check. A scenario that asks for what cannot be given is refused when it is discovered, before anything is booted,
 * with all that can be given.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Given {

    /** Which one, where a scenario has several: a workload's {@code app.kubernetes.io/name}. Empty elsewhere. */
    String value() default "";
}
