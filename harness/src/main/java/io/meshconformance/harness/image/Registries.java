package io.meshconformance.harness.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.model.AuthConfig;
import io.meshconformance.harness.engine.EngineApi;
import io.meshconformance.harness.image.PullFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.RegistryAuthLocator;

/**
 * Asks registries through the engine, with its mirrors, its proxy and the user's logins. A question fetches one manifest,
 * which registries count as a pull, so each registry is asked once and its answer is remembered. Used by one thread.
 */
public final class Registries {

    private final EngineApi api;
    private final Duration limit;
    private final Map<String, Optional<PullFailure>> answers = new HashMap<>();

    /**
     * Creates the questions.
     *
     * @param api the engine
     * @param limit how long an answer may take; a slow one is asked once more
     */
    public Registries(EngineApi api, Duration limit) {
        this.api = api;
        this.limit = limit;
    }

    /**
     * Asks whether the image's registry gives it.
     *
     * @param image an image that is not on this machine
     * @return why its registry does not give it, or another image; empty where it does
     */
    Optional<PullFailure> failure(ImageName image) {
        return answers.computeIfAbsent(image.registry(), registry -> {
            Optional<PullFailure> first = once(image);
            return first.filter(failure -> failure.kind() == Kind.SLOW || failure.kind() == Kind.OTHER)
                    .map(failure -> once(image))
                    .orElse(first);
        });
    }

    private Optional<PullFailure> once(ImageName image) {
        try {
            EngineApi.Reply reply = api.get(
                    "/distribution/" + image.reference() + "/json", Map.of("X-Registry-Auth", login(image)), limit);
            return reply.isGood() ? Optional.empty() : Optional.of(PullFailure.of(reply.message()));
        } catch (TimeoutException e) {
            return Optional.of(new PullFailure(Kind.SLOW, "no answer within " + limit.toSeconds() + " s"));
        } catch (IOException e) {
            return Optional.of(new PullFailure(Kind.OTHER, String.valueOf(e.getMessage())));
        }
    }

    /** The user's login at the registry, as {@code docker login} left it, or none. */
    private static String login(ImageName image) throws JsonProcessingException {
        AuthConfig login = RegistryAuthLocator.instance()
                .lookupAuthConfig(DockerImageName.parse(image.reference()), new AuthConfig());
        return Base64.getUrlEncoder()
                .encodeToString(JsonMapper.builder().build().writeValueAsBytes(login));
    }
}
