package io.meshconformance.reference.proxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of Kubernetes' Ingress documentation, section "Examples", and what Envoy's own prefix does instead. */
class PathRuleTest {

    @ParameterizedTest
    @CsvSource({
        "/, /foo, true",
        "/foo, /foo, true",
        "/foo, /foo/, true",
        "/foo/, /foo, true",
        "/foo/, /foo/, true",
        "/foo, /foo/bar, true",
        "/foo, /foobar, false",
        "/foo, /fo, false",
        "/aaa/bb, /aaa/bbb, false",
        "/aaa/bbb, /aaa/bbb/ccc, true",
        "/aaa/bbb, /aaa/bbbxyz, false"
    })
    void aPrefixIsMatchedElementByElement(String prefix, String path, boolean matches) {
        assertEquals(matches, new PathRule.Prefix(prefix).matches(path));
    }

    @ParameterizedTest
    @CsvSource({"/foo, /foobar, true", "/foo, /foo, true", "/foo, /fo, false"})
    void aBeginningIsMatchedCharacterByCharacter(String characters, String path, boolean matches) {
        assertEquals(matches, new PathRule.Beginning(characters).matches(path));
    }
}
