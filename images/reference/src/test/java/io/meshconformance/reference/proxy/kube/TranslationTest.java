package io.meshconformance.reference.proxy.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.meshconformance.reference.proxy.config.HostPort;
import io.meshconformance.reference.proxy.config.HostRule;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.support.TestAuthority;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String PREFIX = "ingress.pomerium.io";
    private final FakeCluster cluster = new FakeCluster();
    private final Translation translation =
            new Translation(VERTX, "pomerium.io/ingress-controller", PREFIX, Faults.none());

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @BeforeEach
    void aCluster() {
        cluster.secret(
                "pomerium",
                "bootstrap",
                Map.of("shared_secret", new byte[32], "cookie_secret", new byte[32], "ignored", new byte[1]));
        cluster.secret(
                "pomerium",
                "idp",
                Map.of("client_id", FakeCluster.bytes("pomerium"), "client_secret", FakeCluster.bytes("s")));
        cluster.put(IngressClass.class, """
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata: {name: pomerium}
                spec: {controller: pomerium.io/ingress-controller}
                """);
        cluster.put(Service.class, """
                apiVersion: v1
                kind: Service
                metadata: {name: nginx, namespace: app}
                spec: {ports: [{name: http, port: 80, targetPort: 8080}]}
                """);
        cluster.put(Endpoints.class, """
                apiVersion: v1
                kind: Endpoints
                metadata: {name: nginx, namespace: app}
                subsets: [{addresses: [{ip: 10.0.0.2}, {ip: 10.0.0.1}], ports: [{name: http, port: 8080}]}]
                """);
        pomerium("");
    }

    private void pomerium(String more) {
        cluster.put(GenericKubernetesResource.class, """
                apiVersion: ingress.pomerium.io/v1
                kind: Pomerium
                metadata: {name: global}
                spec:
                  secrets: pomerium/bootstrap
                  authenticate: {url: "https://authenticate.example.test"}
                  identityProvider: {provider: oidc, url: "https://idp.test/x", secret: pomerium/idp}
                """ + more);
    }

    private void ingress(String name, String annotations, String spec) {
        cluster.put(Ingress.class, """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: %s, namespace: app, annotations: {%s}}
                spec:
                  ingressClassName: pomerium
                  %s
                  rules: [{host: %s.example.test, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: nginx, port: {number: 80}}}}]}}]
                """.formatted(name, annotations, spec, name));
    }

    private Optional<String> error(String name) {
        return translation.translate(cluster).ingresses().entrySet().stream()
                .filter(entry -> entry.getKey().getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private ProxyRoute route(String name) {
        return translation
                .translate(cluster)
                .snapshot()
                .orElseThrow()
                .routes()
                .find(name + ".example.test", "/")
                .orElseThrow();
    }

    @Test
    void aFaultOfAnIngressIsInForceAtItsHostAlone() {
        ingress("wrong", Faults.ANNOTATION + ": wrong-issuer", "");
        ingress("right", "", "");
        ingress("everywhere", Faults.ANNOTATION + ": short-path-first", "");
        ingress("unknown", Faults.ANNOTATION + ": wrong-everything", "");
        Snapshot snapshot = translation.translate(cluster).snapshot().orElseThrow();
        assertTrue(snapshot.at("wrong.example.test").faults().has(Fault.WRONG_ISSUER));
        assertEquals(Faults.none(), snapshot.at("right.example.test").faults());
        assertEquals(Faults.none(), snapshot.faults());
        assertTrue(error("everywhere").orElseThrow().contains("[short-path-first] has one that shows everywhere"));
        assertTrue(error("unknown").orElseThrow().contains("unknown fault wrong-everything"));
    }

    @Test
    void podsAreTheDefaultAndTheServiceIsOnRequest() {
        ingress("pods", "", "");
        ingress("service", PREFIX + "/service_proxy_upstream: 'true'", "");
        assertEquals(
                List.of(new HostPort("10.0.0.1", 8080), new HostPort("10.0.0.2", 8080)),
                route("pods").upstream().addresses());
        assertEquals(
                List.of(new HostPort("nginx.app.svc.cluster.local", 80)),
                route("service").upstream().addresses());
        assertEquals(new HostRule.UpstreamAddress(), route("service").upstream().hostRule());
    }

    @Test
    void anUnknownAnnotationRejectsThatIngressAloneInTheRealWords() {
        ingress("good", PREFIX + "/pass_identity_headers: 'true'", "");
        ingress("bad", PREFIX + "/nonsense: 'true'", "");
        assertEquals(Optional.of("parsing ingress: annotations: unknown ingress.pomerium.io/nonsense"), error("bad"));
        assertEquals(Optional.empty(), error("good"));
        assertEquals(Optional.of(true), route("good").passesIdentity());
    }

    @Test
    void aMissingSecretRejectsUntilItAppears() {
        ingress("tls", "", "tls: [{secretName: cert}]");
        assertEquals(Optional.of("tls: get secret app/cert: Secret \"cert\" not found"), error("tls"));
        ServerCertificate certificate = new TestAuthority().issue("tls.example.test");
        cluster.secret(
                "app",
                "cert",
                Map.of(
                        "tls.crt", FakeCluster.bytes(TestAuthority.pem("CERTIFICATE", encoded(certificate))),
                        "tls.key",
                                FakeCluster.bytes(TestAuthority.pem(
                                        "PRIVATE KEY", certificate.key().getEncoded()))));
        assertEquals(Optional.empty(), error("tls"));
        assertEquals(
                certificate.chain(),
                translation
                        .translate(cluster)
                        .snapshot()
                        .orElseThrow()
                        .settings()
                        .certificates()
                        .get(0)
                        .chain());
    }

    private static byte[] encoded(ServerCertificate certificate) {
        try {
            return certificate.chain().get(0).getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    allow_spdy: 'true' | ingress.pomerium.io/allow_spdy is not implemented by the reference proxy
                    allowed_groups: '[a]' | no longer supported
                    pass_identity_headers: 'yes' | expected true or false
                    policy: 'allow: {or: [{device: x}]}' | criterion device is not implemented
                    timeout: soon | invalid duration
                    """)
    void otherAnnotationsAreRefusedByName(String annotation, String words) {
        ingress("one", PREFIX + "/" + annotation, "");
        assertTrue(error("one").orElse("").contains(words), error("one").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '  storage: {file: {path: /x}}' | spec.storage is not implemented by the reference proxy
                    '  caSecrets: [pomerium/none]' | Secret "none" not found
                    '  cookie: {sameSite: odd}' | spec.cookie.sameSite
                    """)
    void settingsItCannotServeAreRefusedByName(String more, String words) {
        pomerium(more + "\n");
        Translation.Outcome outcome = translation.translate(cluster);
        assertTrue(
                outcome.settingsError().orElse("").contains(words),
                outcome.settingsError().toString());
        assertTrue(outcome.snapshot().isEmpty());
    }

    @Test
    void aTextInPlaceOfRawBytesIsRefused() {
        cluster.secret(
                "pomerium",
                "bootstrap",
                Map.of("shared_secret", FakeCluster.bytes("x".repeat(44)), "cookie_secret", new byte[32]));
        assertEquals(
                Optional.of("bootstrap secret: shared_secret must be 32 bytes, got 44"),
                translation.translate(cluster).settingsError());
    }

    @Test
    void anotherClassIsNotOurs() {
        ingress("mine", "", "");
        cluster.put(IngressClass.class, """
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata: {name: pomerium}
                spec: {controller: example.com/other}
                """);
        assertTrue(translation.translate(cluster).ingresses().isEmpty());
    }

    @Test
    void oneBadIngressStopsAllOnlyAsAFault() {
        ingress("good", "", "");
        ingress("bad", PREFIX + "/nonsense: 'true'", "");
        assertEquals(
                1,
                translation
                        .translate(cluster)
                        .snapshot()
                        .orElseThrow()
                        .routes()
                        .routes()
                        .size());
        Translation faulty = new Translation(
                VERTX, "pomerium.io/ingress-controller", PREFIX, Faults.named("one-bad-ingress-stops-all"));
        assertEquals(
                0,
                faulty.translate(cluster)
                        .snapshot()
                        .orElseThrow()
                        .routes()
                        .routes()
                        .size());
    }

    @Test
    void aFrozenIngressStaysAsItWasServed() {
        ingress("hello", "", "");
        Ingress before = cluster.ingresses().get(0);
        before.getMetadata().setUid("u");
        ingress("hello", PREFIX + "/pass_identity_headers: 'true'", "");
        cluster.ingresses().get(0).getMetadata().setUid("u");
        FrozenIngresses frozen = new FrozenIngresses(cluster, Map.of("u", before));
        assertEquals(List.of(before), frozen.ingresses());
        assertEquals(Optional.of(true), route("hello").passesIdentity());
    }

    @Test
    void faultsComeFromTheAnnotation() {
        GenericKubernetesResource object = cluster.pomerium().orElseThrow();
        object.getMetadata().setAnnotations(Map.of(Faults.ANNOTATION, "wrong-issuer"));
        assertTrue(
                translation.translate(cluster).snapshot().orElseThrow().faults().has(Fault.WRONG_ISSUER));
        object.getMetadata().setAnnotations(Map.of(Faults.ANNOTATION, "nonsense"));
        assertTrue(translation.translate(cluster).settingsError().orElse("").contains("unknown fault nonsense"));
    }
}
