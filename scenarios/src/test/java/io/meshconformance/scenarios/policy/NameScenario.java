package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-014",
        title = "Names in a policy are names: a dot in one stands for a dot, and a part of one for nothing",
        manifests = {
            "workloads/httpbin.yaml",
            "jwt/authentication.yaml",
            "policy/client-with-dot.yaml",
            "policy/names.yaml",
            "policy/names-with-dots.yaml"
        },
        byProxy = false)
class NameScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "by {0} a caller is admitted under its own name, and denied under one with a dot in it")
    @ValueSource(
            strings = {
                "service-account",
                "principal",
                "principal-end",
                "principal-beginning",
                "namespace",
                "namespace-end",
                "namespace-beginning",
                "request-principal",
                "claim"
            })
    void dots(String kind) {
        httpbin.serves(() -> get("/anything/named/" + kind));
        httpbin.deniesAsNoneAllows(() -> get("/anything/dotted/" + kind));
    }

    @Check("a rule for the account my.app admits it and no other, and rules for parts of that name do not admit it")
    void account() {
        httpbin.serves(() -> byMyApp("/anything/named/my.app"));
        httpbin.deniesAsNoneAllows(() -> get("/anything/named/my.app"));
        httpbin.deniesAsNoneAllows(() -> byMyApp("/anything/dotted/my.app"));
    }

    @Check("a denial of names with dots denies no caller whose name differs there, and denies the account my.app")
    void denied() {
        manifests.apply("policy/names-denied.yaml");
        httpbin.deniesBy(() -> byMyApp("/anything/free"), "names-denied", 1);
        httpbin.serves(() -> get("/anything/free"));
    }

    private Exchange get(String path) {
        return httpbin.get(path, tokens.valid("alice"));
    }

    private Exchange byMyApp(String path) {
        return callers.own().get(httpbin.workload().url(path));
    }
}
