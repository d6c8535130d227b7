package io.meshconformance.harness.istio;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.body;
import static io.meshconformance.harness.expect.Expectations.bodyContains;
import static io.meshconformance.harness.expect.Expectations.header;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.origin.Envoy;
import io.meshconformance.harness.origin.OriginRule;
import java.util.Optional;

/**
 * What a sidecar or gateway of the mesh says, word for word. The texts are Envoy's own
 * ({@code source/common/jwt/status.cc}, the RBAC filter and its local replies).
 */
public final class Mesh {

    /** The body of a refusal by an authorization policy. */
    public static final String RBAC_DENIED = "RBAC: access denied";

    /** What the suite's external authorizer puts on its answers; the sidecar hands it on with a denial. */
    private static final String AUTHORIZER = "x-conformance-authorizer";

    private static final String GRPC_STATUS = "grpc-status";
    private static final String GRPC_MESSAGE = "grpc-message";
    private static final String NO_AUDIENCE = "Audiences in Jwt are not allowed";
    private static final String NO_KEY = "Jwks doesn't have key to match kid or alg from Jwt";
    private static final String NOT_SUPPORTED = "Jwt header [alg] is not supported";
    private static final String MALFORMED =
            "Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections";
    private static final String NO_CONNECTION = "upstream connect error or disconnect/reset before headers";
    private static final String NO_ENDPOINT = "no healthy upstream";

    private Mesh() {}

    /** Refused by an authorization policy, and said so by the mesh. */
    public static Expectation rbacDenied() {
        return refusal(403, RBAC_DENIED).called("denied by the mesh's policy");
    }

    /** Refused by request authentication with this code and text, and said so by the mesh. */
    public static Expectation jwtRejected(int code, String text) {
        return refusal(code, text).called("token refused by the mesh");
    }

    /** A gRPC call refused by an authorization policy, and said so by the mesh: with 200, as gRPC has its own status. */
    public static Expectation rbacDeniedInGrpc() {
        return refusalInGrpc("7", RBAC_DENIED).called("gRPC call denied by the mesh's policy");
    }

    /** A gRPC call refused by request authentication with this text, and said so by the mesh. */
    public static Expectation jwtRejectedInGrpc(String text) {
        return refusalInGrpc("16", text).called("token of a gRPC call refused by the mesh");
    }

    /** Refused by request authentication as befits this flaw. */
    public static Expectation rejects(Flaw flaw) {
        return switch (flaw) {
            case EXPIRED -> jwtRejected(401, "Jwt is expired");
            case NOT_YET_VALID -> jwtRejected(401, "Jwt not yet valid");
            case MALFORMED -> jwtRejected(401, MALFORMED);
            case WRONG_ISSUER, WITHOUT_ISSUER -> jwtRejected(401, "Jwt issuer is not configured");
            case WRONG_AUDIENCE, WITHOUT_AUDIENCE -> jwtRejected(403, NO_AUDIENCE);
            case UNREADABLE_HEADER -> jwtRejected(401, "Jwt header is an invalid JSON");
            case UNREADABLE_CLAIMS -> jwtRejected(401, "Jwt payload is an invalid JSON");
            case FOREIGN_KEY, OTHER_CLAIMS -> jwtRejected(401, "Jwt verification fails");
            case UNKNOWN_KEY_ID, SYMMETRIC_WITH_PUBLIC_KEY -> jwtRejected(401, NO_KEY);
            case UNSUPPORTED_ALGORITHM, UNSIGNED -> jwtRejected(401, NOT_SUPPORTED);
        };
    }

    /** Refused by a sidecar because its external authorizer said so, in the authorizer's own words. */
    public static Expectation deniedByAuthorizer() {
        return refusal(403, "denied by the authorizer").called("denied by the external authorizer");
    }

    /** Refused by a sidecar because its external authorizer cannot be asked; seen by a client without a sidecar. */
    public static Expectation authorizerDown() {
        return refusal(403, "").called("denied, as the external authorizer cannot be asked");
    }

    /** A sidecar could not reach the workload: it speaks another protocol than agreed, or its port is closed. */
    public static Expectation upstreamUnreachable() {
        return status(503)
                .and(answeredBy(Answerer.MESH))
                .and(bodyContains(NO_CONNECTION))
                .called("the mesh cannot reach the workload");
    }

    /** A sidecar has no endpoint to send the request to. */
    public static Expectation noEndpoint() {
        return refusal(503, NO_ENDPOINT).called("the mesh has no healthy endpoint");
    }

    /** An outbound request to a host that is not registered, under the registry-only policy. */
    public static Expectation unregisteredHost() {
        return status(502).and(body("")).and(answeredBy(Answerer.MESH)).called("not a registered host");
    }

    private static Expectation refusal(int code, String text) {
        return status(code).and(body(text)).and(answeredBy(Answerer.MESH));
    }

    /** As Envoy answers where the content type is gRPC's ({@code Http::Utility::sendLocalReply}): headers and no body. */
    private static Expectation refusalInGrpc(String grpcStatus, String text) {
        return status(200)
                .and(header(GRPC_STATUS, grpcStatus))
                .and(header(GRPC_MESSAGE, text))
                .and(body(""))
                .and(answeredBy(Answerer.MESH));
    }

    /** The mark by which an answer is known to be the mesh's own. The proxy's marks go before it. */
    public static OriginRule marks() {
        return (exchange, response) -> markOn(response).map(mark -> new Attribution(Answerer.MESH, mark));
    }

    static Optional<String> markOn(Response response) {
        Optional<String> call = response.header(GRPC_MESSAGE).filter(said -> isDenial(said) || ofToken(said));
        if (call.isPresent() && response.headers().has(GRPC_STATUS)) {
            return call.map(said -> "header " + GRPC_MESSAGE + " \"" + said + "\"");
        }
        String said = response.body();
        boolean refused = response.status() == 401 || response.status() == 403;
        boolean token = refused && ofToken(said) && response.mediaType().equals("text/plain");
        boolean policy = response.status() == 403 && isDenial(said);
        boolean upstream = response.status() == 503 && (said.startsWith(NO_CONNECTION) || said.equals(NO_ENDPOINT));
        if (token || policy || upstream) {
            return Optional.of("body \"" + said + "\"");
        }
        if (response.status() == 403 && response.headers().has(AUTHORIZER)) {
            return Optional.of("header " + AUTHORIZER);
        }
        boolean code = response.status() == 502 || response.status() == 403;
        return code && said.isEmpty() && fromEnvoyItself(response)
                ? Optional.of(response.status() + " of an Envoy without an upstream")
                : Optional.empty();
    }

    private static boolean isDenial(String said) {
        return said.equals(RBAC_DENIED) || said.equals(NO_AUDIENCE);
    }

    /** How all that request authentication says begins, but for {@link #NO_AUDIENCE}; a later release may say more. */
    private static boolean ofToken(String said) {
        return said.startsWith("Jwt ") || said.startsWith("Jwks ");
    }

    private static boolean fromEnvoyItself(Response response) {
        return response.header("server").filter(s -> s.endsWith("envoy")).isPresent()
                && !Envoy.passedAnUpstream(response);
    }
}
