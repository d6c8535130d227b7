package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewriteTest {

    @Test
    void anObjectIsRewrittenByPatchesWithLiteralsAndExpressions() throws JsonProcessingException {
        Rewrite rewrite = read("""
            resource: configmaps
            when: object.metadata.name == 'nginx'
            patches:
              - set: /data/a
                to: {x: ["1", true]}
              - set: /data/b
                as: object.data.c
              - remove: /data/d
            """);

        assertEquals("", rewrite.group());
        assertEquals("configmaps", rewrite.plural());
        assertEquals(
                "[JSONPatch{op: 'add', path: '/data/a', value: {\"x\":[\"1\",true]}},"
                        + " JSONPatch{op: 'add', path: '/data/b', value: object.data.c},"
                        + " JSONPatch{op: 'remove', path: '/data/d'}]",
                rewrite.mutation());
        assertTrue(
                rewrite.condition(List.of("GUIDE-002", "POL-001")).endsWith(" && (object.metadata.name == 'nginx')"),
                rewrite.resource());
    }

    @Test
    void itConcernsTheNamespacesOfItsScenariosAndWhatIsNamedAfterThem() throws JsonProcessingException {
        Rewrite rewrite = read("{resource: services, patches: [{remove: /spec/selector}]}");

        assertEquals(
                "(object.metadata.?namespace.orValue('').matches('^(guide-002|pol-001)-')"
                        + " || object.metadata.name.matches('^(guide-002|pol-001)-'))",
                rewrite.condition(List.of("GUIDE-002", "POL-001")));
    }

    @Test
    void eachItemOfAListIsRewrittenWhereItIsMeant() throws JsonProcessingException {
        Rewrite rewrite = read("""
            resource: security.istio.io/requestauthentications
            each: jwtRules
            when: has(item.audiences)
            patches: [{remove: audiences}]
            """);

        assertEquals("security.istio.io", rewrite.group());
        assertTrue(
                rewrite.condition(List.of("GUIDE-002", "POL-001")).endsWith(" && (has(object.spec.jwtRules))"),
                rewrite.resource());
        assertEquals(
                "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter(i, i < size(object.spec.jwtRules)"
                        + " && [object.spec.jwtRules[i]].all(item, has(item.audiences)))"
                        + ".map(i, [object.spec.jwtRules[i]].map(item,"
                        + " JSONPatch{op: 'remove', path: '/spec/jwtRules/' + string(i) + '/audiences'})[0])",
                rewrite.mutation());
    }

    @Test
    void aPatchThatSaysNothingOrTwoThingsIsRefused() {
        for (String patch :
                new String[] {"{}", "{set: /a}", "{set: /a, to: 1, as: b}", "{set: /a, to: 1, remove: /b}"}) {
            assertThrows(
                    JsonProcessingException.class,
                    () -> read("{resource: configmaps, patches: [" + patch + "]}"),
                    patch);
        }
    }

    private static Rewrite read(String yaml) throws JsonProcessingException {
        return new YAMLMapper().readValue(yaml, Rewrite.class);
    }
}
