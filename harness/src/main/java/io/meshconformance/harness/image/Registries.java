package io.meshconformance.harness.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.model.AuthConfig;
import io.meshconformance.harness.engine.EngineApi;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<String, RegistryAnswer> answers = new HashMap<>();

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
     * @return what its registry answered, for this or another image
     */
    RegistryAnswer ask(ImageName image) {
        return answers.computeIfAbsent(image.registry(), registry -> {
            RegistryAnswer first = once(image);
            return first instanceof RegistryAnswer.Slow || first instanceof RegistryAnswer.Fault ? once(image) : first;
        });
    }

    private RegistryAnswer once(ImageName image) {
        try {
            EngineApi.Reply reply = api.get(
                    "/distribution/" + image.reference() + "/json", Map.of("X-Registry-Auth", login(image)), limit);
            return reply.isGood() ? new RegistryAnswer.Served() : EngineMessages.read(reply.message());
        } catch (TimeoutException e) {
            return new RegistryAnswer.Slow("no answer within " + limit.toSeconds() + " s");
        } catch (IOException e) {
            return new RegistryAnswer.Fault(String.valueOf(e.getMessage()));
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
