package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
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

/** Mutants and the table of faults, damaged: each mutant that is still read is whole, and none is lost. */
class MutantListProperties {

    private static final String MUTANT = """
            id: issuer-wrong
            does: Tokens of another issuer are asked for.
            reddens: [JWT-001, JWT-002]
            mayAlsoRedden: [GUIDE]
            rewrites:
              - resource: security.istio.io/requestauthentications
                each: jwtRules
                when: has(item.issuer)
                patches:
                  - {set: issuer, to: "https://other.test"}
                  - {remove: audiences}
              - resource: configmaps
                anywhere: true
                patches:
                  - set: /data/a
                    as: object.data.b
            touches:
              - {apiVersion: v1, kind: Node, name: one}
            """;
    private static final String FAULTS = """
            # faults
            proxy:
              - id: wrong-issuer
                does: The assertion names another issuer.
                reddens: [GUIDE-003, PROXY-001]
                mayAlsoRedden: [JWT]
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
        mutant = Files.createDirectories(folder.resolve("manifests/mutants")).resolve("issuer-wrong.yaml");
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
                folder.resolve("images"),
                folder)) {
            Files.deleteIfExists(file);
        }
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
    @Label("a damaged mutant is whole or refused")
    void mutants(@ForAll("mutants") byte[] yaml) throws IOException {
        Files.write(mutant, yaml);
        Survival.of(() -> MutantList.of(folder), IOException.class).ifPresent(read -> {
            assertEquals(3, read.size());
            judge(read);
        });
    }

    @Property
    @Label("a damaged table of faults is whole or refused")
    void tables(@ForAll("tables") byte[] yaml) throws IOException {
        Files.write(faults, yaml);
        Survival.of(() -> MutantList.of(folder), IOException.class).ifPresent(read -> {
            assertFalse(read.stream().allMatch(one -> one.id().equals("issuer-wrong")));
            judge(read);
        });
    }

    private static void judge(List<Mutant> mutants) {
        for (Mutant read : mutants) {
            assertTrue(read.id().matches("[a-z][a-z0-9-]*") && !read.does().isBlank(), read::toString);
            assertFalse(read.reddens().stream().anyMatch(read::leavesAlone), read::toString);
            read.rewrites().forEach(rewrite -> {
                assertFalse(rewrite.plural().isBlank(), read::toString);
                String condition =
                        Survival.of(() -> rewrite.condition(List.of("JWT-001"))).orElseThrow();
                assertTrue(condition.equals("true") || condition.contains("object"), condition);
                String mutation = Survival.of(rewrite::mutation).orElseThrow();
                rewrite.patches()
                        .forEach(patch -> assertTrue(mutation.contains(patch.set() + patch.remove()), mutation));
            });
        }
    }
}
