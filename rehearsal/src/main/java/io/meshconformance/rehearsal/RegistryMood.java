package io.meshconformance.rehearsal;

/** How a registry answers a request for an image. */
enum RegistryMood {
    /** As it should. */
    SERVES(200, "", ""),
    /** As Docker Hub answers an address that has pulled too much. */
    LIMITS(
            429,
            "TOOMANYREQUESTS",
            "You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit"),
    /** As a registry answers that asks for a login. */
    WANTS_LOGIN(401, "UNAUTHORIZED", "authentication required"),
    /** As a registry, or a filter before it, answers what no client here may have. */
    FORBIDS(403, "DENIED", "requested access to the resource is denied"),
    /** Takes the connection and sends nothing. */
    NEVER_ANSWERS(200, "", "");

    private final int status;
    private final String code;
    private final String message;

    RegistryMood(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** The status code of an answer. */
    int status() {
        return status;
    }

    /** The body of a refusal, in the registry protocol's form. */
    String body() {
        return """
                {"errors":[{"code":"%s","message":"%s"}]}
                """.formatted(code, message);
    }
}
