package io.meshconformance.harness.environment;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.istio.DebugPort;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.WorkloadMarks;
import io.meshconformance.harness.origin.Attributor;
import io.meshconformance.harness.origin.OriginRule;
import io.meshconformance.harness.pomerium.ProxyMarks;
import java.util.List;
import java.util.Set;

/** Where answers can come from in the architecture that is judged. */
public final class Origins {

    private Origins() {}

    /**
     * The rules of all hops. Marks in an answer come before marks of an address: a sidecar may refuse a request for any
     * host.
     *
     * @param authenticateHost where the proxy signs people in
     * @param providerHosts where the identity provider answers
     * @return what says where an answer came from
     */
    public static Attributor of(String authenticateHost, String... providerHosts) {
        return new Attributor(List.of(
                ProxyMarks.inAnswer(),
                WorkloadMarks.byName(),
                Mesh.marks(),
                DebugPort.byAddress(),
                provider(Set.of(providerHosts)),
                ProxyMarks.byAddress(authenticateHost),
                WorkloadMarks.byTrace()));
    }

    private static OriginRule provider(Set<String> hosts) {
        return (exchange, response) -> {
            String host = exchange.request().url().host();
            return OriginRule.when(hosts.contains(host), Answerer.PROVIDER, "host " + host);
        };
    }
}
