package io.meshconformance.scenarios.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of all modules together. This module is built last, so that the classes of all are there. */
class SuiteLawsTest {

    private static final int MOST_LINES = 200;
    private static final int MOST_METHODS = 20;
    private static final int MOST_TYPES = 20;
    private static final List<String> MODULES =
            List.of("run", "ci", "evidence", "harness", "reports", "images/reference", "rehearsal");
    private static final String LAWS = "io.meshconformance.scenarios.laws";

    @Test
    @DisplayName("every public method has a caller, and every type a use, outside the suite's own tests")
    void nothingIsUnused() {
        UnusedCode unused = new UnusedCode(everything(), constantsAreNamedIn(MODULES));
        assertEquals(Set.of(), unused.methods());
        assertEquals(Set.of(), unused.types());
    }

    @Test
    @DisplayName(
            "no type has more than 200 lines, no public one more than 20 public methods, no package more than 20 types")
    void sizes() {
        List<Path> types = sources(MODULES)
                .filter(source -> !source.endsWith("package-info.java"))
                .toList();
        Map<Object, Long> sizes = new TreeMap<>(Comparator.comparing(Object::toString));
        types.forEach(source -> sizes.put(source, text(source).lines().count()));
        sizes.values().removeIf(lines -> lines <= MOST_LINES);
        assertEquals(Map.of(), sizes);

        Map<Path, Long> packages =
                types.stream().collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        packages.values().removeIf(count -> count <= MOST_TYPES);
        assertEquals(Map.of(), packages);

        assertEquals(
                List.of(),
                everything().stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> own(type).count() > MOST_METHODS)
                        .toList());
    }

    /** Its public methods, without those that the compiler makes of a record's parts. */
    private static Stream<JavaMethod> own(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(method -> !type.isRecord()
                        || type.tryGetField(method.getName()).isEmpty()
                                && !Set.of("equals", "hashCode", "toString").contains(method.getName()));
    }

    @Test
    @DisplayName("a simple name stands for one type")
    void names() {
        Map<String, Long> uses = sources(MODULES)
                .map(source -> source.getFileName().toString())
                .filter(name -> !name.equals("package-info.java"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        uses.values().removeIf(count -> count == 1);
        assertEquals(Map.of(), uses);
    }

    @Test
    @DisplayName("these laws can be broken")
    void lawsCanBeBroken() {
        JavaClasses offender = new ClassFileImporter()
                .importClasses(Offender.class, Offender.Entry.class, Offender.Limit.class, Offender.Late.class);
        UnusedCode unused = new UnusedCode(offender, type -> false);
        assertEquals(Set.of(Offender.class.getName() + ".uncalled(int)"), unused.methods());
        assertEquals(Set.of(Offender.class.getName()), unused.types());
    }

    private static JavaClasses everything() {
        List<Path> folders = Stream.concat(
                        MODULES.stream().map(module -> Path.of("..", module, "target/classes")),
                        Stream.of(Path.of("target/test-classes")))
                .toList();
        folders.forEach(folder -> assertTrue(Files.isDirectory(folder), folder + " is missing: mvn test-compile"));
        return new ClassFileImporter()
                .importPaths(folders)
                .that(DescribedPredicate.describe(
                        "are written here and no laws",
                        type -> type.getPackageName().startsWith("io.meshconformance")
                                && !type.getPackageName().equals(LAWS)));
    }

    /** A constant is copied into the class that reads it, so that only the source knows where it came from. */
    private static DescribedPredicate<JavaClass> constantsAreNamedIn(List<String> modules) {
        Map<String, Long> uses = sources(modules)
                .flatMap(source -> Stream.of(text(source).split("\\W+")).distinct())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        return DescribedPredicate.describe(
                "are scenarios or named in another source",
                type -> type.getPackageName().startsWith("io.meshconformance.scenarios")
                        || uses.getOrDefault(type.getSimpleName(), 0L) > 1);
    }

    private static Stream<Path> sources(List<String> modules) {
        return modules.stream().flatMap(module -> {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
