package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.kube.DeclaredWorkloads;
import io.meshconformance.harness.scene.Handle;
import io.meshconformance.harness.scene.Scene;
import io.meshconformance.run.WrongUse;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * The fields by which a scenario asks for something.
 *
 * @param wants each field with what it asks for
 */
record GivenFields(List<Want> wants) {

    private record Want(Field field, Handle handle, String name) {}

    /**
     * Reads the fields of a scenario.
     *
     * @throws WrongUse when one of them has a type that no scenario can be given
     */
    static GivenFields of(Class<?> type) {
        return new GivenFields(
                AnnotationSupport.findAnnotatedFields(type, Given.class, field -> true, HierarchyTraversalMode.TOP_DOWN)
                        .stream()
                        .map(GivenFields::want)
                        .toList());
    }

    private static Want want(Field field) {
        Handle handle = Handle.of(field.getType())
                .orElseThrow(() -> refusal(
                        field, "no scenario can be given " + field.getType().getSimpleName() + ", only " + all()));
        return new Want(field, handle, field.getAnnotation(Given.class).value());
    }

    /**
     * Looks whether they can be given.
     *
     * @param scenario what the class that has them declares
     * @throws WrongUse when one of them cannot
     */
    void require(Scenario scenario) {
        for (Want want : wants) {
            Field field = want.field();
            String type = want.handle().typeName() + " " + field.getName() + ";";
            want.handle().refusal(want.name()).ifPresent(right -> {
                throw refusal(field, "it is to be declared by " + right + " " + type);
            });
            if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
                throw refusal(field, "it is set before each check, so neither static nor final: @Given " + type);
            }
            if (want.handle().isMeshWide() && !scenario.meshWide() && !scenario.proxyWide()) {
                throw refusal(
                        field,
                        want.handle().typeName()
                                + " changes what other scenarios stand on: add proxyWide = true, or meshWide = true where it"
                                + " changes more than the proxy, to @Scenario(id = \""
                                + scenario.id() + "\")");
            }
            if (want.handle().isWorkload()) {
                requireWorkload(want, scenario);
            }
        }
    }

    private static void requireWorkload(Want want, Scenario scenario) {
        List<String> workloads;
        try {
            workloads = Stream.of(scenario.manifests())
                    .flatMap(file -> DeclaredWorkloads.in("scenarios/" + file).names().stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            throw refusal(want.field(), "the scenario's manifests cannot be read: " + e.getMessage());
        }
        if (!workloads.contains(want.name())) {
            throw refusal(
                    want.field(),
                    "the scenario's manifests bring no workload " + want.name() + ", only " + workloads
                            + ": name one of these, or add the file that brings it to manifests");
        }
    }

    private static WrongUse refusal(Field field, String reason) {
        return new WrongUse(field.getDeclaringClass().getName() + "." + field.getName() + ": " + reason);
    }

    private static String all() {
        return Stream.of(Handle.values()).map(Handle::typeName).collect(Collectors.joining(", "));
    }

    /** Sets them on the scenario's instance. */
    void fill(Object instance, Scene scene) {
        for (Want want : wants) {
            try {
                want.field().setAccessible(true);
                want.field().set(instance, want.handle().in(scene, want.name()));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(want.field() + " cannot be set", e);
            }
        }
    }
}
