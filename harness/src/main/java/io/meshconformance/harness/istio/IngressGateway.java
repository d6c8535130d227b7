package io.meshconformance.harness.istio;

import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Expectations;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import java.util.function.BiFunction;

/** The mesh's ingress gateway: another way in than the proxy's own door, for the Gateways that a scenario brings. */
public final class IngressGateway {

    private final Traffic traffic;
    private final Workload workload;
    private final String domain;

    public IngressGateway(
            Traffic traffic, BiFunction<String, String, Workload> workloads, ManifestParameters parameters) {
        this.traffic = traffic;
        this.workload = workloads.apply("istio-system", "istio-ingressgateway");
        this.domain = parameters.value(ManifestParameter.GATEWAY_DOMAIN);
    }

    /** Traffic that comes in by it, for every host but the provider's. */
    public Traffic traffic() {
        return traffic;
    }

    /** Its pod, and what that wrote about requests; it is all sidecar and no application. */
    public Workload workload() {
        return workload;
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
