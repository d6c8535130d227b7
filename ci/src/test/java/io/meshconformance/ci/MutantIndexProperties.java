package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** The list of mutants as it is read before anything is built: each is whole, or the list is refused. */
class MutantIndexProperties {

    private static final String MUTANT = """
            id: deny-becomes-audit
            does: Every policy that denies only writes down what it would deny.
            reddens: [POL-001, POL-002]
            mayAlsoRedden: [GUIDE]
            rewrites:
              - resource: security.istio.io/authorizationpolicies
                patches:
                  - {set: /spec/action, to: AUDIT}
            """;
    private static final String FAULTS = """
            # faults
            proxy:
              - id: wrong-issuer
                does: The assertion names another issuer.
                reddens: [GUIDE-003, PROXY-001]
            dashboard:
              - id: skips-signature
                does: No signature is verified.
                reddens: [GRAF-001]
            """;

    private Path folder = Path.of("");
    private Path mutant = Path.of("");
    private Path faults = Path.of("");

    @BeforeProperty
    void makesACheckout() throws IOException {
        folder = Files.createTempDirectory("mutants");
        mutant = Files.createDirectories(folder.resolve("manifests/mutants")).resolve("deny-becomes-audit.yaml");
        faults = Files.createDirectories(folder.resolve("images/reference")).resolve("faults.yaml");
        Files.writeString(mutant, MUTANT);
        Files.writeString(faults, FAULTS);
    }

    @AfterProperty
    void removesIt() throws IOException {
        for (Path file : List.of(
                mutant,
                faults,
                mutant.getParent(),
                faults.getParent(),
                folder.resolve("manifests"),
                folder.resolve("images"))) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        return BadInput.bytesLike(MUTANT);
    }

    @Provide
    Arbitrary<byte[]> tables() {
        return BadInput.bytesLike(FAULTS);
    }

    @Property
    @Label("a damaged mutant is listed whole, or the list is refused")
    void mutants(@ForAll("mutants") byte[] yaml) throws IOException {
        Files.write(mutant, yaml);
        judge();
    }

    @Property
    @Label("a damaged table of faults is listed whole, or is refused")
    void tables(@ForAll("tables") byte[] yaml) throws IOException {
        Files.write(faults, yaml);
        judge();
    }

    private void judge() {
        Survival.of(() -> MutantIndex.of(folder), WrongUse.class).ifPresent(index -> {
            index.entries().forEach(entry -> {
                assertTrue(entry.id().matches("\\S+") && !entry.id().endsWith("-"), entry::toString);
                assertFalse(entry.does().isBlank() || entry.reddens().isBlank(), entry::toString);
                assertTrue(index.has(entry.id()));
            });
            assertTrue(index.plain().lines().count() >= 2L * index.entries().size());
        });
    }
}
