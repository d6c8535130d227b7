package io.meshconformance.harness.scene;

import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a scenario calls its own: every name carries the scenario's id, the run's and from the second on
 * the play's, so that no two ever meet.
 *
 * @param namespace its namespace, and the stem of all its other names
 */
record Names(String namespace) {

    static Names of(String scenario, String run, int play) {
        String stem = scenario.toLowerCase(Locale.ROOT) + "-" + run;
        return new Names(play == 1 ? stem : stem + "-" + play);
    }

    Route route() {
        return new Route(namespace + "." + ProxyAddresses.DOMAIN);
    }

    Route secondRoute() {
        return new Route(namespace + "-second." + ProxyAddresses.DOMAIN);
    }

    String issuer() {
        return "https://issuer." + namespace + ".test";
    }

    String audience() {
        return namespace + ".test";
    }

    /** The parameters of its manifests: the run's, and its own. */
    Map<String, String> parameters(Map<String, String> run, String keySet, String password) {
        var all = new HashMap<>(run);
        all.put("namespace", namespace);
        all.put("host", route().host());
        all.put("host.second", secondRoute().host());
        all.put("issuer", issuer());
        all.put("audience", audience());
        all.put("jwks", keySet);
        all.put("password", password);
        return Map.copyOf(all);
    }
}
