package io.meshconformance.harness.scene;

import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.DebugPort;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.istio.PortNames;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.wait.Timeouts;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything that a scenario can be given, by the type of the field that asks for it. */
public enum Handle {
    BROWSER(Browser.class, SceneHandles::browser),
    CALLERS(Callers.class, SceneHandles::callers),
    DEBUG_PORT(
            DebugPort.class,
            scene -> new DebugPort(scene.client(), scene.environment().secrets())),
    DEFINITIONS(Definitions.class, SceneHandles::definitions),
    INGRESS_GATEWAY(IngressGateway.class, SceneHandles::gateway),
    INJECTION(
            Injection.class,
            scene -> new Injection(scene.client(), scene.namespace().name(), scene.traffic())),
    ISSUER(Issuer.class, SceneHandles::issuer),
    MANIFESTS(Manifests.class, SceneHandles::manifests),
    PLATFORM_CONTROLS(
            PlatformControls.class,
            scene -> new PlatformControls(scene.environment(), scene.namespace().name(), scene.traffic())),
    PORT_NAMES(
            PortNames.class,
            scene -> PortNames.in(scene.client(), scene.namespace().name())),
    PROGRAM_TOKENS(ProgramTokens.class, SceneHandles::programTokens),
    PROXY_CONTROLS(ProxyControls.class, SceneHandles::proxy),
    ROUTE(Route.class, SceneHandles::route),
    TARGET(Target.class, SceneHandles::target),
    TIMEOUTS(Timeouts.class, scene -> scene.environment().timeouts()),
    TOKEN_ISSUER(TokenIssuer.class, SceneHandles::tokens),
    TRAFFIC(Traffic.class, SceneHandles::traffic),
    WORKLOAD(Workload.class, SceneHandles::workload),
    WORKLOADS(Workloads.class, SceneHandles::workloads);

    private static final String SECOND = "second";

    private final Class<?> type;
    private final BiFunction<SceneHandles, String, ?> made;

    <T> Handle(Class<T> type, Function<SceneHandles, T> made) {
        this(type, (scene, name) -> made.apply(scene));
    }

    <T> Handle(Class<T> type, BiFunction<SceneHandles, String, T> made) {
        this.type = type;
        this.made = made;
    }

    /**
     * What a field of this type asks for.
     *
     * @param type the field's type
     * @return empty where no scenario can be given such a thing
     */
    public static Optional<Handle> of(Class<?> type) {
        return Stream.of(values()).filter(handle -> handle.type == type).findFirst();
    }

    /** The type's name, as a scenario writes it. */
    public String typeName() {
        return type.getSimpleName();
    }

    /**
     * How a scenario may say which one it wants.
     *
     * @param name what it says; empty when it says nothing
     * @return how it is written, where it is not as it should be
     */
    public Optional<String> refusal(String name) {
        return switch (this) {
            case WORKLOAD, TARGET -> when(name.isEmpty(), "@Given(\"nginx\")");
            case ROUTE -> when(!name.isEmpty() && !name.equals(SECOND), "@Given or @Given(\"" + SECOND + "\")");
            default -> when(!name.isEmpty(), "@Given");
        };
    }

    private static Optional<String> when(boolean wrong, String right) {
        return wrong ? Optional.of(right) : Optional.empty();
    }

    /** Whether it is a workload, which the scenario's manifests bring. */
    public boolean isWorkload() {
        return this == WORKLOAD || this == TARGET;
    }

    /** Whether it changes what other scenarios stand on. */
    public boolean isMeshWide() {
        return this == PLATFORM_CONTROLS;
    }

    /**
     * The thing itself.
     *
     * @param scene of the scenario that asks
     * @param name which one; empty where there is one only
     */
    public Object in(Scene scene, String name) {
        return made.apply(scene.handles(), name);
    }
}
