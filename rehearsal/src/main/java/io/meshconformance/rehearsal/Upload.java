package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fills a registry as the distribution specification's push does, with layers that are not packed: packing costs more
 * than a loopback saves.
 */
final class Upload {

    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final URI registry;
    private final HttpClient client = HttpClient.newHttpClient();
    /** In which repository a blob is already. */
    private final Map<String, String> placed = new HashMap<>();

    /**
     * Creates the upload.
     *
     * @param registry the registry's address, such as {@code http://127.0.0.1:5000}
     */
    Upload(URI registry) {
        this.registry = registry;
    }

    /**
     * Uploads an image and tags it.
     *
     * @param reference where to
     * @param image what
     */
    void push(Reference reference, PlatformImage image) {
        String repository = reference.repository();
        Stream.concat(image.configs().stream(), image.layers().stream()).forEach(blob -> blob(repository, blob));
        manifest(repository, image.own(), image.own().digest());
        manifest(repository, image.foreign(), image.foreign().digest());
        manifest(repository, image.index(), reference.tag());
    }

    private void blob(String repository, Blob blob) {
        String from = placed.putIfAbsent(blob.digest(), repository);
        if (repository.equals(from)) {
            return;
        }
        String uploads = "/v2/" + repository + "/blobs/uploads/";
        String question = from == null ? uploads : uploads + "?mount=" + blob.digest() + "&from=" + from;
        HttpResponse<String> begun = send(request(registry.resolve(question)).POST(BodyPublishers.noBody()));
        if (begun.statusCode() == CREATED) {
            return;
        }
        if (begun.statusCode() != ACCEPTED) {
            throw refused(begun);
        }
        String place = begun.headers().firstValue("Location").orElseThrow();
        URI target = registry.resolve(place + (place.contains("?") ? "&" : "?") + "digest=" + blob.digest());
        require(send(request(target)
                .header("Content-Type", "application/octet-stream")
                .PUT(file(blob.file()))));
    }

    private void manifest(String repository, Blob manifest, String reference) {
        URI target = registry.resolve("/v2/" + repository + "/manifests/" + reference);
        require(send(
                request(target).header("Content-Type", manifest.mediaType()).PUT(file(manifest.file()))));
    }

    private static HttpRequest.Builder request(URI target) {
        return HttpRequest.newBuilder(target);
    }

    private static HttpRequest.BodyPublisher file(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new EnvironmentBroken("the registry does not take an upload: " + e, "read its log", e);
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }

    private static void require(HttpResponse<String> answer) {
        if (answer.statusCode() != CREATED) {
            throw refused(answer);
        }
    }

    private static EnvironmentBroken refused(HttpResponse<String> answer) {
        return new EnvironmentBroken(
                "the registry answers an upload to " + answer.uri() + " with " + answer.statusCode() + ": "
                        + answer.body(),
                "read its log");
    }
}
