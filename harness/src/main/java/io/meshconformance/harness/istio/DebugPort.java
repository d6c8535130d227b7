package io.meshconformance.harness.istio;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.body;
import static io.meshconformance.harness.expect.Expectations.bodyContains;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.origin.OriginRule.when;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.origin.OriginRule;
import java.util.Map;

/**
 * The port at which the control plane tells its state to people who look for faults. It answers to any pod, and knows
 * callers by the tokens of their service accounts ({@code pilot/pkg/xds/debug.go}, by namespace since Istio 1.28.4).
 */
public final class DebugPort {

    private static final String HOST = ControlPlane.DEPLOYMENT + "." + ControlPlane.NAMESPACE + ".svc.cluster.local";
    private static final String URL = "http://" + HOST + ":15014/debug/";

    /** For whom the control plane takes tokens ({@code TOKEN_AUDIENCES}). */
    private static final String AUDIENCE = "istio-ca";

    /** The shortest that the API server gives. */
    private static final long SECONDS = 600;

    private final KubernetesClient client;
    private final MintedSecrets secrets;

    /**
     * Nothing is asked yet.
     *
     * @param client the run's client
     * @param secrets registers the tokens
     */
    public DebugPort(KubernetesClient client, MintedSecrets secrets) {
        this.client = client;
        this.secrets = secrets;
    }

    /**
     * What a caller without a credential asks.
     *
     * @param question such as {@code configz}
     */
    public Request anonymously(String question) {
        return Request.get(URL + question);
    }

    /**
     * What a pod of a service account asks.
     *
     * @param namespace the account's namespace
     * @param account its name
     * @param question such as {@code configz}
     */
    public Request as(String namespace, String account, String question) {
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .addToAudiences(AUDIENCE)
                        .withExpirationSeconds(SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        return anonymously(question).bearing(secrets.register("service account token", token));
    }

    /**
     * The question for the configuration of a workload's sidecar.
     *
     * @param namespace the workload's namespace
     * @param app its {@code app.kubernetes.io/name}
     */
    public String configurationOf(String namespace, String app) {
        String pod = LivePods.in(client, namespace, Map.of(LivePods.APP, app))
                .any()
                .orElseThrow(() -> new AssertionError("there is no pod of " + app + " in " + namespace))
                .getMetadata()
                .getName();
        return "config_dump?proxyID=" + pod + "." + namespace;
    }

    /**
     * The control plane tells what was asked for.
     *
     * @param part a name that stands in it
     */
    public static Expectation tells(String part) {
        return status(200)
                .and(bodyContains(part))
                .and(answeredBy(Answerer.MESH))
                .called("told by the control plane, with " + part);
    }

    /** The control plane does not know the caller, and says no more. */
    public static Expectation unknownCaller() {
        return refusal(401).and(body("")).called("refused by the control plane: an unknown caller");
    }

    /** The control plane knows the caller and tells nothing. */
    public static Expectation refused() {
        return refusal(403).and(body("")).called("refused by the control plane");
    }

    /** The control plane has no such sidecar for this caller, as if there were none. */
    public static Expectation noSuchSidecar() {
        return refusal(404)
                .and(bodyContains("Proxy not connected to this Pilot instance"))
                .called("the control plane has no such sidecar for this caller");
    }

    private static Expectation refusal(int code) {
        return status(code).and(answeredBy(Answerer.MESH));
    }

    /** The control plane is known by its address: asked from a pod without a sidecar, no hop is before it. */
    public static OriginRule byAddress() {
        return (exchange, response) ->
                when(exchange.request().url().host().equals(HOST), Answerer.MESH, "the control plane's host " + HOST);
    }
}
