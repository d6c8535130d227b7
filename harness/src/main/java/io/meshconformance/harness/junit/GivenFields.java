package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
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
     * @throws WrongUse when one of them asks for what the scenario cannot be given
     */
    static GivenFields of(Class<?> type, Scenario scenario) {
        return new GivenFields(
                AnnotationSupport.findAnnotatedFields(type, Given.class, field -> true, HierarchyTraversalMode.TOP_DOWN)
                        .stream()
                        .map(field -> want(field, scenario))
                        .toList());
    }

    private static Want want(Field field, Scenario scenario) {
        String name = field.getAnnotation(Given.class).value();
        Handle handle = Handle.of(field.getType())
                .orElseThrow(() -> refusal(
                        field, "no scenario can be given " + field.getType().getSimpleName() + ", only " + all()));
        String type = handle.typeName() + " " + field.getName() + ";";
        handle.refusal(name).ifPresent(right -> {
            throw refusal(field, "it is to be declared by " + right + " " + type);
        });
        if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
            throw refusal(field, "it is set before each check, so neither static nor final: @Given " + type);
        }
        if (handle.isMeshWide() && !scenario.meshWide()) {
            throw refusal(
                    field,
                    handle.typeName()
                            + " changes what other scenarios stand on: add meshWide = true to @Scenario(id = \""
                            + scenario.id() + "\")");
        }
        return new Want(field, handle, name);
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
