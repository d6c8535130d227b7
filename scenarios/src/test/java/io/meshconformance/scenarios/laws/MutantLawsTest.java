package io.meshconformance.scenarios.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.RequirementIndex;
import io.meshconformance.scenarios.mutants.Mutant;
import io.meshconformance.scenarios.mutants.MutantList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds between mutants and requirements, without a cluster. */
class MutantLawsTest {

    private static final Path ROOT = Path.of("..");
    private static final int AT_LEAST = 45;

    private final List<Mutant> mutants = MutantList.of(ROOT);
    private final List<String> requirements = RequirementIndex.of(ROOT).entries().stream()
            .map(RequirementIndex.Entry::id)
            .toList();

    MutantLawsTest() throws IOException {}

    /** Its scenario could not be shown to fail. */
    @Test
    void everyRequirementHasAMutantThatMustBeNoticed() {
        Set<String> without = new TreeSet<>(requirements);
        mutants.forEach(mutant -> without.removeAll(mutant.reddens()));
        assertEquals(Set.of(), without, "no mutant has to turn the scenarios of these requirements red");
    }

    @Test
    void everyMutantNamesRequirementsAndAreasThatExist() {
        Set<String> named = new TreeSet<>();
        mutants.forEach(mutant -> Stream.of(mutant.reddens(), mutant.mayAlsoRedden())
                .flatMap(List::stream)
                .forEach(named::add));
        requirements.forEach(id -> named.removeAll(List.of(id, id.substring(0, id.indexOf('-')))));
        assertEquals(Set.of(), named, "mutants name these, which no requirement is called");
        assertEquals(
                List.of(),
                mutants.stream()
                        .filter(mutant -> mutant.reddens().isEmpty())
                        .map(Mutant::id)
                        .toList(),
                "mutants that nothing has to notice");
    }

    @Test
    void everyMutantHasANameOfItsOwnWhichIsThatOfItsFile() {
        List<String> ids = mutants.stream().map(Mutant::id).toList();
        assertEquals(ids.stream().distinct().toList(), ids);
        long files = ids.stream()
                .filter(id -> ROOT.resolve("manifests/mutants/" + id + ".yaml")
                        .toFile()
                        .exists())
                .count();
        assertEquals(ROOT.resolve("manifests/mutants").toFile().list().length, files);
        assertTrue(files >= AT_LEAST, files + " mutants");
    }
}
