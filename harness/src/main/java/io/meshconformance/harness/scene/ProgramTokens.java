package io.meshconformance.harness.scene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.pomerium.ProgrammaticLogin;
import io.meshconformance.harness.wait.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ID tokens that the provider gives to programs, past the proxy: a browser signs the user in and ends at an address of the
 * program, which exchanges the code there for the token (OpenID Connect Core 1.0, section 3.1; RFC 8252, section 7.3).
 */
public final class ProgramTokens {

    private static final JsonMapper JSON = new JsonMapper();

    /** A public client that is registered beside the proxy. */
    private static final Map<String, String> ANOTHER = Map.of("client_id", "another-program");

    private final Callers callers;
    private final Traffic traffic;
    private final Issuer issuer;
    private final Map<String, String> proxy;

    ProgramTokens(Callers callers, Traffic traffic, Issuer issuer, ManifestParameters parameters) {
        this.callers = callers;
        this.traffic = traffic;
        this.issuer = issuer;
        this.proxy = Map.of(
                "client_id", parameters.value(ManifestParameter.PROXY_CLIENT_ID),
                "client_secret", parameters.value(ManifestParameter.PROXY_CLIENT_SECRET));
    }

    /**
     * An ID token for the client that the proxy is at the provider.
     *
     * @param user who signs in
     * @throws AssertionError when the provider gives none
     */
    public String token(User user) {
        return idToken(user, proxy);
    }

    /**
     * An ID token, as genuine, for another client of the same provider.
     *
     * @param user who signs in
     * @throws AssertionError when the provider gives none
     */
    public String tokenForAnotherClient(User user) {
        return idToken(user, ANOTHER);
    }

    /** A way that breaks off is begun anew: a code is good once. */
    private String idToken(User user, Map<String, String> client) {
        Exchange given = traffic.awaited(
                "an ID token of " + user.subject() + " for the client " + client.get("client_id"),
                () -> asked(user, client),
                last -> new Observation(member(last, "id_token").isPresent(), last.subject()));
        return member(given, "id_token").orElseThrow();
    }

    /** The last answer on the way to the tokens. */
    private Exchange asked(User user, Map<String, String> client) {
        Session program = callers.browser("program");
        Exchange provider = program.get(issuer.discovery());
        Optional<String> page = member(provider, "authorization_endpoint");
        Optional<String> tokens = member(provider, "token_endpoint");
        if (page.isEmpty() || tokens.isEmpty()) {
            return provider;
        }
        Map<String, String> asked = Map.of(
                "response_type", "code",
                "client_id", client.getOrDefault("client_id", ""),
                "redirect_uri", ProgrammaticLogin.HERE,
                "scope", "openid email profile",
                "state", "program");
        Exchange signedIn = callers.browser(user.subject()).signIn(user, page.get() + "?" + Request.encoded(asked));
        Optional<String> code = code(signedIn);
        if (code.isEmpty()) {
            return signedIn;
        }
        Map<String, String> fields = new LinkedHashMap<>(client);
        fields.put("grant_type", "authorization_code");
        fields.put("code", code.get());
        fields.put("redirect_uri", ProgrammaticLogin.HERE);
        return program.send(Request.form(tokens.get(), fields));
    }

    private static Optional<String> code(Exchange last) {
        Url url = last.request().url();
        return url.toString().startsWith(ProgrammaticLogin.HERE)
                ? url.parameters().getOrDefault("code", List.of()).stream().findFirst()
                : Optional.empty();
    }

    private static Optional<String> member(Exchange exchange, String name) {
        try {
            return Optional.of(JSON.readTree(exchange.body()).path(name).asText())
                    .filter(text -> !text.isEmpty());
        } catch (JsonProcessingException otherwise) {
            return Optional.empty();
        }
    }
}
