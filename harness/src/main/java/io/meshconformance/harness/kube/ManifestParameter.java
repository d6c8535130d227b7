package io.meshconformance.harness.kube;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parameters that a manifest can name, as {@code ${name}} inside a YAML string. Beside them each image of the
 * catalogue has one, {@code ${image.NAME}} with its logical name. Those of a scenario, from {@link #NAMESPACE} on, have a
 * value in manifests of scenarios alone.
 */
public enum ManifestParameter {
    DOMAIN("domain", "the domain of every host that the proxy serves"),
    AUTHENTICATE_HOST("authenticate.host", "the host at which the proxy signs people in"),
    CA(
            "ca.pem",
            "the certificate of the authority that signed the run's own, and of that of a provider outside, in PEM"),
    PROVIDER_ISSUER("identity-provider.issuer", "the URL of the identity provider, for everything that asks it"),
    PROVIDER_HOSTS("identity-provider.hosts", "its hosts, as many elements of a list as it has", Form.LIST),
    PROVIDER_PORT("identity-provider.port", "its port, a number", Form.NUMBER),
    PROVIDER_NAMES("identity-provider.names", "lines of a Corefile, by which a provider outside is found"),
    PROVIDER_SCOPES("identity-provider.scopes", "what the proxy asks it for, elements of a list", Form.LIST),
    PROVIDER_EMAIL("identity-provider.claim.email", "its name of the claim that holds a user's address"),
    PROVIDER_GROUPS("identity-provider.claim.groups", "its name of the claim that lists a user's groups"),
    PROVIDER_KEYSTORE("identity-provider.keystore", "its certificate and key as PKCS #12, in Base64"),
    PROVIDER_KEYSTORE_PASSWORD("identity-provider.keystore-password", "the password of that key store"),
    PROVIDER_ADMINISTRATION(
            "identity-provider.administration-secret", "the secret of the client by which users are made there"),
    PROXY_KEY_SET("proxy.key-set", "the URL at which the mesh fetches the proxy's key set"),
    PROXY_SHARED_SECRET("proxy.shared-secret", "32 bytes in Base64, shared by the parts of the proxy"),
    PROXY_COOKIE_SECRET("proxy.cookie-secret", "32 bytes in Base64, by which the proxy encrypts cookies"),
    PROXY_SIGNING_KEY("proxy.signing-key", "the key that signs assertions: PEM, in Base64"),
    PROXY_CLIENT_ID("proxy.client-id", "the proxy's id at the identity provider"),
    PROXY_CLIENT_SECRET("proxy.client-secret", "the proxy's secret at the identity provider"),
    PROXY_CERTIFICATE("proxy.certificate", "the certificate of the proxy's hosts: PEM, in Base64"),
    PROXY_CERTIFICATE_KEY("proxy.certificate-key", "the key of that certificate: PEM, in Base64"),
    ALICE_SUBJECT("alice.subject", "the subject of the user whom routes admit"),
    ALICE_EMAIL("alice.email", "the address of that user"),
    ALICE_DOMAIN("alice.domain", "the domain of that address"),
    BOB_EMAIL("bob.email", "the address of another user of that domain, where the provider has one"),
    NAMESPACE("namespace", "the scenario's namespace"),
    HOST("host", "the host of its route"),
    SECOND_HOST("host.second", "the host of its second route"),
    ISSUER("issuer", "the issuer of the tokens that the scenario mints"),
    AUDIENCE("audience", "the audience of these tokens"),
    KEY_SET("jwks", "the key set that verifies these tokens, as JSON"),
    NEXT_KEY_SET("jwks.next", "the key set that verifies those of the issuer's next key, as JSON"),
    PASSWORD("password", "a password of this scenario and this run"),
    GATEWAY_DOMAIN("gateway.domain", "the domain of hosts that the mesh's ingress gateway alone serves"),
    GATEWAY_CERTIFICATE("gateway.certificate", "the certificate of these hosts: PEM, in Base64"),
    GATEWAY_CERTIFICATE_KEY("gateway.certificate-key", "the key of that certificate: PEM, in Base64");

    /** What becomes of a YAML value that is the parameter and nothing else. */
    enum Form {
        /** A text. */
        TEXT,
        /** A number. */
        NUMBER,
        /** As many elements of the list that it stands in as its value has lines. */
        LIST
    }

    private final String key;
    private final String meaning;
    private final Form form;

    ManifestParameter(String key, String meaning) {
        this(key, meaning, Form.TEXT);
    }

    ManifestParameter(String key, String meaning, Form form) {
        this.key = key;
        this.meaning = meaning;
        this.form = form;
    }

    /** The form of a YAML value that is a parameter and nothing else; a text for any other. */
    static Form form(String text) {
        return Stream.of(values())
                .filter(parameter -> text.equals("${" + parameter.key + "}"))
                .map(parameter -> parameter.form)
                .findFirst()
                .orElse(Form.TEXT);
    }

    /** The name in manifests. */
    public String key() {
        return key;
    }

    /** What its value is, in words. */
    public String meaning() {
        return meaning;
    }

    static Optional<ManifestParameter> named(String key) {
        return Stream.of(values())
                .filter(parameter -> parameter.key.equals(key))
                .findFirst();
    }
}
