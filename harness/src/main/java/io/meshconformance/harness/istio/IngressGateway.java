package io.meshconformance.harness.istio;

import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.client.SharedConnection;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Expectations;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The mesh's ingress gateway: another way in than the proxy, for the Gateways that a scenario brings. */
public final class IngressGateway {

    private final OutsideClient client;
    private final Workload workload;
    private final AwaitedSecrets secrets;
    private final String domain;

    /**
     * The gateway; nothing is sent yet.
     *
     * @param client the client outside the cluster, by the gateway's port for every host but the provider's
     * @param workloads makes a workload of its namespace and app
     * @param secrets knows the Secrets that it waits for
     * @param parameters what manifests may name, the gateway's domain among them
     */
    public IngressGateway(
            OutsideClient client,
            BiFunction<String, String, Workload> workloads,
            Function<Workload, AwaitedSecrets> secrets,
            ManifestParameters parameters) {
        this.client = client;
        this.workload = workloads.apply(ControlPlane.NAMESPACE, "istio-ingressgateway");
        this.secrets = secrets.apply(workload);
        this.domain = parameters.value(ManifestParameter.GATEWAY_DOMAIN);
    }

    /** A browser without cookies that comes in by the gateway and is never signed in. */
    public Session anonymous() {
        return client.anonymous();
    }

    /**
     * A browser without cookies that comes in by the gateway.
     *
     * @param name whose it is, for the evidence
     */
    public Session browser(String name) {
        return client.browser(name);
    }

    /**
     * One HTTP/2 connection to it, on which sessions ask. The caller closes it.
     *
     * @param host what stands before {@code ${gateway.domain}}
     */
    public SharedConnection connection(String host) {
        return client.connection(host + "." + domain);
    }

    /** Its pod, and what that wrote about requests; it is all sidecar and no application. */
    public Workload workload() {
        return workload;
    }

    /**
     * Expects that it ends handshakes for want of a Secret.
     *
     * @param secret the Secret's name
     */
    public void waitsForSecret(String secret) {
        secrets.include(secret);
    }

    /**
     * The URL of a host that only this run has.
     *
     * @param host what stands before {@code ${gateway.domain}}
     */
    public String url(String host) {
        return "https://" + host + "." + domain + "/";
    }

    /** TLS ended at the gateway: it showed the certificate of a scenario's Secret. */
    public static Expectation servesItsOwnCertificate() {
        return Expectations.servesCertificateFor(GatewayCertificate.MARK)
                .called("TLS ends at the gateway, by the certificate of the Secret");
    }
}
