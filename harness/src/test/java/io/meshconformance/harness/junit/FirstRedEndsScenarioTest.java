package io.meshconformance.harness.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshconformance.run.EnvironmentBroken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.TestAbortedException;

class FirstRedEndsScenarioTest {

    @ExtendWith(FirstRedEndsScenario.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    abstract static class TwoChecks {

        @Test
        @Order(2)
        void second() {}
    }

    static final class Failing extends TwoChecks {

        @Test
        @Order(1)
        void first() {
            throw new AssertionError("served");
        }
    }

    static final class Skipping extends TwoChecks {

        @Test
        @Order(1)
        void first() {
            throw new TestAbortedException("no browser");
        }
    }

    static final class Broken extends TwoChecks {

        @Test
        @Order(1)
        void first() {
            throw new EnvironmentBroken("a log was cut", "run again");
        }
    }

    @Test
    @DisplayName("a check that fails ends its scenario where the plan asks for it, and not elsewhere")
    void failed() {
        played(Failing.class, "").assertStatistics(tests -> tests.failed(1).succeeded(1));
        played(Failing.class, FirstRedEndsScenario.ANY)
                .assertStatistics(tests -> tests.failed(1).skipped(1));
        played(Skipping.class, FirstRedEndsScenario.ANY)
                .assertStatistics(tests -> tests.aborted(1).succeeded(1));
    }

    @Test
    @DisplayName("a check that met a broken environment ends its scenario everywhere")
    void broken() {
        played(Broken.class, "").assertStatistics(tests -> tests.failed(1).skipped(1));
    }

    private static Events played(Class<?> type, String ending) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(type));
        if (!ending.isEmpty()) {
            kit.configurationParameter(FirstRedEndsScenario.PARAMETER, ending);
        }
        return kit.execute().testEvents();
    }
}
