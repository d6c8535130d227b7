package io.meshconformance.reports.sample;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;

/** Declarations for tests of the listener. {@link SampleEngine} plays them; Jupiter never does. */
public final class ScenarioSamples {

    private ScenarioSamples() {}

    /** All of it holds. */
    @Scenario(id = "GUIDE-001", title = "Before any policy a signed-in user reaches nginx")
    public static final class Reached {

        @Check("a signed-in user is answered by the workload")
        void answered() {}
    }

    /** One check of two does not hold. */
    @Scenario(id = "GUIDE-002", title = "The mesh refuses who carries no assertion")
    public static final class Refused {

        @Check("control: with the annotation the same route answers")
        void control() {}

        @Check("without the annotation the mesh refuses")
        void refused() {}
    }

    /** One method, several invocations. */
    @Scenario(id = "JWT-002", title = "Every broken token is refused in its own words")
    public static final class Broken {

        @Check("a broken token is refused")
        void eachToken() {}
    }

    /** Its checks do not stand in the order of their names. */
    @Scenario(id = "GUIDE-003", title = "Checks are listed as they stand in the source")
    public static final class Unordered {

        @Check("the last of the alphabet")
        void zebra() {}

        @Check("one in the middle of it")
        void bear() {}

        @Check("the first of it")
        void ant() {}
    }
}
