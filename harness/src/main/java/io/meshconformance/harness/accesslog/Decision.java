package io.meshconformance.harness.accesslog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why an Envoy answered a request itself or ended a connection, read from its access log: the response-code details of a
 * request, or the termination details of a connection (Envoy, {@code envoy/stream_info/stream_info.h} and the filters).
 */
public sealed interface Decision {

    /** How it stands in the access log. */
    String text();

    /** Decisions without parameters. */
    enum Fixed implements Decision {
        /** ALLOW policies apply, and none of them matches. */
        NONE_ALLOWED("rbac_access_denied_matched_policy[none]"),
        /** The external authorizer said no. */
        AUTHORIZER_DENIED("ext_authz_denied"),
        /** The external authorizer cannot be asked. */
        AUTHORIZER_DOWN("ext_authz_error"),
        /** What comes over the connection fits no filter chain, as plaintext under STRICT. */
        NO_FILTER_CHAIN("filter_chain_not_found"),
        /** No route for this host. */
        NO_ROUTE("route_not_found"),
        /** The configuration holds the answer itself, as for an unregistered host. */
        DIRECT_RESPONSE("direct_response");

        private final String text;

        Fixed(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /**
     * A rule of a DENY policy matches.
     *
     * @param namespace the policy's namespace
     * @param policy its name
     * @param rule the position of the rule, from 0
     */
    record DeniedBy(String namespace, String policy, int rule) implements Decision {

        private static final Pattern TEXT = Pattern.compile(
                "rbac_access_denied_matched_policy\\[ns\\[([^\\]]*)]-policy\\[([^\\]]*)]-rule\\[(0|[1-9]\\d{0,8})]]");

        @Override
        public String text() {
            return "rbac_access_denied_matched_policy[ns[%s]-policy[%s]-rule[%d]]".formatted(namespace, policy, rule);
        }
    }

    /**
     * A rule of a CUSTOM policy matches, and the mesh cannot ask its external authorizer as it is configured: it denies what
     * the rule is for ({@code pilot/pkg/security/authz/builder}, since Istio 1.30 with the provider).
     *
     * @param provider the authorizer's name in the mesh's configuration
     * @param namespace the policy's namespace
     * @param policy its name
     * @param rule the position of the rule, from 0
     */
    record DeniedUnasked(String provider, String namespace, String policy, int rule) implements Decision {

        private static final Pattern TEXT = Pattern.compile("rbac_access_denied_matched_policy\\[istio-ext-authz-(.+)"
                + "-ns\\[([^\\]]*)]-policy\\[([^\\]]*)]-rule\\[(\\d+)]-deny-due-to-bad-CUSTOM-action]");

        @Override
        public String text() {
            return "rbac_access_denied_matched_policy[istio-ext-authz-"
                    + "%s-ns[%s]-policy[%s]-rule[%d]-deny-due-to-bad-CUSTOM-action]"
                            .formatted(provider, namespace, policy, rule);
        }
    }

    /**
     * Request authentication refused the token.
     *
     * @param reason what it answered; blanks and underscores are the same, as the log has no blanks
     */
    record TokenRejected(String reason) implements Decision {

        private static final Pattern TEXT = Pattern.compile("jwt_authn_access_denied\\{(.*)}");

        /** Writes underscores. */
        public TokenRejected {
            reason = reason.replace(' ', '_');
        }

        @Override
        public String text() {
            return "jwt_authn_access_denied{" + reason + "}";
        }
    }

    /**
     * Anything else, such as that the request was sent on ({@code via_upstream}).
     *
     * @param text how it stands in the access log
     */
    record Other(String text) implements Decision {}

    /**
     * Reads a decision.
     *
     * @param text response-code or termination details
     */
    static Decision of(String text) {
        Matcher denied = DeniedBy.TEXT.matcher(text);
        if (denied.matches()) {
            return new DeniedBy(denied.group(1), denied.group(2), Integer.parseInt(denied.group(3)));
        }
        Matcher unasked = DeniedUnasked.TEXT.matcher(text);
        if (unasked.matches()) {
            return new DeniedUnasked(
                    unasked.group(1), unasked.group(2), unasked.group(3), Integer.parseInt(unasked.group(4)));
        }
        Matcher token = TokenRejected.TEXT.matcher(text);
        if (token.matches()) {
            return new TokenRejected(token.group(1));
        }
        Optional<Fixed> fixed =
                Stream.of(Fixed.values()).filter(each -> each.text.equals(text)).findFirst();
        return fixed.isPresent() ? fixed.get() : new Other(text);
    }
}
