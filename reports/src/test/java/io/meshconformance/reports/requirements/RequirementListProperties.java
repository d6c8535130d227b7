package io.meshconformance.reports.requirements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.io.IOException;
import java.util.HashSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The list of requirements is whole or refused. */
class RequirementListProperties {

    private static final String LIST = """
            sources:
            - id: "000"
              title: Istio with Pomerium
              upstream: a guide
            areas:
            - {id: INJ, title: "Sidecar injection"}
            requirements:
            - id: INJ-001
              strength: MUST
              impact: lets somebody in
              guards: [pomerium#6638, CVE-2021-39206]
              sources: ["000"]
              section: Ports
              quote: are left out
              statement: 'A sidecar''s ports are left out.'
            - id: INJ-002
              strength: SHOULD
              impact: leaks
              sources: [X]
              statement: 'A second one.'
            """;

    @Provide
    Arbitrary<byte[]> lists() {
        return BadInput.bytesLike(LIST);
    }

    @Property
    @Label("a damaged list is whole or refused")
    void damaged(@ForAll("lists") byte[] yaml) {
        Survival.of(() -> RequirementList.read(yaml), IOException.class, IllegalArgumentException.class)
                .ifPresent(list -> {
                    var ids = new HashSet<String>();
                    list.requirements().forEach(requirement -> ids.add(requirement.id()));
                    assertEquals(list.requirements().size(), ids.size());
                    assertTrue(list.requirements().stream()
                            .flatMap(requirement -> requirement.guards().stream())
                            .allMatch(guard -> guard.link().startsWith("https://")));
                    list.requirements()
                            .forEach(requirement -> assertTrue(Survival.of(() -> list.find(requirement.id()))
                                    .orElseThrow()
                                    .isPresent()));
                });
    }
}
