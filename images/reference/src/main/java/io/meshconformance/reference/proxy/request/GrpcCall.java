package io.meshconformance.reference.proxy.request;

/**
 * Calls of gRPC, by their content type (v0.33.1, authorize/check_response_grpc.go).
 *
 * @param web whether it is gRPC-Web's, of which Envoy knows nothing
 */
public record GrpcCall(boolean web) {
    /** Whether a request of this content type is a call, of either kind. */
    public static boolean isCall(String contentType) {
        return is(contentType, "application/grpc", "application/grpc+")
                || is(contentType, "application/grpc-web-text", "application/grpc-web+");
    }

    /** The call that a request of this content type is. */
    public static GrpcCall of(String contentType) {
        return new GrpcCall(contentType.startsWith("application/grpc-web"));
    }

    /** The status of a refusal: a call has ended well with HTTP, and says by its own status that it has not. */
    public int httpStatus(int refusal) {
        return web ? refusal : 200;
    }

    /** The content type of a refusal. */
    public String contentType() {
        return web ? "application/grpc-web+json" : "application/grpc";
    }

    /** gRPC's status for a refusal: unauthenticated or permission denied. */
    public int grpcStatus(int refusal) {
        return refusal == 401 ? 16 : 7;
    }

    private static boolean is(String contentType, String whole, String beginning) {
        return contentType.equals(whole) || contentType.startsWith(beginning);
    }
}
