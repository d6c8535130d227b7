package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.TestCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortNamesTest {

    private static final String PATHS = "[{to: [{operation: {paths: [/]}}]}]";

    private final TestCluster cluster = new TestCluster();

    @BeforeEach
    void kind() {
        cluster.serves("security.istio.io/v1", "AuthorizationPolicy/authorizationpolicies");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: http", "name: http-web", "name: grpc-web", "name: web, appProtocol: http2"})
    @DisplayName("a port that is HTTP by its name or protocol fits a policy with HTTP fields")
    void fits(String port) {
        has(service("{app: web}", port), policy("{app: web}", PATHS));
        assertEquals(List.of(), findings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: web", "name: https", "name: httpx", "name: http-web, appProtocol: tcp", "port: 80"})
    @DisplayName("one that is not is found")
    void doesNotFit(String port) {
        has(service("{app: web}", port), policy("{app: web}", PATHS));
        assertEquals(1, findings().size());
    }

    @Test
    @DisplayName("the finding names policy, port and Service")
    void finding() {
        has(service("{app: web}", "name: web"), policy("{app: web}", PATHS));
        assertEquals(List.of("policy allow asks for HTTP fields, port 80 of Service web is named web"), findings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{to: [{operation: {methods: [GET]}}]}]",
                "[{from: [{source: {requestPrincipals: ['*']}}]}]",
                "[{when: [{key: 'request.auth.claims[iss]', values: [x]}]}]",
                "[{from: [{source: {namespaces: [a]}}]}, {to: [{operation: {notHosts: [x]}}]}]"
            })
    @DisplayName("any rule with a field of requests asks for HTTP")
    void asks(String rules) {
        has(service("{app: web}", "name: web"), policy("{app: web}", rules));
        assertEquals(1, findings().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{from: [{source: {principals: ['*']}}]}]",
                "[{to: [{operation: {ports: ['80']}}]}]",
                "[{when: [{key: source.ip, values: [x]}]}]",
                "[]"
            })
    @DisplayName("rules about connections alone do not")
    void doesNotAsk(String rules) {
        has(service("{app: web}", "name: web"), policy("{app: web}", rules));
        assertEquals(List.of(), findings());
    }

    @Test
    @DisplayName("a policy that selects other pods says nothing of a Service, and one without a selector of all")
    void selection() {
        has(service("{app: web}", "name: web"), policy("{app: other}", PATHS));
        assertEquals(List.of(), findings());
        has(policy("{}", PATHS));
        assertEquals(1, findings().size());
    }

    @Test
    @DisplayName("a Service without a selector, whose endpoints are written by hand, selects no pod")
    void withoutSelector() {
        has(service("{}", "name: web"), policy("{app: web}", PATHS));
        assertEquals(List.of(), findings());
    }

    private List<String> findings() {
        return PortNames.in(cluster.client(), "app").findings();
    }

    private void has(String... documents) {
        for (String document : documents) {
            Manifest.parse("test", document, ManifestParameters.none())
                    .objects()
                    .forEach(cluster::has);
        }
    }

    private static String service(String selector, String port) {
        return "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: app}, spec: {selector: " + selector
                + ", ports: [{" + (port.startsWith("port") ? port : "port: 80, " + port) + "}]}}";
    }

    private static String policy(String selector, String rules) {
        return "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: allow, namespace: app},"
                + " spec: {selector: {matchLabels: " + selector + "}, rules: " + rules + "}}";
    }
}
