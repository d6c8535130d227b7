package io.meshconformance.harness.scene;

import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.util.Locale;

/**
 * What a scenario calls its own: every name carries the scenario's id, the run's and from the second on
 * the play's, so that no two ever meet.
 *
 * @param stem of its names
 * @param namespace the namespace that it plays in, by the stem where it is for this scenario alone
 */
record Names(String stem, String namespace) {

    static Names of(String scenario, String run, int play) {
        String stem = scenario.toLowerCase(Locale.ROOT) + "-" + run;
        String own = play == 1 ? stem : stem + "-" + play;
        return new Names(own, own);
    }

    /** The same names in another namespace. */
    Names in(String other) {
        return new Names(stem, other);
    }

    Route route() {
        return new Route(stem + "." + ProxyAddresses.DOMAIN);
    }

    Route secondRoute() {
        return new Route(stem + "-second." + ProxyAddresses.DOMAIN);
    }

    String issuer() {
        return "https://issuer." + stem + ".test";
    }

    String audience() {
        return stem + ".test";
    }

    /**
     * What its manifests can name.
     *
     * @param run what every manifest can name
     * @param tokens its issuer of tokens
     * @param password its password
     */
    ManifestParameters parameters(ManifestParameters run, TokenIssuer tokens, String password) {
        return run.with(ManifestParameter.NAMESPACE, namespace)
                .with(ManifestParameter.HOST, route().host())
                .with(ManifestParameter.SECOND_HOST, secondRoute().host())
                .with(ManifestParameter.ISSUER, issuer())
                .with(ManifestParameter.AUDIENCE, audience())
                .with(ManifestParameter.KEY_SET, tokens.keySet())
                .with(ManifestParameter.NEXT_KEY_SET, tokens.nextKey().keySet())
                .with(ManifestParameter.PASSWORD, password);
    }
}
