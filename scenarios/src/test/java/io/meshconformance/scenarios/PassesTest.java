package io.meshconformance.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.harness.junit.FirstRedEndsScenario;
import io.meshconformance.harness.junit.RunBudget;
import io.meshconformance.harness.junit.RunLimits;
import io.meshconformance.run.Settings;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

class PassesTest {

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
    private static final SecondPass ORDER = new SecondPass(List.of(
            new SecondPass.Failed("GUIDE-002", "[engine:one]", List.of("denied#2")),
            new SecondPass.Failed("GUIDE-001", "[engine:two]", List.of("served", "denied"))));

    @Test
    @DisplayName("what failed is played once more: one at a time, with full limits, until it fails again")
    void again() {
        assertEquals(
                List.of(
                        Map.of(RunLimits.LEARNED, "true", SecondPass.FOLLOWS, "true", RunBudget.PARAMETER, "true"),
                        Map.of(
                                RunBudget.PARAMETER,
                                "true",
                                PARALLEL,
                                "false",
                                SecondPass.PARAMETER,
                                "GUIDE-002,GUIDE-001",
                                FirstRedEndsScenario.PARAMETER,
                                "GUIDE-002/denied#2,GUIDE-001/served,GUIDE-001/denied")),
                played(ORDER, Map.of()));
    }

    @Test
    @DisplayName("where nothing failed there is one pass")
    void green() {
        assertEquals(
                List.of(Map.of(RunLimits.LEARNED, "true", SecondPass.FOLLOWS, "true", RunBudget.PARAMETER, "true")),
                played(null, Map.of()));
    }

    @Test
    @DisplayName("full limits hold where they are asked for, and where no second pass follows")
    void full() {
        assertEquals(
                List.of(Map.of(SecondPass.FOLLOWS, "true", RunBudget.PARAMETER, "true")),
                played(null, Map.of("conformance.full-limits", "true")));
        List<Map<String, String>> once = List.of(Map.of(RunBudget.PARAMETER, "true"));
        assertEquals(once, played(null, Map.of("conformance.fail-fast", "true")));
        assertEquals(once, played(null, Map.of("conformance.repeat", "2")));
    }

    /** The parameters of each plan that was played. */
    private static List<Map<String, String>> played(@Nullable SecondPass order, Map<String, String> given) {
        List<Map<String, String>> plans = new ArrayList<>();
        Properties properties = new Properties();
        properties.setProperty("conformance.cache", "not-read");
        properties.putAll(given);
        Launcher launcher = (Launcher) Proxy.newProxyInstance(
                PassesTest.class.getClassLoader(), new Class<?>[] {Launcher.class}, (proxy, method, arguments) -> {
                    plans.add(parameters((LauncherExecutionRequest) arguments[0]));
                    return null;
                });
        try (var store = new NamespacedHierarchicalStore<Namespace>(null)) {
            if (order != null) {
                store.put(Namespace.create(SecondPass.class), SecondPass.class, order);
            }
            new Passes(Settings.from(properties, Map.of()))
                    .play(new Session(launcher, store), LauncherDiscoveryRequestBuilder.request());
        }
        return plans;
    }

    private static Map<String, String> parameters(LauncherExecutionRequest request) {
        ConfigurationParameters of = request.getDiscoveryRequest().orElseThrow().getConfigurationParameters();
        Map<String, String> parameters = new TreeMap<>();
        for (String name : List.of(
                RunLimits.LEARNED,
                RunBudget.PARAMETER,
                SecondPass.FOLLOWS,
                SecondPass.PARAMETER,
                FirstRedEndsScenario.PARAMETER,
                PARALLEL)) {
            Optional<String> value =
                    name.equals(PARALLEL) && of.get(SecondPass.PARAMETER).isEmpty() ? Optional.empty() : of.get(name);
            value.ifPresent(there -> parameters.put(name, there));
        }
        return parameters;
    }

    private record Session(Launcher launcher, NamespacedHierarchicalStore<Namespace> store) implements LauncherSession {

        @Override
        public Launcher getLauncher() {
            return launcher;
        }

        @Override
        public NamespacedHierarchicalStore<Namespace> getStore() {
            return store;
        }

        @Override
        public void close() {}
    }
}
