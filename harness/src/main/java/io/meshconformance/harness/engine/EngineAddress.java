package io.meshconformance.harness.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the container engine is, found as {@code docker} finds it: {@code DOCKER_HOST}, then {@code DOCKER_CONTEXT}, then
 * the current context of its configuration, then the default socket
 * ({@code github.com/docker/cli/cli/command/cli.go}, {@code resolveContextName}).
 *
 * @param uri the address
 * @param source where it was found, in words
 */
record EngineAddress(URI uri, String source) {

    private static final String DEFAULT_SOCKET = "unix:///var/run/docker.sock";
    private static final String DEFAULT_CONTEXT = "default";

    private record Choice(String context, String by) {}

    /**
     * Finds the address.
     *
     * @return where the engine should be; it was not asked yet
     * @throws EnvironmentBroken when docker's configuration names a context that is not there, or cannot be read
     */
    static EngineAddress of(Machine machine) {
        Optional<String> host = machine.variable("DOCKER_HOST");
        if (host.isPresent()) {
            return new EngineAddress(parsed(host.get(), "DOCKER_HOST"), "DOCKER_HOST");
        }
        Path folder = machine.variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElseGet(() -> machine.home().resolve(".docker"));
        return choice(machine, folder)
                .filter(choice -> !choice.context().equals(DEFAULT_CONTEXT))
                .map(choice -> ofContext(choice, folder))
                .orElseGet(() -> new EngineAddress(URI.create(DEFAULT_SOCKET), "docker's default"));
    }

    private static Optional<Choice> choice(Machine machine, Path folder) {
        Optional<Choice> named =
                machine.variable("DOCKER_CONTEXT").map(context -> new Choice(context, "DOCKER_CONTEXT"));
        Path config = folder.resolve("config.json");
        if (named.isPresent() || !Files.exists(config)) {
            return named;
        }
        String current = read(config).path("currentContext").asText();
        return current.isEmpty() ? Optional.empty() : Optional.of(new Choice(current, config.toString()));
    }

    private static EngineAddress ofContext(Choice choice, Path folder) {
        String source = "docker's context " + choice.context() + ", by " + choice.by();
        Path meta = folder.resolve("contexts")
                .resolve("meta")
                .resolve(Sha256.of(choice.context()))
                .resolve("meta.json");
        if (!Files.exists(meta)) {
            throw new EnvironmentBroken(
                    source + " is not there: there is no " + meta,
                    "choose one of docker context ls: docker context use default");
        }
        String host = read(meta).path("Endpoints").path("docker").path("Host").asText();
        return new EngineAddress(parsed(host, source), source);
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.builder().build().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw unreadable(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static EnvironmentBroken unreadable(Path file, String why, IOException e) {
        return new EnvironmentBroken(
                "docker's configuration " + file + " cannot be read: " + why, "mend it, or set DOCKER_HOST", e);
    }

    /** What names no scheme is a host, as docker takes it. */
    private static URI parsed(String address, String source) {
        try {
            URI uri = URI.create(address.contains("://") ? address : "tcp://" + address);
            if (uri.getScheme() == null) {
                throw new IllegalArgumentException("it names no scheme");
            }
            boolean socket = uri.getScheme().equals("unix");
            if (uri.isOpaque() || (socket ? !Path.of(uri.getPath()).isAbsolute() : uri.getRawAuthority() == null)) {
                throw new IllegalArgumentException(socket ? "it names no file" : "it names no host");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new EnvironmentBroken(
                    "the container engine's address by " + source + " is " + address + ", which is none: "
                            + e.getMessage(),
                    "choose another engine: docker context use default, and unset DOCKER_HOST",
                    e);
        }
    }

    /** Whether it is a socket of this machine. */
    boolean isLocal() {
        return "unix".equals(uri.getScheme());
    }

    /** The socket's file; only where it {@link #isLocal}. */
    Path socket() {
        return Path.of(uri.getPath());
    }

    @Override
    public String toString() {
        return uri + " (" + source + ")";
    }
}
