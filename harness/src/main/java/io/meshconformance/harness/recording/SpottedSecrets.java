package io.meshconformance.harness.recording;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.identity.MintedSecrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the secrets that the platform minted, not we: tokens, session cookies, codes and signed states on the wire. */
final class SpottedSecrets {

    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");
    /** In addresses and in pages; what Keycloak calls its client's data holds the state. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:[?&]|&amp;)(code|state|id_token_hint|access_token|client_data|session_code|pomerium_jwt|pomerium_session|"
                    + "pomerium_session_encrypted|pomerium_signature)=([^&#\\s\"'<>]+)");

    private static final Pattern COOKIE = Pattern.compile("\\s*([^=;\\s]+)=([^;]*)");
    private static final Set<String> CREDENTIALS = Set.of("authorization", "x-pomerium-authorization");

    private final MintedSecrets secrets;

    SpottedSecrets(MintedSecrets secrets) {
        this.secrets = secrets;
    }

    void in(Exchange exchange) {
        parameters(exchange.request().url().target());
        exchange.request().headers().lines().forEach(this::header);
        exchange.response().ifPresent(response -> {
            response.headers().lines().forEach(this::header);
            tokens(response.body());
            parameters(response.body());
        });
    }

    private void header(Header line) {
        String name = line.name().toLowerCase(Locale.ROOT);
        tokens(line.value());
        parameters(line.value());
        if (name.equals("cookie") || name.equals("set-cookie")) {
            cookies(line.value(), name.equals("set-cookie"));
        }
        if (CREDENTIALS.contains(name)) {
            secrets.register("credential", line.value().substring(line.value().indexOf(' ') + 1));
        }
    }

    private void cookies(String value, boolean firstOnly) {
        String[] pairs = value.split(";");
        for (int i = 0; i < (firstOnly ? 1 : pairs.length); i++) {
            Matcher pair = COOKIE.matcher(pairs[i]);
            if (pair.matches()) {
                secrets.register("cookie " + pair.group(1), pair.group(2));
            }
        }
    }

    private void tokens(String text) {
        TOKEN.matcher(text).results().forEach(found -> secrets.register("token", found.group()));
    }

    private void parameters(String text) {
        PARAMETER.matcher(text).results().forEach(found -> {
            String kind = "parameter " + found.group(1);
            String value = found.group(2);
            secrets.register(kind, value);
            if (value.indexOf('%') >= 0) {
                value = decoded(value);
                secrets.register(kind, value);
            }
            // Some programs hand a value on without the padding of its base64.
            secrets.register(kind, value.replaceFirst("=+$", ""));
        });
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not URL-encoded after all: the value as it stands is registered already.
            return value;
        }
    }
}
