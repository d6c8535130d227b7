package io.meshconformance.harness.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.harness.engine.StubServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A container engine as far as the suite asks one before it boots a node: Docker 28 without images, unless told else. */
public final class FakeEngine implements AutoCloseable {

    static final String KERNEL = "6.1.0-test";

    private final Path folder;
    private final StubServer server;
    private final Map<String, Function<StubServer.Request, Reply>> told = new ConcurrentHashMap<>();
    private final Set<String> images = ConcurrentHashMap.newKeySet();
    private String docker = "28.2.2";
    private String component = "Engine";
    private String info = "";

    public FakeEngine(Path folder) {
        this.folder = folder;
        this.server = StubServer.on(UnixDomainSocketAddress.of(socket()), this::answer);
    }

    public Path socket() {
        return folder.resolve("docker.sock");
    }

    /** Another version, and of what. */
    public FakeEngine is(String engine, String version) {
        component = engine;
        docker = version;
        return this;
    }

    /** Fields of its info that are laid over a sound engine's, as JSON without braces. */
    public FakeEngine says(String fields) {
        info = fields;
        return this;
    }

    public FakeEngine has(String... references) {
        images.addAll(List.of(references));
        return this;
    }

    /** AnswerSet one path so, without the query. */
    public FakeEngine answers(String path, Supplier<Reply> reply) {
        return answers(path, request -> reply.get());
    }

    /** AnswerSet one path by what is asked, the query included. */
    public FakeEngine answers(String path, Function<StubServer.Request, Reply> reply) {
        told.put(path, reply);
        return this;
    }

    public FakeEngine answers(String path, int status, String message) {
        return answers(path, () -> Reply.of(status, message(message)));
    }

    /** What every registry question comes to. */
    public FakeEngine registriesSay(String message) {
        return answers("/distribution/", 500, message);
    }

    public static String message(String words) {
        return "{\"message\": \"" + words.replace("\"", "\\\"") + "\"}";
    }

    /** This machine, with the engine on its kernel and no configuration of docker but its address. */
    public Machine machine() {
        write("proc/sys/kernel/osrelease", KERNEL + "\n");
        write("proc/sys/fs/inotify/max_user_instances", "8192\n");
        return new Machine(
                "Linux", Map.of("DOCKER_HOST", "unix://" + socket()), folder.resolve("home"), folder.resolve("root"));
    }

    /** A file of the machine, below its root. */
    public void write(String file, String text) {
        try {
            Path path = folder.resolve("root").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> asked() {
        return server.asked();
    }

    private Reply answer(StubServer.Request request) {
        String path = URLDecoder.decode(
                request.line().replaceFirst("^\\w+ (/v\\d[\\d.]*)?", "").replaceFirst("\\?.*", ""),
                StandardCharsets.UTF_8);
        for (Map.Entry<String, Function<StubServer.Request, Reply>> entry : told.entrySet()) {
            if (path.equals(entry.getKey()) || entry.getKey().endsWith("/") && path.startsWith(entry.getKey())) {
                return entry.getValue().apply(request);
            }
        }
        if (path.equals("/_ping")) {
            return Reply.of(200, "OK");
        }
        if (path.equals("/version")) {
            return Reply.of(
                    200,
                    "{\"Version\": \"%s\", \"ApiVersion\": \"1.44\", \"Components\": [{\"Name\": \"%s\"}]}"
                            .formatted(docker, component));
        }
        if (path.equals("/info")) {
            return Reply.of(200, laidOver(soundInfo(), info));
        }
        if (path.startsWith("/images/") && path.endsWith("/json")) {
            String image = path.substring("/images/".length(), path.length() - "/json".length());
            return images.contains(image)
                    ? Reply.of(200, "{\"Id\": \"sha256:" + "0".repeat(64) + "\"}")
                    : Reply.of(404, message("No such image: " + image));
        }
        if (path.equals("/containers/create")) {
            return Reply.of(404, message("No such image: conformance.local/none:none"));
        }
        if (path.startsWith("/distribution/")) {
            return Reply.of(
                    500,
                    message("Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup"
                            + " registry-1.docker.io on 127.0.0.53:53: no such host"));
        }
        return Reply.of(404, message("page not found"));
    }

    private static String laidOver(String sound, String fields) {
        try {
            JsonMapper json = JsonMapper.builder().build();
            return json.readerForUpdating(json.readTree(sound))
                    .readValue("{" + fields + "}")
                    .toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String soundInfo() {
        return """
                {"OSType": "linux", "ServerVersion": "28.2.2", "CgroupVersion": "2", "MemTotal": 17179869184,
                 "IPv4Forwarding": true, "KernelVersion": "%s", "DockerRootDir": "/nowhere/docker",
                 "SystemTime": "%s", "SecurityOptions": ["name=seccomp,profile=builtin", "name=cgroupns"]}
                """.formatted(KERNEL, Instant.now());
    }

    @Override
    public void close() {
        server.close();
    }
}
