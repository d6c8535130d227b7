package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.run.WrongUse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a scenario may ask for, told when it is discovered. */
class GivenFieldsTest {

    @Test
    @DisplayName("a scenario that asks for what can be given is discovered")
    void right() {
        assertTrue(discovers(Right.class));
    }

    @Test
    @DisplayName("a type that no scenario can be given is refused with all that can be given")
    void unknown() {
        String refusal = refusal(Unknown.class);

        assertTrue(refusal.startsWith(name(Unknown.class) + ".text: no scenario can be given String, only Browser, "));
        assertTrue(refusal.endsWith(", Traffic, Workload, Workloads"), refusal);
    }

    @Test
    @DisplayName("a workload without a name is refused with the line to write")
    void nameless() {
        assertEquals(
                name(Nameless.class) + ".nginx: it is to be declared by @Given(\"nginx\") Workload nginx;",
                refusal(Nameless.class));
    }

    @Test
    @DisplayName("a workload that the scenario's manifests do not bring is refused with those that they bring")
    void absent() {
        assertEquals(
                name(Absent.class) + ".target: the scenario's manifests bring no workload ngnix, only [nginx]:"
                        + " name one of these, or add the file that brings it to manifests",
                refusal(Absent.class));
        assertEquals(
                name(Missing.class) + ".nginx: the scenario's manifests cannot be read: there is no"
                        + " manifests/scenarios/workloads/ngnix.yaml",
                refusal(Missing.class));
    }

    @Test
    @DisplayName("a name for what there is only one of is refused, and so is a route of another name")
    void superfluous() {
        assertEquals(
                name(Superfluous.class) + ".traffic: it is to be declared by @Given Traffic traffic;",
                refusal(Superfluous.class));
        assertEquals(
                name(Third.class) + ".third: it is to be declared by @Given or @Given(\"second\") Route third;",
                refusal(Third.class));
    }

    @Test
    @DisplayName("a field that cannot be set before each check is refused")
    void fixed() {
        assertEquals(
                name(Static.class)
                        + ".traffic: it is set before each check, so neither static nor final: @Given Traffic traffic;",
                refusal(Static.class));
    }

    @Test
    @DisplayName("the platform's controls are given to a mesh-wide scenario alone")
    void meshWide() {
        assertTrue(discovers(MeshWide.class));
        assertEquals(
                name(Shared.class) + ".platform: PlatformControls changes what other scenarios stand on:"
                        + " add proxyWide = true, or meshWide = true where it changes more than the proxy, to @Scenario(id = \"GUIDE-002\")",
                refusal(Shared.class));
    }

    private static String refusal(Class<?> scenario) {
        return String.valueOf(
                assertThrows(WrongUse.class, () -> discovers(scenario)).getMessage());
    }

    private static boolean discovers(Class<?> scenario) {
        return LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(scenario))
                        .build())
                .containsTests();
    }

    private static String name(Class<?> scenario) {
        return scenario.getName();
    }

    @Scenario(id = "GUIDE-001", title = "Everything as it should be", manifests = "workloads/nginx.yaml")
    static class Right {

        private @Given Traffic traffic;
        private @Given Route route;
        private @Given("second") Route second;
        private @Given("nginx") Workload nginx;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-002", title = "A type that is not among them")
    static class Unknown {

        private @Given String text;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-002", title = "Which workload?")
    static class Nameless {

        private @Given Workload nginx;

        @Test
        void check() {}
    }

    @Scenario(
            id = "GUIDE-002",
            title = "A workload of another scenario",
            manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
    static class Absent {

        private @Given("ngnix") Target target;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-002", title = "A file of another name", manifests = "workloads/ngnix.yaml")
    static class Missing {

        private @Given("nginx") Workload nginx;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-002", title = "A name too many")
    static class Superfluous {

        private @Given("all") Traffic traffic;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-002", title = "A route that is not among them")
    static class Third {

        private @Given("third") Route third;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-002", title = "A field of the class")
    static class Static {

        private static @Given Traffic traffic;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-002", title = "The platform in the hands of one that shares it")
    static class Shared {

        private @Given PlatformControls platform;

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-003", title = "The platform in the hands of one that runs alone", meshWide = true)
    static class MeshWide {

        private @Given PlatformControls platform;

        @Test
        void check() {}
    }
}
