package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.meshconformance.reference.proxy.config.CookieSettings;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.config.ProxySettings;
import io.meshconformance.reference.proxy.crypto.AssertionSigningKey;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.crypto.UnusableKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code Pomerium} object and its Secrets, read into settings (facts 2). Other fields are refused by name. */
final class SettingsTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsTranslation.class);
    private static final Set<String> IMPLEMENTED = Set.of(
            "authenticate",
            "identityProvider",
            "certificates",
            "caSecrets",
            "secrets",
            "jwtClaimHeaders",
            "passIdentityHeaders",
            "cookie",
            "timeouts",
            "programmaticRedirectDomains",
            "setResponseHeaders");
    private static final int SECRET_BYTES = 32;
    private static final Map<String, String> RESPONSE_HEADERS =
            Map.of("x-frame-options", "SAMEORIGIN", "x-xss-protection", "1; mode=block");
    /** Only with a certificate of one's own: no client is bound to a self-signed one. */
    private static final Map<String, String> WITH_CERTIFICATE =
            Map.of("strict-transport-security", "max-age=31536000; includeSubDomains; preload");

    private final SecretReader secrets;

    SettingsTranslation(SecretReader secrets) {
        this.secrets = secrets;
    }

    /** Settings, or why there are none. */
    ProxySettings translate(GenericKubernetesResource pomerium) throws Rejected {
        Fields spec = Fields.of("spec", pomerium.getAdditionalProperties().get("spec"));
        spec.allowOnly(IMPLEMENTED);
        Secret bootstrap = secrets.secret(Name.read("spec.secrets", spec.required("secrets")));
        byte[] shared = key(bootstrap, "shared_secret");
        List<X509Certificate> authorities = new ArrayList<>();
        for (String name : spec.texts("caSecrets")) {
            authorities.addAll(secrets.authorities(Name.read("spec.caSecrets", name)));
        }
        List<ServerCertificate> certificates = certificates(spec);
        Map<String, String> responseHeaders = new LinkedHashMap<>(RESPONSE_HEADERS);
        if (!certificates.isEmpty()) {
            responseHeaders.putAll(WITH_CERTIFICATE);
        }
        Map<String, String> given = spec.object("setResponseHeaders").textMap();
        return new ProxySettings(
                authenticate(spec),
                shared,
                key(bootstrap, "cookie_secret"),
                signingKey(bootstrap, shared),
                certificates,
                provider(spec, authorities),
                spec.object("jwtClaimHeaders").textMap(),
                spec.truth("passIdentityHeaders").orElse(false),
                cookie(spec.object("cookie")),
                timeout(spec.object("timeouts")),
                spec.values().containsKey("programmaticRedirectDomains")
                        ? spec.texts("programmaticRedirectDomains")
                        : List.of("localhost"),
                given.isEmpty() ? responseHeaders : given);
    }

    private static byte[] key(Secret bootstrap, String name) throws Rejected {
        byte[] key = SecretReader.bytes(bootstrap, name)
                .orElseThrow(() -> new Rejected("bootstrap secret: " + name + " is required"));
        if (key.length != SECRET_BYTES) {
            throw new Rejected("bootstrap secret: " + name + " must be " + SECRET_BYTES + " bytes, got " + key.length);
        }
        return key;
    }

    private static AssertionSigningKey signingKey(Secret bootstrap, byte[] shared) throws Rejected {
        Optional<byte[]> pem = SecretReader.bytes(bootstrap, "signing_key");
        if (pem.isEmpty()) {
            return AssertionSigningKey.derived(shared, "signing_key");
        }
        try {
            return AssertionSigningKey.read(new String(pem.get(), StandardCharsets.UTF_8));
        } catch (UnusableKey e) {
            throw new Rejected("bootstrap secret: " + e.getMessage(), e);
        }
    }

    /** A missing or unusable Secret is logged and skipped, as the real controller does (facts 1.6). */
    private List<ServerCertificate> certificates(Fields spec) throws Rejected {
        List<ServerCertificate> certificates = new ArrayList<>();
        for (String text : spec.texts("certificates")) {
            Name name = Name.read("spec.certificates", text);
            try {
                certificates.add(secrets.certificate(name));
            } catch (Rejected e) {
                LOG.warn("spec.certificates: {}", e.getMessage());
            }
        }
        return certificates;
    }

    private static URI authenticate(Fields spec) throws Rejected {
        Fields authenticate = spec.object("authenticate");
        authenticate.allowOnly(Set.of("url"));
        if (authenticate.text("url").isEmpty()) {
            throw new Rejected("the hosted authenticate service is not implemented by the reference proxy: "
                    + "spec.authenticate.url and spec.identityProvider are required");
        }
        URI url = URI.create(authenticate.required("url"));
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new Rejected("spec.authenticate.url: expected https://host, got " + url);
        }
        return url;
    }

    private ProviderSettings provider(Fields spec, List<X509Certificate> authorities) throws Rejected {
        Fields provider = spec.object("identityProvider");
        provider.allowOnly(Set.of("provider", "url", "secret", "scopes", "requestParams"));
        if (!provider.required("provider").equals("oidc")) {
            throw new Rejected("spec.identityProvider.provider " + provider.required("provider")
                    + " is not implemented by the reference proxy, which knows only oidc");
        }
        Name secret = Name.read("spec.identityProvider.secret", provider.required("secret"));
        List<String> scopes = provider.texts("scopes");
        return new ProviderSettings(
                provider.required("url"),
                secrets.text(secret, "client_id"),
                secrets.text(secret, "client_secret"),
                scopes.isEmpty() ? ProviderSettings.DEFAULT_SCOPES : scopes,
                provider.object("requestParams").textMap(),
                authorities);
    }

    private static CookieSettings cookie(Fields cookie) throws Rejected {
        cookie.allowOnly(Set.of("name", "domain", "httpOnly", "expire", "sameSite"));
        CookieSettings defaults = CookieSettings.defaults();
        Optional<String> sameSite = cookie.text("sameSite");
        if (sameSite.isPresent() && !Set.of("strict", "lax", "none").contains(sameSite.get())) {
            throw new Rejected("spec.cookie.sameSite: unknown value " + sameSite.get());
        }
        Duration expires = cookie.text("expire").isPresent()
                ? Durations.read("spec.cookie.expire", cookie.required("expire"))
                : defaults.expires();
        return new CookieSettings(
                cookie.text("name").orElse(defaults.name()),
                cookie.text("domain"),
                cookie.truth("httpOnly").orElse(defaults.httpOnly()),
                expires,
                sameSite);
    }

    /** An upstream's default limit is 30 s; {@code write} is the limit on the whole answer, unset means that one. */
    private static Duration timeout(Fields timeouts) throws Rejected {
        timeouts.allowOnly(Set.of("write"));
        return timeouts.text("write").isPresent()
                ? Durations.read("spec.timeouts.write", timeouts.required("write"))
                : Duration.ofSeconds(30);
    }
}
