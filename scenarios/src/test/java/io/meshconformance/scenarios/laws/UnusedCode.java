package io.meshconformance.scenarios.laws;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is public and nothing calls, by the compiled classes. A call of a method by itself is none; a call of what
 * implements or overrides it is one.
 *
 * @param all the classes that may call
 * @param used whether a type is used in a way that classes do not tell: its constants are copied into them
 */
record UnusedCode(JavaClasses all, Predicate<? super JavaClass> used) {

    private static final Set<String> FOUND_BY_LIBRARIES =
            Set.of("com.fasterxml.jackson.annotation", "picocli", "org.junit.jupiter.api");

    Set<String> methods() {
        return all.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(Predicate.not(UnusedCode::isWrittenByTheCompiler))
                .filter(Predicate.not(UnusedCode::isFoundByALibrary))
                .filter(method -> above(method).findAny().isEmpty())
                .filter(method -> !isCalled(method) && below(method).noneMatch(UnusedCode::isCalled))
                .map(method -> method.getOwner().getName() + "." + method.getName() + "("
                        + method.getRawParameterTypes().stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> types() {
        return all.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> type.getMethods().stream().noneMatch(UnusedCode::isFoundByALibrary))
                .filter(type -> Stream.concat(Stream.of(type), type.getAllRawInterfaces().stream())
                        .allMatch(one -> one.getPackageName().startsWith("io.meshconformance")))
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .allMatch(dependency ->
                                outermost(dependency.getOriginClass()).equals(type)))
                .filter(type -> !used.test(type))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isCalled(JavaMethod method) {
        return method.getAccessesToSelf().stream()
                .anyMatch(access -> !access.getOrigin().equals(method));
    }

    private static boolean isWrittenByTheCompiler(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return method.getModifiers().contains(JavaModifier.SYNTHETIC)
                || owner.isRecord()
                        && method.getRawParameterTypes().isEmpty()
                        && owner.tryGetField(method.getName()).isPresent()
                || owner.isEnum() && Set.of("values", "valueOf").contains(method.getName());
    }

    private static boolean isFoundByALibrary(JavaMethod method) {
        boolean main = method.getName().equals("main") && method.getModifiers().contains(JavaModifier.STATIC);
        return main || method.getAnnotations().stream().anyMatch(UnusedCode::isOfALibrary);
    }

    private static boolean isOfALibrary(JavaAnnotation<?> annotation) {
        String name = annotation.getRawType().getPackageName();
        return FOUND_BY_LIBRARIES.stream().anyMatch(name::startsWith);
    }

    /** The methods that this one overrides or implements. */
    private static Stream<JavaMethod> above(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .flatMap(type -> like(method, type));
    }

    private static Stream<JavaMethod> below(JavaMethod method) {
        return method.getOwner().getAllSubclasses().stream().flatMap(type -> like(method, type));
    }

    /** Of the same name and number of parameters: their types differ where they are generic. */
    private static Stream<JavaMethod> like(JavaMethod method, JavaClass type) {
        return type.getMethods().stream()
                .filter(other -> other.getName().equals(method.getName()))
                .filter(other -> other.getRawParameterTypes().size()
                        == method.getRawParameterTypes().size());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(UnusedCode::outermost).orElse(type);
    }
}
