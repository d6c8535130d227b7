package io.meshconformance.harness.foreign;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.oidc.ProviderAddress;
import java.util.List;

/** What manifests can name of the identity provider and its users. */
public final class ProviderParameters {

    private ProviderParameters() {}

    /** Of one that is installed in the cluster, where names need no help, and which states of users what scenarios want. */
    public static ManifestParameters installed() {
        return users(at(new Issuer(ProviderAddress.ISSUER), List.of(ProviderAddress.HOST)), ALICE)
                .with(ManifestParameter.BOB_EMAIL, BOB.email())
                .with(ManifestParameter.PROVIDER_NAMES, "# The provider is in the cluster.")
                .with(ManifestParameter.PROVIDER_SCOPES, "openid\nprofile\nemail")
                .with(ManifestParameter.PROVIDER_EMAIL, "email")
                .with(ManifestParameter.PROVIDER_GROUPS, "groups");
    }

    /** Where an issuer is. */
    static ManifestParameters at(Issuer issuer, List<String> hosts) {
        return ManifestParameters.none()
                .with(ManifestParameter.PROVIDER_ISSUER, issuer.url())
                .with(ManifestParameter.PROVIDER_HOSTS, String.join("\n", hosts))
                .with(ManifestParameter.PROVIDER_PORT, Integer.toString(issuer.port()));
    }

    /** These, and the user whom routes admit. */
    static ManifestParameters users(ManifestParameters others, User alice) {
        return others.with(ManifestParameter.ALICE_SUBJECT, alice.subject())
                .with(ManifestParameter.ALICE_EMAIL, alice.email())
                .with(ManifestParameter.ALICE_DOMAIN, alice.domain());
    }
}
