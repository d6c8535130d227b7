package io.meshconformance.samples;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.run.EnvironmentBroken;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios that end in each way, without a mesh. */
public final class Samples {

    private Samples() {}

    /** One that ends in each colour: red, green, broken, skipped. */
    public static Class<?>[] ofEachColour() {
        return new Class<?>[] {Red.class, Green.class, Broken.class, Skipped.class};
    }

    /** Plays a class once, with nothing around it. */
    static final class Once implements ClassTemplateInvocationContextProvider {

        @Override
        public boolean supportsClassTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of(new ClassTemplateInvocationContext() {});
        }
    }

    /** Each of its checks fails. */
    @Scenario(id = "SAMPLE-001", title = "It fails")
    @ExtendWith(Once.class)
    public static class Red {

        @Test
        void one() {
            throw new AssertionError("not denied\nmore");
        }

        @Test
        void other() {
            throw new AssertionError("not denied\nmore");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void each(int number) {
            throw new AssertionError("not denied\nmore");
        }
    }

    /** Its check holds. */
    @Scenario(id = "SAMPLE-002", title = "It holds")
    @ExtendWith(Once.class)
    public static class Green {

        @Test
        void holds() {}
    }

    /** Its check cannot be judged. */
    @Scenario(id = "SAMPLE-003", title = "It breaks")
    @ExtendWith(Once.class)
    public static class Broken {

        @Test
        void holds() {}

        @Test
        void breaks() {
            throw new EnvironmentBroken("the node is gone", "boot another");
        }
    }

    /** Its check cannot be played here. */
    @Scenario(id = "SAMPLE-004", title = "It is skipped")
    @ExtendWith(Once.class)
    public static class Skipped {

        @Test
        void needsMore() {
            Assumptions.abort("no browser");
        }
    }

    /** A check fails, and taking back what it did breaks. */
    @Scenario(id = "SAMPLE-005", title = "It fails and breaks")
    @ExtendWith(Once.class)
    public static class RedAndBroken {

        @Test
        void fails() {
            throw new AssertionError("not denied");
        }

        @AfterAll
        void breaks() {
            throw new EnvironmentBroken("the node is gone", "boot another");
        }
    }

    /** Its check fails the first time. */
    @Scenario(id = "SAMPLE-006", title = "It fails once")
    @ExtendWith(Once.class)
    public static class RedOnce {

        private static final AtomicBoolean FAILED = new AtomicBoolean();

        @Test
        void holdsAfterThat() {
            if (!FAILED.getAndSet(true)) {
                throw new AssertionError("only once");
            }
        }
    }
}
